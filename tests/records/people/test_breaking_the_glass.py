"""The lead opens a counsellor's case: with a reason, for a day, and the counsellor is told."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from perspektiv.errors import Refused
from perspektiv.records.access.models import Deputy, TrailRow
from perspektiv.records.people.actions.cares import break_glass, open_care
from perspektiv.records.people.actions.participants import register
from perspektiv.records.people.compartment import may_break_glass, may_read_counselling
from perspektiv.records.people.models import Care, Participant
from tests.records.personas import Personas

REASON = "Krisenanruf, Beraterin ist nicht erreichbar"


@pytest.fixture
def dilan(personas: Personas) -> Participant:
    person = register(by=personas.toni, centre=personas.centre, given_name="Dilan", family_name="Distel")
    open_care(by=personas.birte, participant=person, user=personas.jule)
    return person


def test_the_lead_reads_for_a_day_and_no_longer(personas: Personas, dilan: Participant) -> None:
    assert not may_read_counselling(personas.birte, dilan)
    assert may_break_glass(personas.birte, dilan)
    care = break_glass(by=personas.birte, participant=dilan, reason=REASON)
    assert may_read_counselling(personas.birte, dilan)
    assert not may_break_glass(personas.birte, dilan)
    assert care.until == care.since + timedelta(hours=24)
    assert TrailRow.objects.filter(what="people.glass_broken", person=dilan.id).count() == 1
    ago = timezone.now() - timedelta(hours=25)
    Care.objects.filter(pk=care.pk).update(since=ago, until=ago + timedelta(hours=24))
    assert not may_read_counselling(personas.birte, dilan)


@pytest.mark.parametrize("reason", ["", "kurz", "1234567890 !?", "   neugierig  "])
def test_a_reason_of_ten_letters(personas: Personas, dilan: Participant, reason: str) -> None:
    with pytest.raises(Refused):
        break_glass(by=personas.birte, participant=dilan, reason=reason)
    assert not may_read_counselling(personas.birte, dilan)


@pytest.mark.parametrize("who", ["toni", "merle", "hanne", "ada", "fremd"])
def test_nobody_else_can(personas: Personas, dilan: Participant, who: str) -> None:
    user = getattr(personas, who)
    assert not may_break_glass(user, dilan)
    with pytest.raises(Refused):
        break_glass(by=user, participant=dilan, reason=REASON)


def test_twice_within_the_day_is_once(personas: Personas, dilan: Participant) -> None:
    first = break_glass(by=personas.birte, participant=dilan, reason=REASON)
    assert break_glass(by=personas.birte, participant=dilan, reason=REASON) == first


def test_the_counsellor_is_told_without_a_name(
    personas: Personas, dilan: Participant, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        break_glass(by=personas.birte, participant=dilan, reason=REASON)
    (message,) = mail.outbox
    assert message.to == [personas.jule.email]
    said = f"{message.subject} {message.body}"
    assert "Birte Reiher" in said
    assert dilan.file_number in said
    assert f"/personen/{dilan.id}/zugriffe/" in said
    assert "Distel" not in said and REASON not in said


def test_todays_mark(personas: Personas, dilan: Participant) -> None:
    care = break_glass(by=personas.birte, participant=dilan, reason=REASON)
    assert list(Care.objects.glass_broken_recently(personas.jule)) == [care]
    assert list(Care.objects.glass_broken_recently(personas.merle)) == []
    assert list(Care.objects.glass_broken_recently(personas.birte)) == []


def test_a_deputy_does_not_inherit_an_opened_case(personas: Personas, dilan: Participant) -> None:
    break_glass(by=personas.birte, participant=dilan, reason=REASON)
    today = timezone.localdate()
    Deputy.objects.create(
        centre=personas.centre, absent=personas.birte, deputy=personas.merle, starts_on=today, ends_on=today
    )
    assert not may_read_counselling(personas.merle, dilan)


def test_the_reason_is_unreadable_in_the_database(personas: Personas, dilan: Participant) -> None:
    from django.db import connection

    break_glass(by=personas.birte, participant=dilan, reason=REASON)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reason FROM people_care WHERE kind = 'break_glass'")
        (stored,) = cursor.fetchone()
    assert "Krisenanruf" not in stored
