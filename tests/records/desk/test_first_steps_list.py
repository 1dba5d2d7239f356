"""After the set-up wizard, Today tells the administrator what is still to be done; each step ticks itself."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from django.urls import reverse

from perspektiv.records.access.models import Membership, TrailRow, User
from perspektiv.records.access.roles import Role
from perspektiv.records.appointments.models import OpeningHours, Room
from perspektiv.records.cases.models import Segment
from perspektiv.records.desk.first_steps import first_steps_of
from perspektiv.records.people.models import Participant
from tests.records.personas import Personas

As = Callable[[User], Client]
TITLE = "Erste Schritte"


@pytest.fixture(autouse=True)
def alone(personas: Personas, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Ada has just set up the centre; nobody else is there."""
    Membership.objects.exclude(user=personas.ada).filter(centre=personas.centre).delete()
    monkeypatch.setattr(settings, "HOME", tmp_path)


def open_steps(personas: Personas) -> list[str]:
    found = first_steps_of(User.objects.get(pk=personas.ada.pk))
    return [step.key for step in found.steps if not step.done] if found else []


def test_each_step_ticks_itself_from_what_is_stored(personas: Personas) -> None:
    centre, every = personas.centre, open_steps(personas)
    assert every == ["lead", "team", "catalogue", "rooms", "opening", "factor", "backup", "import"]
    steps: list[tuple[str, Callable[[], object]]] = [
        ("lead", lambda: Membership.objects.create(user=personas.birte, centre=centre, role=Role.LEAD)),
        (
            "team",
            lambda: [
                Membership.objects.create(user=personas.toni, centre=centre, role=Role.ASSISTANT),
                Membership.objects.create(user=personas.jule, centre=centre, role=Role.COUNSELLOR),
            ],
        ),
        ("catalogue", lambda: Segment.objects.create(centre=centre, key="eb", name="EB", letters="EB", position=1)),
        ("rooms", lambda: Room.objects.create(centre=centre, name="Raum 1")),
        (
            "opening",
            lambda: OpeningHours.objects.create(centre=centre, weekday=0, opens=time(8), closes=time(16)),
        ),
        ("factor", lambda: Authenticator.objects.create(user=personas.ada, type="totp", data={})),
        (
            "backup",
            lambda: (settings.HOME / "backup.json").write_text(
                json.dumps({"last_backup": {"at": datetime.now(UTC).isoformat()}})
            ),
        ),
        ("import", lambda: Participant.objects.create(centre=centre, file_number="1", source_key="p1")),
    ]
    for key, done in steps:
        assert every[0] == key
        done()
        every = every[1:]
        assert open_steps(personas) == every
    assert first_steps_of(User.objects.get(pk=personas.ada.pk)) is None, "all is done: the list is gone"


def test_it_stands_on_the_administrators_today_alone(personas: Personas, as_user: As) -> None:
    Membership.objects.create(user=personas.toni, centre=personas.centre, role=Role.ASSISTANT)
    assert TITLE in as_user(personas.ada).get("/").content.decode()
    assert TITLE not in as_user(personas.toni).get("/").content.decode()


def test_it_is_hidden_and_brought_back(personas: Personas, as_user: As) -> None:
    browser = as_user(personas.ada)
    page = browser.post(reverse("access:first_steps_hide"), follow=True).content.decode()
    assert '<h2 class="pv-h2" id="first-steps">' not in page
    assert reverse("access:first_steps_show") in page, "can be undone"
    assert TrailRow.objects.filter(what="access.first_steps_hidden").count() == 1
    browser.post(reverse("access:first_steps_show"))
    assert TITLE in browser.get("/").content.decode()
