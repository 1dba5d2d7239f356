"""Whoever leaves early for work tells its first day in the same form; one undo takes both back."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.cases.actions.steps import last_step, take_back
from perspektiv.records.cases.models import EndingReason, Participation
from perspektiv.records.outcomes.models import JobStart
from tests.records.outcomes.scenes import left, takes_part
from tests.records.personas import Personas


@pytest.fixture
def running(personas: Personas) -> Participation:
    today = timezone.localdate()
    return takes_part(left(personas.centre, today - timedelta(days=100)), today - timedelta(days=40))


@pytest.fixture
def reason(personas: Personas) -> EndingReason:
    return EndingReason.objects.create(
        centre=personas.centre, key="started", name="Stelle gefunden", valuation="positive", is_work=True
    )


@pytest.fixture
def birte(personas: Personas, as_user: Callable[[User], Client]) -> Client:
    return as_user(personas.birte)


def form_of(running: Participation, reason: EndingReason) -> dict[str, str]:
    today = timezone.localdate().isoformat()
    return {"version": str(running.version), "ended_on": today, "reason": str(reason.pk)}


def ends(birte: Client, running: Participation, reason: EndingReason, **work: str) -> None:
    sent = {**form_of(running, reason), "work_asked": "1", **work}
    assert birte.post(reverse("cases:end_early", args=[running.pk]), sent).status_code == 302


def soon() -> date:
    return timezone.localdate() + timedelta(days=4)


def test_the_first_day_is_kept_for_the_follow_up(birte: Client, running: Participation, reason: EndingReason) -> None:
    ends(birte, running, reason, work_from=soon().isoformat(), insured="on")
    start = JobStart.objects.get()
    assert (start.participant, start.started_on, start.insured) == (running.participant, soon(), True)
    assert start.source == "participant"


def test_after_this_reason_alone_the_day_is_asked_for(
    birte: Client, running: Participation, reason: EndingReason
) -> None:
    address = reverse("cases:end_early", args=[running.pk])
    asked = birte.post(address, form_of(running, reason))
    assert asked.status_code == 302, "a page that one can go back to"
    page = birte.get(asked["Location"]).text
    assert "Wann beginnt die Arbeit?" in page and f'name="reason" value="{reason.pk}"' in page
    running.refresh_from_db()
    assert running.ended_on is None
    wrong = birte.post(address, {**form_of(running, reason), "work_asked": "1", "work_from": "bald"})
    assert wrong.status_code == 409 and "Wann beginnt die Arbeit?" in wrong.text
    other = EndingReason.objects.create(
        centre=running.centre, key="work", name="Arbeit aufgenommen", valuation="neutral"
    )
    assert birte.post(address, form_of(running, other)).status_code == 302


def test_without_a_day_nothing_is_kept(birte: Client, running: Participation, reason: EndingReason) -> None:
    address = reverse("cases:end_early", args=[running.pk])
    forgotten = birte.post(address, {**form_of(running, reason), "work_asked": "1", "insured": "on"})
    assert forgotten.status_code == 409 and "Bitte geben Sie den ersten Arbeitstag an." in forgotten.text
    ends(birte, running, reason, insured="on", work_asked="unknown")
    assert not JobStart.objects.exists()


def test_what_was_told_before_is_kept_once(birte: Client, running: Participation, reason: EndingReason) -> None:
    JobStart.objects.create(
        centre=running.centre, participant=running.participant, started_on=soon(), insured=True, source="jobcoach"
    )
    ends(birte, running, reason, work_from=soon().isoformat(), insured="on")
    assert JobStart.objects.get().source == "jobcoach"


def test_one_undo_takes_both_back(
    personas: Personas, birte: Client, running: Participation, reason: EndingReason
) -> None:
    ends(birte, running, reason, work_from=soon().isoformat())
    assert not JobStart.objects.get().insured
    step = last_step(personas.birte, running.participant)
    assert step
    take_back(by=personas.birte, step=step)
    assert not JobStart.objects.exists()
    running.refresh_from_db()
    assert running.ended_on is None


def test_what_was_corrected_since_stays(
    personas: Personas, birte: Client, running: Participation, reason: EndingReason
) -> None:
    ends(birte, running, reason, work_from=soon().isoformat())
    JobStart.objects.update(version=2)
    step = last_step(personas.birte, running.participant)
    assert step
    take_back(by=personas.birte, step=step)
    assert JobStart.objects.exists()


def test_going_back_to_an_ending_says_that_it_has_ended(
    birte: Client, running: Participation, reason: EndingReason
) -> None:
    address = reverse("cases:end_early", args=[running.pk])
    asked = birte.post(address, form_of(running, reason))["Location"]
    ends(birte, running, reason, work_from=soon().isoformat())
    for page in (asked, address, reverse("cases:end", args=[running.pk])):
        text = birte.get(page).text
        assert (
            "Schon beendet" in text and "Warum endet" not in text and f'name="reason" value="{reason.pk}"' not in text
        )
    assert birte.post(address, form_of(running, reason)).status_code in (302, 409)
    assert Participation.objects.get(pk=running.pk).ended_on
