"""A long trail is verified by night; by day one waits only for what came since, and sees when all of it was."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from perspektiv.records.access import verified
from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.access.trail import record
from perspektiv.records.access.verified import last_verified, verify_all, verify_soon
from perspektiv.site.operating.timer import DAILY
from tests.records.personas import Personas

Browser = Callable[[User], Client]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installation whose trail is long at ten rows."""
    settings.HOME, settings.ANCHORS = tmp_path, tmp_path / "anchors"
    monkeypatch.setattr(verified, "AT_ONCE", 10)
    yield tmp_path


def grow(personas: Personas, rows: int) -> None:
    for _ in range(rows):
        record(by=personas.toni, what="trail.read", subject=personas.centre)


def test_a_short_trail_is_verified_whole_and_noted(personas: Personas) -> None:
    grow(personas, 5)
    assert verify_soon().sentence.de.startswith("Das Protokoll hält: 5 Einträge")
    noted = last_verified()
    assert noted
    assert noted.holds
    assert noted.end[0] == 5


def test_of_a_long_one_what_came_since(personas: Personas) -> None:
    grow(personas, 20)
    verify_all()
    grow(personas, 3)
    assert "Die 3 Einträge seit der letzten vollständigen Prüfung" in verify_soon().sentence.de


@pytest.mark.parametrize("seq", [20, 21, 22, 23])
def test_a_change_in_what_came_since_is_found_at_once(personas: Personas, seq: int) -> None:
    """From the last row that was verified on; before it, by the next verification of all."""
    grow(personas, 20)
    verify_all()
    grow(personas, 3)
    row = TrailRow.objects.filter(seq=seq)
    row.update(hash="f" * 64) if seq == 20 else row.update(what="people.changed")
    assert not verify_soon().holds


def test_a_change_before_is_found_by_night_and_then_by_day(personas: Personas) -> None:
    grow(personas, 20)
    verify_all()
    TrailRow.objects.filter(seq=4).update(what="people.changed")
    assert verify_soon().holds
    with pytest.raises(CommandError, match="Ab Eintrag 4"):
        call_command("verify_trail")
    assert not verify_soon().holds, "once it did not hold, nobody is told that it does"


def test_it_is_done_every_day() -> None:
    assert "verify_trail" in DAILY


def test_the_page_says_when_and_how(personas: Personas, as_user: Browser, home: Path) -> None:
    grow(personas, 20)
    page = reverse("access:trail")
    assert "noch nicht vollständig geprüft" in as_user(personas.august).get(page).text
    verify_all()
    assert "Zuletzt vollständig geprüft am" in as_user(personas.august).get(page).text
    TrailRow.objects.filter(seq=4).update(what="people.changed")
    with pytest.raises(CommandError):
        call_command("verify_trail")
    assert "Etwas wurde verändert." in as_user(personas.august).get(page).text
    (home / verified.NAME).write_text("{")
    assert "noch nicht vollständig geprüft" in as_user(personas.august).get(page).text
