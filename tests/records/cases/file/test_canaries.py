"""200 canaries in what is said in confidence: none is found where it does not belong. The eye is tested, too."""

import logging
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.db.models import TextField
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from perspektiv.records.access.models import User
from perspektiv.records.access.vault import VaultField
from perspektiv.records.cases.actions import closings, documents, goals
from perspektiv.records.cases.actions.notes import save_note
from perspektiv.records.cases.models import Document, Participation, Referral
from perspektiv.records.people.actions.cares import break_glass
from perspektiv.records.people.models import Participant
from tests.records.personas import Personas

CANARY = re.compile(r"Kanarie\d{3}[a-z]{4}")
PERSONAL = re.compile(r'href="(/[^"#]*)"')
TOKEN = re.compile(r"[A-Za-z0-9]{64}")
MOST_PAGES = 80

pytestmark = pytest.mark.usefixtures("documents_folder")


def canary(number: int) -> str:
    return f"Kanarie{number:03}{chr(97 + number % 26) * 4}"


@pytest.fixture
def told(
    personas: Personas,
    dilan: Participant,
    participation: Participation,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    caplog: pytest.LogCaptureFixture,
) -> set[str]:
    """200 of them, in every field of compartment C and in an unreleased result."""
    caplog.set_level(logging.DEBUG)
    by, today = personas.jule, timezone.localdate()
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(100):
            id = uuid4()
            save_note(by=by, participant=dilan, id=id, version=0, words=canary(number), about_on=today)
        for number in range(100, 130):
            goals.state_mandate(by=by, participant=dilan, words=canary(number))
        for number in range(130, 180, 2):
            goal = goals.set_goal(by=by, participant=dilan, words=canary(number), target=8, begins_at=1)
            goals.step(by=by, goal=goal, progress=3, on=today, words=canary(number + 1))
        for number in range(180, 196):
            content = canary(number).encode()
            kind = Document.Kind.OTHER
            documents.add(by=by, participant=dilan, kind=kind, name="a.txt", content=content, id=uuid4())
        closings.write(by=by, participation=participation, version=0, words=canary(196), next_steps=canary(197))
        reason = f"{canary(198)} {canary(199)}"
        break_glass(by=personas.birte, participant=dilan, reason=reason)
    return {canary(number) for number in range(200)}


def everything_stored() -> str:
    """Every row of every table, as the database holds it; on SQLite its bytes, too."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows += [str(row) for row in cursor.fetchall()]
        text = "\n".join(rows)
        if connection.vendor == "sqlite":
            text += connection.connection.serialize().decode("latin-1")
    return text


def everything_shown(client: Client, *starts: str) -> str:
    """All pages that can be reached by links, and what they say."""
    waiting, seen, shown = ["/", *starts], set[str](), []
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        if address in seen or address.startswith(("/static/", "/konto/")):
            continue
        seen.add(address)
        answer = client.get(address, follow=True)
        shown.append(answer.content.decode("latin-1") + str(answer.headers))
        waiting += PERSONAL.findall(shown[-1])
    return "\n".join(shown)


def test_the_database_holds_none_in_clear(told: set[str]) -> None:
    assert CANARY.findall(everything_stored()) == []


def test_the_disk_holds_none_in_clear(told: set[str], documents_folder: Path) -> None:
    kept = list(documents_folder.iterdir())
    assert len(kept) == 16
    assert not any(CANARY.search(path.read_bytes().decode("latin-1")) for path in kept)


def test_the_jobcoach_sees_none(
    personas: Personas, dilan: Participant, told: set[str], as_user: Callable[[User], Client]
) -> None:
    tabs = [f"/personen/{dilan.pk}/{tab}/" for tab in ("", "notizen", "ziele", "unterlagen", "abschluss", "zugriffe")]
    shown = everything_shown(as_user(personas.fee), *tabs)

    assert CANARY.findall(shown) == []
    assert "Dilan" in shown  # there was something to see


def test_nobody_else_of_the_centre_sees_one(
    personas: Personas, dilan: Participant, told: set[str], as_user: Callable[[User], Client]
) -> None:
    tabs = [f"/personen/{dilan.pk}/{tab}/" for tab in ("", "notizen", "ziele", "unterlagen")]
    for name in ("toni", "merle", "hanne", "quirin", "august", "ada", "fremd"):
        assert CANARY.findall(everything_shown(as_user(getattr(personas, name)), *tabs, "/protokoll/")) == [], name


def test_no_search_finds_one(personas: Personas, told: set[str], as_user: Callable[[User], Client]) -> None:
    """What is found for a canary is what is found for a word that nobody ever said."""
    for user in (personas.jule, personas.toni, personas.birte, personas.fee):
        client = as_user(user)
        for page in ("/suche/", "/personen/"):
            nothing = found(client, page, "Kanarie999zzzz")
            for number in (0, 100, 130, 131, 180, 196, 198):
                assert found(client, page, canary(number)) == nothing, page


def found(client: Client, page: str, word: str) -> str:
    """The answer to a search without the word that was asked for, which the page repeats, and without its tokens."""
    said = client.get(page, {"q": word}, follow=True).content.decode()
    return TOKEN.sub("", said.replace(word, ""))


def test_no_mail_and_no_log_tells_one(
    told: set[str], mailoutbox: list[EmailMessage], caplog: pytest.LogCaptureFixture
) -> None:
    assert mailoutbox  # the counsellor was told of the broken glass
    assert not any(CANARY.search(f"{mail.subject}{mail.body}") for mail in mailoutbox)
    statements = [record for record in caplog.records if not record.name.startswith("django.db")]
    assert not any(CANARY.search(record.getMessage()) for record in statements)


def test_the_counsellor_does_see_them(dilan: Participant, told: set[str], jule: Client) -> None:
    pages = [f"/personen/{dilan.pk}/{tab}" for tab in ("notizen/", "notizen/?page=2", "ziele/", "abschluss/")]
    seen = set(CANARY.findall("".join(jule.get(page).content.decode() for page in pages)))
    assert len(seen) > 100


def test_control_a_canary_in_an_open_field_is_found(personas: Personas, dilan: Participant, told: set[str]) -> None:
    Referral.objects.create(
        centre=personas.centre,
        participant=dilan,
        concern=canary(7),
        referred_on=timezone.localdate() - timedelta(days=1),
    )
    assert canary(7) in CANARY.findall(everything_stored())


def test_control_without_encryption_it_is_found(
    personas: Personas, dilan: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(VaultField, "get_prep_value", TextField.get_prep_value)
    goals.state_mandate(by=personas.jule, participant=dilan, words=canary(8))
    assert canary(8) in CANARY.findall(everything_stored())


def test_control_a_page_that_tells_one_is_noticed(
    personas: Personas, dilan: Participant, participation: Participation, as_user: Callable[[User], Client]
) -> None:
    result = closings.write(by=personas.jule, participation=participation, version=0, words=canary(9), next_steps="")
    assert result
    for side in closings.Side:
        result = closings.release(by=personas.jule, result=result, side=side, version=result.version)
    shown = everything_shown(as_user(personas.fee), f"/ergebnisse/{result.pk}/")
    assert set(CANARY.findall(shown)) == {canary(9)}
