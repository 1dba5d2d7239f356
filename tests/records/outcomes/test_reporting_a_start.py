"""A jobcoach reports a job start at any time: own proposals alone, and nothing else of the file is seen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.cases.models import Mandate, Note, Referral
from perspektiv.records.outcomes.models import JobStart
from perspektiv.records.people.models import Jobcoach, Participant
from tests.records.outcomes.scenes import due_since, left
from tests.records.personas import Personas


@pytest.fixture
def fee(personas: Personas, as_user: Callable[[User], Client]) -> Client:
    return as_user(personas.fee)


@pytest.fixture
def person(personas: Personas) -> Participant:
    return left(personas.centre, due_since(-60), jobcoach=personas.wachtel)


def address(person: Participant) -> str:
    return reverse("outcomes:report_start", args=[Referral.objects.get(participant=person).pk])


def test_the_own_proposals_lead_there_and_one_form_reports(person: Participant, fee: Client) -> None:
    assert address(person) in fee.get(reverse("cases:proposals")).content.decode()
    day = timezone.localdate() + timedelta(days=14)  # begins next month

    asked = fee.post(address(person), {"started_on": day.isoformat(), "insured": "yes"})
    assert asked.status_code == 422
    assert f"Beginnt die Arbeit erst am {day:%d.%m.%Y}?" in asked.content.decode()
    assert not JobStart.objects.exists()
    another = {"started_on": day.isoformat(), "insured": "yes", "planned": timezone.localdate().isoformat()}
    assert fee.post(address(person), another).status_code == 422, "asked about another day"

    response = fee.post(address(person), {**another, "planned": day.isoformat()})

    assert response.status_code == 302
    assert f"ab {day:%d.%m.%Y}" in fee.get(address(person)).content.decode()
    start = JobStart.objects.get()
    assert (start.participant, start.started_on, start.insured, start.source) == (person, day, True, "jobcoach")
    assert TrailRow.objects.filter(what="outcomes.job_start_noted", person=person.pk).exists()


def test_no_day_is_filled_in_before(person: Participant, fee: Client) -> None:
    """A click too early must not report a start of today."""
    assert f'value="{timezone.localdate():%Y-%m-%d}"' not in fee.get(address(person)).content.decode()
    assert fee.post(address(person), {"insured": "yes"}).status_code == 422
    assert not JobStart.objects.exists()


def test_sending_twice_reports_once(person: Participant, fee: Client) -> None:
    sent = {"id": "6f0a3c1e-0000-4000-8000-000000000002", "started_on": "2026-06-01", "insured": "no"}
    for _ in range(2):
        assert fee.post(address(person), sent).status_code == 302

    assert JobStart.objects.get().insured is False


def test_the_same_day_again_is_said(person: Participant, fee: Client) -> None:
    fee.post(address(person), {"started_on": "2026-06-01", "insured": "yes"})

    response = fee.post(address(person), {"started_on": "2026-06-01", "insured": "yes"})

    assert response.status_code == 422
    assert "schon vermerkt" in response.content.decode()


def test_the_page_shows_nothing_of_the_counselling(personas: Personas, person: Participant, fee: Client) -> None:
    of = {"centre": person.centre, "participant": person}
    Note.objects.create(author=personas.jule, words="KANARIENVOGEL eins", **of)
    Mandate.objects.create(words="KANARIENVOGEL zwei", **of)
    JobStart.objects.create(started_on=timezone.localdate(), insured=True, source="participant", **of)

    text = fee.get(address(person)).content.decode()

    assert "KANARIENVOGEL" not in text
    assert "Bisher gemeldet" not in text, "what others told stays with the centre"


def test_other_jobcoaches_proposals_are_not_there(personas: Personas, fee: Client) -> None:
    other = Jobcoach.objects.create(centre=personas.centre, family_name="Taube")
    foreign = left(personas.centre, due_since(3), jobcoach=other)

    assert fee.get(address(foreign)).status_code == 404
    assert fee.post(address(foreign), {"started_on": "2026-06-01", "insured": "yes"}).status_code == 404
    assert not JobStart.objects.exists()
