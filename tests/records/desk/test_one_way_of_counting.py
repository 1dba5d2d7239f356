"""Whoever stands in counts the same appointments on Today, on the road, in the navigation and in what is to be done."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.appointments.actions.plans import cancel
from perspektiv.records.appointments.agenda import count_undecided
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.desk.day import day_of
from perspektiv.records.desk.road import stops_of
from perspektiv.records.people.models import Care
from perspektiv.site.shell import undecided
from tests.records.desk.scenes import Scene

As = Callable[[User], Client]


@pytest.fixture
def merle(scene: Scene) -> User:
    """With an appointment of her own today, standing in for Jule in Dilan's case, who has one, too."""
    merle, now = scene.personas.merle, timezone.now()
    dilan = scene.person("Dilan", "Distel", scene.personas.jule)
    begins = now - timedelta(minutes=1) if timezone.localtime(now).hour else now
    scene.appointment(scene.runs(dilan), begins)
    scene.appointment(scene.runs(scene.person("Mara", "Malve", merle), merle), begins)
    Care.objects.create(
        centre=dilan.centre, participant=dilan, user=merle, kind=Care.Kind.SUBSTITUTE, since=now - timedelta(days=1)
    )
    return merle


def test_today_and_the_road_have_the_same(merle: User, scene: Scene) -> None:
    today = timezone.localdate()
    assert (day_of(merle).all, len(stops_of(merle, today))) == (2, 2)
    assert [stop.of for stop in stops_of(merle, today)].count("JL") == 1
    jule = scene.personas.jule
    assert (day_of(jule).all, len(stops_of(jule, today))) == (1, 1)


def test_today_says_whose_it_is(merle: User, as_user: As) -> None:
    page = as_user(merle).get("/").content.decode()
    assert page.count("für Jule Lerche") == 1


def test_without_a_mark_they_are_the_same_number_everywhere(merle: User) -> None:
    Appointment.objects.update(
        starts_at=timezone.now() - timedelta(days=2), ends_at=timezone.now() - timedelta(days=2, minutes=-75)
    )
    assert undecided(merle) == count_undecided(merle, own=True) == 2


def test_a_cancelled_one_is_not_counted(scene: Scene) -> None:
    runs = scene.runs(scene.person("Dilan", "Distel", scene.personas.jule))
    scene.appointment(runs, timezone.now())
    off = scene.appointment(scene.runs(scene.person("Mara", "Malve", scene.personas.jule)), timezone.now())
    cancel(by=scene.personas.toni, appointment=off, version=off.version, status=Status.CANCELLED_BY_CENTRE)
    assert day_of(scene.personas.toni).all == 1
