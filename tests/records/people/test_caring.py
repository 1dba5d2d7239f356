"""Who cares for whom, and so sees them: counsellors, substitutes until a day, deputies."""

from datetime import timedelta

import pytest
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import Deputy, TrailRow, User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.people.actions.cares import close_care, open_care, substitute
from perspektiv.records.people.actions.participants import register
from perspektiv.records.people.compartment import may_read_counselling
from perspektiv.records.people.models import Care, Participant
from tests.records.personas import Personas


@pytest.fixture
def dilan(personas: Personas) -> Participant:
    return register(by=personas.toni, centre=personas.centre, given_name="Dilan", family_name="Distel")


def sees(user: User, person: Participant) -> bool:
    return Participant.objects.all().with_permission(user, Permission.SEE_PEOPLE).filter(pk=person.pk).exists()


def test_a_counsellor_sees_whom_they_care_for_and_only_while(personas: Personas, dilan: Participant) -> None:
    assert not sees(personas.jule, dilan)
    open_care(by=personas.birte, participant=dilan, user=personas.jule)
    assert sees(personas.jule, dilan)
    assert may_read_counselling(personas.jule, dilan)
    assert not sees(personas.merle, dilan)
    close_care(by=personas.birte, participant=dilan, user=personas.jule)
    assert not sees(personas.jule, dilan)
    assert not may_read_counselling(personas.jule, dilan)


def test_two_segments_with_one_counsellor_are_one_care(personas: Personas, dilan: Participant) -> None:
    first = open_care(by=personas.birte, participant=dilan, user=personas.jule)
    assert open_care(by=personas.birte, participant=dilan, user=personas.jule) == first
    assert TrailRow.objects.filter(what="people.care_opened").count() == 1


def test_closing_twice_closes_once(personas: Personas, dilan: Participant) -> None:
    open_care(by=personas.birte, participant=dilan, user=personas.jule)
    assert len(close_care(by=personas.birte, participant=dilan, user=personas.jule)) == 1
    assert close_care(by=personas.birte, participant=dilan, user=personas.jule) == []


def test_care_never_ends_before_it_began(personas: Personas, dilan: Participant) -> None:
    open_care(by=personas.birte, participant=dilan, user=personas.jule)
    yesterday = timezone.now() - timedelta(days=1)
    (closed,) = close_care(by=personas.birte, participant=dilan, user=personas.jule, at=yesterday)
    assert closed.until == closed.since


@pytest.mark.parametrize("who", ["toni", "birte", "hanne", "fee", "fremd"])
def test_only_counsellors_of_the_centre_can_care(personas: Personas, dilan: Participant, who: str) -> None:
    with pytest.raises(Refused):
        open_care(by=personas.birte, participant=dilan, user=getattr(personas, who))


class TestSubstitutes:
    def test_until_the_end_of_a_day(self, personas: Personas, dilan: Participant) -> None:
        today = timezone.localdate()
        care = substitute(by=personas.birte, participant=dilan, user=personas.merle, until=today)
        assert sees(personas.merle, dilan)
        assert may_read_counselling(personas.merle, dilan)
        assert care.until is not None
        assert timezone.localtime(care.until).strftime("%H:%M") == "00:00"
        assert timezone.localtime(care.until).date() == today + timedelta(days=1)

    def test_from_a_later_day_on(self, personas: Personas, dilan: Participant) -> None:
        today = timezone.localdate()
        start, end = today + timedelta(days=3), today + timedelta(days=5)
        substitute(by=personas.birte, participant=dilan, user=personas.merle, since=start, until=end)
        assert not sees(personas.merle, dilan)

    def test_not_for_days_that_are_over(self, personas: Personas, dilan: Participant) -> None:
        with pytest.raises(Refused):
            substitute(
                by=personas.birte,
                participant=dilan,
                user=personas.merle,
                until=timezone.localdate() - timedelta(days=1),
            )

    def test_not_before_the_start(self, personas: Personas, dilan: Participant) -> None:
        today = timezone.localdate()
        with pytest.raises(Refused):
            substitute(
                by=personas.birte, participant=dilan, user=personas.merle, since=today + timedelta(days=2), until=today
            )

    def test_not_the_counsellor_themselves(self, personas: Personas, dilan: Participant) -> None:
        open_care(by=personas.birte, participant=dilan, user=personas.jule)
        with pytest.raises(Refused):
            substitute(by=personas.birte, participant=dilan, user=personas.jule, until=timezone.localdate())

    def test_sent_twice_once_named(self, personas: Personas, dilan: Participant) -> None:
        care = substitute(by=personas.birte, participant=dilan, user=personas.merle, until=timezone.localdate())
        again = substitute(
            by=personas.birte, participant=dilan, user=personas.merle, until=timezone.localdate(), id=care.id
        )
        assert again == care
        assert Care.objects.count() == 1


class TestDeputies:
    def test_see_what_is_the_absent_ones_while_they_stand_in(self, personas: Personas, dilan: Participant) -> None:
        open_care(by=personas.birte, participant=dilan, user=personas.jule)
        today = timezone.localdate()
        deputy = Deputy.objects.create(
            centre=personas.centre, absent=personas.jule, deputy=personas.merle, starts_on=today, ends_on=today
        )
        assert sees(personas.merle, dilan)
        assert may_read_counselling(personas.merle, dilan)
        Deputy.objects.filter(pk=deputy.pk).update(
            starts_on=today - timedelta(days=9), ends_on=today - timedelta(days=1)
        )
        assert not sees(personas.merle, dilan)

    def test_not_in_another_centre(self, personas: Personas, dilan: Participant) -> None:
        open_care(by=personas.birte, participant=dilan, user=personas.jule)
        today = timezone.localdate()
        Deputy.objects.create(
            centre=personas.elsewhere, absent=personas.jule, deputy=personas.merle, starts_on=today, ends_on=today
        )
        assert not sees(personas.merle, dilan)
