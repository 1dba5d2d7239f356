"""The trail shows every tampering: rows changed, deleted, swapped; by its anchors cut tails, too (trust.md 11)."""

import random
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from perspektiv.records.access import verifying
from perspektiv.records.access.anchoring import Anchor, anchor, anchors
from perspektiv.records.access.models import TrailHead, TrailRow
from perspektiv.records.access.trail import SYSTEM, chained, record
from perspektiv.records.access.verifying import judge, verify
from tests.records.personas import Personas

Rows = list[TrailRow]
ATTACKS = ["changed", "changed and hashed anew", "deleted", "swapped"]
FIELDS = ("at", "actor", "centre", "what", "subject", "person", "hash")


def made(count: int) -> Rows:
    """A trail as the application writes it."""
    rows, before = [], verifying.NOTHING_BEFORE
    start, centre = timezone.now(), uuid4()
    for seq in range(1, count + 1):
        row = TrailRow(
            seq=seq,
            at=start + timedelta(seconds=seq),
            actor=f"user:{uuid4()}",
            centre=centre,
            what="appointments.marked",
            subject=f"appointments.appointment:{uuid4()}",
            person=uuid4(),
        )
        before = row.hash = chained(before, row)
        rows.append(row)
    return rows


def copied(row: TrailRow, **changes: object) -> TrailRow:
    values = {field.attname: getattr(row, field.attname) for field in TrailRow._meta.concrete_fields}
    return TrailRow(**{**values, **changes})


def tampered(rows: Rows, attack: str, chance: random.Random) -> tuple[Rows, int]:
    """The trail, tampered with by somebody who can write into the database, and where they began."""
    rows = list(rows)
    at = chance.randrange(len(rows))
    if attack == "deleted":
        del rows[at]
    elif attack == "swapped":
        at, other = sorted(chance.sample(range(len(rows)), 2))
        one, two = rows[at], rows[other]
        rows[at], rows[other] = copied(two, seq=one.seq), copied(one, seq=two.seq)
    else:
        other_values = {
            "at": rows[at].at + timedelta(microseconds=1),
            "actor": f"user:{uuid4()}",
            "centre": None,
            "what": "appointments.cancelled",
            "subject": f"appointments.appointment:{uuid4()}",
            "person": chance.choice([None, uuid4()]),
            "hash": f"{chance.getrandbits(256):064x}",
        }
        field = chance.choice(FIELDS if attack == "changed" else FIELDS[:-1])
        rows[at] = copied(rows[at], **{field: other_values[field]})
        if attack == "changed and hashed anew":
            rows[at].hash = chained(rows[at - 1].hash if at else verifying.NOTHING_BEFORE, rows[at])
    return rows, at


def end(rows: Rows) -> tuple[int, str]:
    return rows[-1].seq, rows[-1].hash


def found(rows: Rows, attacks: int, whole: bool) -> dict[str, int]:
    """How many attacks of each kind are found; walking the whole trail, or from the untouched row before on."""
    chance = random.Random(11)
    assert judge(rows, end(rows), []).holds
    count = dict.fromkeys(ATTACKS, 0)
    for attack in ATTACKS:
        for _ in range(attacks):
            spoilt, at = tampered(rows, attack, chance)
            since = 0 if whole else at
            start = end(rows[:since]) if since else verifying.NOTHING
            count[attack] += not judge(spoilt[since:], end(rows), [], start).holds
    return count


def test_every_tampering_is_found_by_walking_the_whole_trail() -> None:
    assert found(made(200), attacks=50, whole=True) == dict.fromkeys(ATTACKS, 50)


def test_every_tampering_of_ten_thousand_rows_is_found() -> None:
    """1,000 of each kind. What lies before an attack is as it was, and holds: the walk begins there."""
    assert found(made(10_000), attacks=1000, whole=False) == dict.fromkeys(ATTACKS, 1000)


@pytest.mark.soak
def test_every_tampering_of_ten_thousand_rows_is_found_by_whole_walks() -> None:
    assert found(made(10_000), attacks=250, whole=True) == dict.fromkeys(ATTACKS, 250)


def test_control_without_the_chain_a_change_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = made(50)
    rows[20] = copied(rows[20], actor="user:somebody-else")
    assert not judge(rows, end(rows), []).holds
    monkeypatch.setattr(verifying, "chained", lambda _before, row: row.hash)
    assert judge(rows, end(rows), []).holds


class TestCutTails:
    @pytest.mark.parametrize("cut", [1, 7, 99])
    def test_are_found_by_the_anchor(self, cut: int) -> None:
        rows = made(100)
        held = [Anchor(date(2026, 1, 5), *end(rows))]
        shorter = rows[:-cut]
        assert judge(rows, end(rows), held).holds
        verdict = judge(shorter, end(shorter), held)
        assert not verdict.holds
        assert "5.1.2026" in verdict.sentence.de

    def test_everything_cut_is_found(self) -> None:
        rows = made(10)
        assert not judge([], (0, verifying.NOTHING_BEFORE), [Anchor(date(2026, 1, 5), *end(rows))]).holds

    def test_control_without_the_anchor_the_chain_alone_holds(self) -> None:
        rows = made(100)[:-7]
        assert judge(rows, end(rows), []).holds

    def test_a_chain_written_anew_is_found_by_the_anchor(self) -> None:
        rows = made(100)
        held = [Anchor(date(2026, 1, 5), rows[59].seq, rows[59].hash)]
        anew = [*rows[:30], copied(rows[30], what="appointments.cancelled"), *map(copied, rows[31:])]
        for index in range(30, 100):
            anew[index].hash = chained(anew[index - 1].hash, anew[index])
        assert judge(anew, end(anew), []).holds, "the chain alone does not show it"
        assert not judge(anew, end(anew), held).holds


@pytest.fixture
def home(tmp_path: Path, settings: Settings) -> Path:
    settings.ANCHORS = tmp_path / "anchors"
    return tmp_path


class TestAnchors:
    def test_one_line_a_day_however_often(self, personas: Personas, home: Path) -> None:
        assert anchor() is None, "nothing to hold yet"
        record(by=SYSTEM, what="file.read", subject=personas.centre)
        first = anchor()
        assert first
        record(by=SYSTEM, what="file.read", subject=personas.centre)
        assert anchor() is None
        call_command("anchor")
        assert anchors() == [first]
        assert (home / "anchors" / "trail.txt").stat().st_mode & 0o777 == 0o600

    def test_the_next_day_adds_one_and_changes_none(
        self, personas: Personas, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        record(by=SYSTEM, what="file.read", subject=personas.centre)
        first = anchor()
        assert first
        before = (home / "anchors" / "trail.txt").read_text()
        tomorrow = timezone.localdate() + timedelta(days=1)
        monkeypatch.setattr("perspektiv.records.access.anchoring.timezone.localdate", lambda: tomorrow)
        record(by=SYSTEM, what="file.read", subject=personas.centre)
        second = anchor()
        assert second
        assert (second.day, second.seq) == (tomorrow, 2)
        assert (home / "anchors" / "trail.txt").read_text().startswith(before)
        monkeypatch.undo()
        assert anchor() is None, "a clock that went back adds none"

    def test_a_line_cut_while_writing_is_none(self, personas: Personas, home: Path) -> None:
        record(by=SYSTEM, what="file.read", subject=personas.centre)
        first = anchor()
        with (home / "anchors" / "trail.txt").open("a") as file:
            file.write("2026-11-27 12 ab")
        assert anchors() == [first]


class TestTheDatabase:
    """The same against real rows, as somebody with the database's password would do it."""

    @pytest.fixture(autouse=True)
    def written(self, personas: Personas, home: Path) -> None:
        for _ in range(20):
            record(by=personas.toni, what="file.read", subject=personas.wachtel, person=uuid4())
        assert anchor()
        assert (home / "anchors").exists()

    def test_holds(self) -> None:
        verdict = verify()
        assert verdict.holds
        assert "20 Einträge" in verdict.sentence.de
        call_command("verify_trail")

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE access_trailrow SET actor = 'user:x' WHERE seq = 5",
            "DELETE FROM access_trailrow WHERE seq = 5",
            "DELETE FROM access_trailrow WHERE seq = 20",
            "UPDATE access_trailrow SET what = 'notes.read' WHERE seq = 20",
        ],
    )
    def test_shows_what_was_done_to_it(self, statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)
        assert not verify().holds
        with pytest.raises(CommandError, match="hält nicht"):
            call_command("verify_trail")

    def test_shows_a_tail_cut_together_with_its_head(self) -> None:
        TrailRow.objects.filter(seq__gt=15).delete()
        TrailHead.objects.update(seq=15, hash=TrailRow.objects.get(seq=15).hash)
        assert "fehlen Einträge" in verify().sentence.de
