"""For the days of an absence, a deputy has what is the absent counsellor's own; not before, not after."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.actions.deputies import end_deputy, name_deputy
from perspektiv.records.access.models import Deputy, TrailRow, User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.people.models import Care, Participant
from tests.records.personas import Personas

DAY = timedelta(days=1)


@pytest.fixture
def dilan(personas: Personas) -> Participant:
    person = Participant.objects.create(centre=personas.centre, file_number="2026-0001", family_name="Distel")
    Care.objects.create(centre=personas.centre, participant=person, user=personas.jule, since=timezone.now() - 90 * DAY)
    return person


def name(personas: Personas, starts_on: date, ends_on: date, deputy: User | None = None) -> Deputy:
    return name_deputy(
        by=personas.ada,
        centre=personas.centre,
        absent=personas.jule,
        deputy=deputy or personas.merle,
        starts_on=starts_on,
        ends_on=ends_on,
    )


def sees(user: User, person: Participant, permission: Permission = Permission.SEE_COUNSELLING) -> bool:
    return Participant.objects.all().with_permission(user, permission).filter(pk=person.pk).exists()


def test_on_the_days_of_the_absence(personas: Personas, dilan: Participant) -> None:
    today = timezone.localdate()
    assert not sees(personas.merle, dilan)
    named = name(personas, today, today)
    assert sees(personas.merle, dilan)
    assert sees(personas.jule, dilan), "who is absent loses nothing"
    end_deputy(by=personas.ada, deputy=named)
    assert not sees(personas.merle, dilan)


def test_not_before_and_not_after(personas: Personas, dilan: Participant) -> None:
    today = timezone.localdate()
    named = name(personas, today + DAY, today + 3 * DAY)
    assert not sees(personas.merle, dilan)
    Deputy.objects.filter(pk=named.pk).update(starts_on=today - 3 * DAY, ends_on=today - DAY)
    assert not sees(personas.merle, dilan)


def test_a_third_counsellor_sees_nothing_of_it(personas: Personas, dilan: Participant) -> None:
    today = timezone.localdate()
    name(personas, today, today)
    assert not sees(personas.fremd, dilan)
    assert not sees(personas.toni, dilan), "an assistant holds no permission for counselling"


def test_ending_keeps_the_days_that_were(personas: Personas, dilan: Participant) -> None:
    today = timezone.localdate()
    named = name(personas, today, today + 9 * DAY)
    Deputy.objects.filter(pk=named.pk).update(starts_on=today - 5 * DAY)
    named.refresh_from_db()
    end_deputy(by=personas.ada, deputy=named)
    named.refresh_from_db()
    assert named.ends_on == today - DAY
    assert not sees(personas.merle, dilan)


@pytest.mark.parametrize("who", ["jule", "toni", "fremd", "fee"])
def test_only_another_counsellor_of_the_centre(personas: Personas, who: str) -> None:
    today = timezone.localdate()
    with pytest.raises(Refused):
        name(personas, today, today, getattr(personas, who))


def test_not_for_days_that_are_over_or_turned_round(personas: Personas) -> None:
    today = timezone.localdate()
    for first, last in ((today - 2 * DAY, today - DAY), (today + 2 * DAY, today)):
        with pytest.raises(Refused):
            name(personas, first, last)


def test_the_page_names_one_however_often_it_is_sent(personas: Personas, as_user: Callable[[User], Client]) -> None:
    today = timezone.localdate()
    form = {
        "id": "0b1f7f2e-58a8-4f0c-9a54-0a6f5e6b7a03",
        "absent": personas.jule.id,
        "deputy": personas.merle.id,
        "starts_on": today,
        "ends_on": today + DAY,
    }
    browser = as_user(personas.ada)
    for _ in range(3):
        assert browser.post(reverse("access:deputies"), form).status_code == 302
    assert "Merle Amsel für Jule Lerche" in browser.get(reverse("access:deputies")).content.decode()
    assert TrailRow.objects.filter(what="access.deputy_named").count() == 1
