"""Trust 15: a hundred people answer the anonymous survey, one after the other, and somebody looks after each of them.

The attacker holds the database, its log of changes and a copy after every single answer, with all keys that backups
hold, and knows who answered when and with which code. Nobody's answers are found more often than by guessing: with a
hundred people one guess in all is right, and more than seven are right once in a hundred thousand orders. The controls
take one protection off, and the attacker finds everybody.
"""

import random
import shutil
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from perspektiv.records.access.models import TrailRow
from perspektiv.records.feedback import seals
from perspektiv.records.feedback.actions import opening
from perspektiv.records.feedback.actions import survey as casting
from perspektiv.records.feedback.actions.instruments import bring_in
from perspektiv.records.feedback.actions.opening import open_boxes
from perspektiv.records.feedback.actions.survey import cast, make_codes
from perspektiv.records.feedback.box import quarter_of, quarters_before
from perspektiv.records.feedback.models import AnonymousText, Ballot, SurveyCode
from perspektiv.records.feedback.models.survey import SealField
from perspektiv.records.feedback.without_rowids import ENDS_SO, TABLES, keep_without_rowids
from tests.records.feedback.attacker import (
    ITEMS,
    Answers,
    Attacker,
    database,
    found_in,
    hits,
    log_of_changes,
    rows_of_tables,
    texts_by_order,
)
from tests.records.personas import Personas, make_personas

PEOPLE = 100
BY_CHANCE = 7
"""Right guesses in one order. Chance has one on average; more than seven happen once in 97,000 (Poisson)."""


@pytest.fixture
def home(tmp_path: Path, transactional_db: None) -> Iterator[Path]:
    """A folder of its own for the keys of the box; the database is a real file (or a real server)."""
    with override_settings(HOME=tmp_path):
        yield tmp_path


@pytest.fixture
def codes(home: Path) -> list[str]:
    """Handed out in any order."""
    personas: Personas = make_personas()
    version = bring_in(by=personas.quirin, centre=personas.centre, key="satisfaction")
    made = make_codes(by=personas.toni, version=version, count=PEOPLE)
    random.SystemRandom().shuffle(made)
    return made


@pytest.fixture
def told() -> list[Answers]:
    """What each of them answers: no two alike."""
    numbers = random.SystemRandom().sample(range(4 ** len(ITEMS)), PEOPLE)
    return [tuple(float(1 + number // 4**place % 4) for place in range(len(ITEMS))) for number in numbers]


def test_no_table_of_the_survey_numbers_its_rows(home: Path) -> None:
    """First of all, before a control has mended anything."""
    if connection.vendor == "sqlite":
        assert [table for table in TABLES if not definition(table).endswith(ENDS_SO)] == []


def test_nothing_finds_out_who_answered_what(
    codes: list[str], told: list[Answers], home: Path, monkeypatch: Any
) -> None:
    attacker = all_answer(codes, told, home)
    assert attacker.opened_with(keys_in_backups()) == []
    copies = files_while_opening(monkeypatch, home)
    assert open_boxes(today=next_quarter()) == PEOPLE
    attacker.look()
    guesses = attacker.guesses(codes, copies)
    assert len(guesses) >= 8
    assert {name: hits(guess, told) for name, guess in guesses.items() if hits(guess, told) > BY_CHANCE} == {}
    assert sorted(guesses["key"]) == sorted(told)  # though all are counted
    for written in texts_by_order().values():
        assert hits(written, needles()) <= BY_CHANCE and hits(written[::-1], needles()) <= BY_CHANCE
        for guess in guesses.values():  # the nth text with the nth response
            gave = dict(zip(needles(), told, strict=True))
            assert hits([gave[text] for text in written], guess) <= BY_CHANCE
    assert found_in(every_file(home), needles()) == []
    open_boxes(today=next_quarter(day=2))
    assert attacker.opened_with([*keys_in_backups(), *keys_of_the_box(home)]) == []
    assert not Ballot.objects.exists() and not SurveyCode.objects.filter(used=True).exists()
    assert AnonymousText.objects.count() == PEOPLE


def test_control_opened_after_each_answer_everybody_is_found(
    codes: list[str], told: list[Answers], home: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr(opening, "FEWEST", 1)
    attacker = all_answer(codes, told, home, after_each=lambda: open_boxes(today=next_quarter()))
    assert hits(attacker.guesses(codes)["day of a copy"], told) == PEOPLE


def test_control_unshuffled_everybody_is_found(
    codes: list[str], told: list[Answers], home: Path, monkeypatch: Any
) -> None:
    """By the order of writing, which PostgreSQL has, and SQLite would have in tables as Django makes them."""
    monkeypatch.setattr(opening, "CHANCE", Unshuffled())
    attacker = all_answer(codes, told, home)
    came = {key.replace("-", ""): at for at, (key, _) in enumerate(attacker.ballots)}

    def as_they_came(over: opening.Opened) -> tuple[list[tuple[date, opening.Opened]], opening.Opened]:
        return [(over[0][1].quarter, sorted(over, key=lambda ballot: came[ballot[0].hex]))], []

    monkeypatch.setattr(opening, "in_companies", as_they_came)
    give_rowids()
    try:
        open_boxes(today=next_quarter())
        attacker.look()
        guesses = attacker.guesses(codes)
    finally:
        keep_without_rowids()
    assert hits(guesses["rowid" if connection.vendor == "sqlite" else "place"], told) == PEOPLE
    attacker.look()
    assert "rowid" not in attacker.guesses(codes)  # the tables are mended with all that is in them


def test_control_unsealed_everybody_is_found(
    codes: list[str], told: list[Answers], home: Path, monkeypatch: Any
) -> None:
    """The vault alone does not help against whoever has a copy of every day: backups hold its keys."""
    monkeypatch.setattr(casting, "seal", lambda content, _quarter: content.decode())
    attacker = all_answer(codes, told, home)
    assert hits(attacker.opened_with(keys_in_backups()), told) == PEOPLE


def test_control_with_the_key_of_the_box_everybody_is_found(codes: list[str], told: list[Answers], home: Path) -> None:
    """What remains, as decision 0028 says: whoever takes the key from the running machine before it is destroyed."""
    attacker = all_answer(codes, told, home)
    assert hits(attacker.opened_with([*keys_in_backups(), *keys_of_the_box(home)]), told) == PEOPLE


def test_control_what_is_written_in_the_clear_is_seen(
    codes: list[str], told: list[Answers], home: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr(casting, "seal", lambda content, _quarter: content.decode())
    monkeypatch.setattr(SealField, "get_prep_value", lambda _self, value: value)
    monkeypatch.setattr(SealField, "from_db_value", lambda _self, value, *_: value)
    all_answer(codes, told, home)
    if connection.vendor == "sqlite":
        assert found_in([database(), log_of_changes()], needles()) == needles()
    else:
        assert all(
            any(needle in sealed for sealed in Ballot.objects.values_list("sealed", flat=True)) for needle in needles()
        )


def test_answering_writes_nothing_else(codes: list[str], told: list[Answers], home: Path) -> None:
    """Neither the trail nor any other table has a row more, and no seal says when it was made."""
    before = rows_of_tables()
    trail = TrailRow.objects.count()
    after = all_answer(codes[:10], told[:10], home)
    changed = {table: rows - before[table] for table, rows in rows_of_tables().items() if rows != before[table]}
    assert changed == {"feedback_ballot": 10}
    assert TrailRow.objects.count() == trail
    assert {moment_in(sealed) for _, sealed in after.ballots} == {0}
    assert len({len(sealed) for _, sealed in after.ballots}) == 1


def test_control_a_seal_of_the_vault_says_when(home: Path) -> None:
    written = AnonymousText._meta.get_field("words").get_prep_value("Danke.")
    assert abs(moment_in(written) - timezone.now().timestamp()) < 60


def test_what_a_migration_makes_anew_is_mended(codes: list[str], told: list[Answers], home: Path) -> None:
    """Django's own ALTER gives rowids back; what runs after every ``migrate`` takes them away, and nothing is lost."""
    all_answer(codes[:6], told[:6], home)
    if connection.vendor == "sqlite":
        with connection.schema_editor() as editor:
            editor._remake_table(Ballot)  # type: ignore[attr-defined]  # what every ALTER comes to
        assert not definition(Ballot._meta.db_table).endswith(ENDS_SO)
    call_command("migrate", verbosity=0)
    if connection.vendor == "sqlite":
        assert definition(Ballot._meta.db_table).endswith(ENDS_SO)
    connection.check_constraints()
    assert Ballot.objects.count() == 6
    assert open_boxes(today=next_quarter()) == 6


class Unshuffled:
    def shuffle(self, _: list[Any]) -> None: ...


def all_answer(
    codes: list[str], told: list[Answers], home: Path, after_each: Callable[[], object] = lambda: None
) -> Attacker:
    """One after the other; the attacker looks after each, and searches all files after the last."""
    attacker = Attacker()
    for code, answers, needle in zip(codes, told, needles(), strict=False):
        cast(code=code, numbers=dict(zip(ITEMS, answers, strict=True)), texts={"wish": needle})
        after_each()
        attacker.look()
    return attacker


def needles() -> list[str]:
    """What each of them writes."""
    return [f"wunsch-{number}-kanarienvogel" for number in range(PEOPLE)]


def next_quarter(day: int = 1) -> date:
    return quarters_before(quarter_of(timezone.localdate()), -1).replace(day=day)


def keys_in_backups() -> list[bytes]:
    return [key.encode() for key in settings.FIELD_KEYS]


def keys_of_the_box(home: Path) -> list[bytes]:
    return [path.read_bytes() for path in (home / seals.FOLDER).iterdir()]


def every_file(home: Path) -> list[Path]:
    mine = [path for path in home.rglob("*") if path.is_file()]
    return [*mine, database(), log_of_changes()] if connection.vendor == "sqlite" else mine


def files_while_opening(monkeypatch: pytest.MonkeyPatch, home: Path) -> list[Path]:
    """Copies of the database and of its log in the moment after the box was opened, before the log is emptied."""
    if connection.vendor != "sqlite":
        return []
    copies = [home / "database", home / "log"]
    emptied = opening.forget_log

    def copy_first() -> None:
        if not copies[0].exists():
            for source, copy in zip((database(), log_of_changes()), copies, strict=True):
                shutil.copy(source, copy)
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
            shutil.copy(database(), copies[0])
        emptied()

    monkeypatch.setattr(opening, "forget_log", copy_first)
    return copies


def moment_in(sealed: str) -> int:
    """The second that a seal carries in its first bytes, for everybody to read."""
    return int.from_bytes(urlsafe_b64decode(sealed)[1:9], "big")


def definition(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = %s", [table])
        return str(cursor.fetchone()[0])


def give_rowids() -> None:
    """As a migration of Django's does, when it makes a table anew."""
    if connection.vendor != "sqlite":
        return
    for table in ("feedback_anonymousresponse", "feedback_anonymousanswer"):
        plain = definition(table).removesuffix(ENDS_SO).replace(f'"{table}"', '"made_anew"', 1)
        with connection.schema_editor() as editor:
            editor.execute(plain, params=None)
            editor.execute(f'INSERT INTO "made_anew" SELECT * FROM "{table}"', params=None)
            editor.execute(f'DROP TABLE "{table}"', params=None)
            editor.execute(f'ALTER TABLE "made_anew" RENAME TO "{table}"', params=None)
