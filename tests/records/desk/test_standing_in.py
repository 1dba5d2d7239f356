"""Whoever stands in sees the whole file, is told until when, and sees nothing of it from the next day on."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.dateformat import format as formatted

from perspektiv.records.access.actions.deputies import name_deputy
from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.people.actions.cares import substitute
from perspektiv.records.people.models import Care, Participant
from perspektiv.records.people.models.care import Cares
from tests.records.desk.scenes import Scene

As = Callable[[User], Client]
LAST = timezone.localdate() + timedelta(days=3)


def person(scene: Scene) -> Participant:
    """Of Merle; Jule stands in for the next days."""
    theirs = scene.person("Petra", "Pappel", scene.personas.merle)
    substitute(by=scene.personas.birte, participant=theirs, user=scene.personas.jule, until=LAST)
    return theirs


def in_words(day: date) -> str:
    return formatted(day, "j. F") if day.year == timezone.localdate().year else formatted(day, "j. F Y")


def sees(user: User, someone: Participant) -> bool:
    user = User.objects.get(pk=user.pk)
    return Participant.objects.with_permission(user, Permission.SEE_COUNSELLING).filter(pk=someone.pk).exists()


def at(monkeypatch: pytest.MonkeyPatch, day: date, moment: time) -> None:
    now = timezone.make_aware(datetime.combine(day, moment))
    monkeypatch.setattr(timezone, "now", lambda: now)


def test_today_and_the_file_say_until_when(scene: Scene, as_user: As) -> None:
    theirs, browser = person(scene), as_user(scene.personas.jule)
    assert f"bis {in_words(LAST)}" in browser.get("/").content.decode()
    page = browser.get(f"/personen/{theirs.pk}/").content.decode()
    assert f"Vertretung bis {in_words(LAST)}" in page


def test_those_who_do_not_stand_in_are_told_nothing(scene: Scene, as_user: As) -> None:
    theirs = person(scene)
    for user in (scene.personas.merle, scene.personas.birte):
        assert "Vertretung bis" not in as_user(user).get(f"/personen/{theirs.pk}/").content.decode()


def test_a_deputy_for_all_of_a_counsellors_cases_is_told_too(scene: Scene, as_user: As) -> None:
    theirs = scene.person("Petra", "Pappel", scene.personas.merle)
    name_deputy(
        by=scene.personas.ada,
        centre=scene.personas.centre,
        absent=scene.personas.merle,
        deputy=scene.personas.jule,
        starts_on=timezone.localdate(),
        ends_on=LAST,
    )
    browser = as_user(scene.personas.jule)
    page = browser.get("/").content.decode()
    assert "Merle Amsel in einem Fall" in page
    assert f"bis {in_words(LAST)}" in page
    assert f"Vertretung bis {in_words(LAST)}" in browser.get(f"/personen/{theirs.pk}/").content.decode()


def test_it_ends_by_itself_with_the_last_day(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = person(scene)
    at(monkeypatch, LAST, time(23, 59, 59))
    assert sees(scene.personas.jule, theirs)
    at(monkeypatch, LAST + timedelta(days=1), time(0, 0))
    assert not sees(scene.personas.jule, theirs)
    assert sees(scene.personas.merle, theirs)


def test_that_would_be_noticed_if_it_did_not_end(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the protection off, the test above fails where it should."""
    monkeypatch.setattr(Cares, "current", lambda self: self)
    monkeypatch.setattr(Care.objects, "current", lambda: Care.objects.all(), raising=False)
    with pytest.raises(AssertionError, match="not True"):
        test_it_ends_by_itself_with_the_last_day(scene, monkeypatch)
