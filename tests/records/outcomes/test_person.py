"""One person's outcomes: shown with their sources, corrected by version, taken away with undo."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.outcomes.models import FollowOnMeasure, FollowUp, JobStart
from perspektiv.records.people.models import Participant
from tests.records.outcomes.scenes import due_since, left
from tests.records.personas import Personas


@pytest.fixture
def toni(personas: Personas, as_user: Callable[[User], Client]) -> Client:
    return as_user(personas.toni)


@pytest.fixture
def person(personas: Personas) -> Participant:
    return left(personas.centre, due_since(3))


@pytest.fixture
def start(person: Participant) -> JobStart:
    return JobStart.objects.create(
        centre=person.centre, participant=person, started_on=date(2026, 6, 1), insured=True, source="jobcoach"
    )


def test_everything_stands_there_with_its_source(person: Participant, start: JobStart, toni: Client) -> None:
    of = {"centre": person.centre, "participant": person}
    FollowOnMeasure.objects.create(started_on=date(2026, 7, 1), kind="Sprachkurs", source="jobcenter", **of)
    FollowUp.objects.create(about="job", answer="refused", source="telefonisch, wie eingelesen", **of)

    page = toni.get(reverse("outcomes:of_person", args=[person.pk])).content.decode()

    for words in ("01.06.2026", "Jobcoach", "Sprachkurs", "Liste des Jobcenters", "telefonisch, wie eingelesen"):
        assert words in page
    assert TrailRow.objects.get(what="follow_up.read").person == person.pk


def test_what_is_known_can_be_added_before_anybody_leaves(personas: Personas, toni: Client) -> None:
    person = Participant.objects.create(centre=personas.centre, file_number="2026-9001", family_name="Distel")
    assert "nicht ausgetreten" in toni.get(reverse("outcomes:of_person", args=[person.pk])).content.decode()

    sent = {"answer": "yes", "must": "day", "source": "employer", "insured": "on"}
    address = reverse("outcomes:record", args=[person.pk, "job"])
    toni.post(address, sent)
    assert not JobStart.objects.exists() and not FollowUp.objects.exists(), "here a day is a must"

    toni.post(address, {**sent, "started_on": "2026-06-01"})
    assert JobStart.objects.get().source == "employer"


def test_an_entry_is_corrected(start: JobStart, toni: Client) -> None:
    toni.post(
        reverse("outcomes:correct", args=["arbeit", start.pk]),
        {"version": "1", "started_on": "2026-06-02", "ended_on": "2026-06-30", "source": "employer"},
    )

    start.refresh_from_db()
    assert (start.started_on, start.insured, start.ended_on) == (date(2026, 6, 2), False, date(2026, 6, 30))
    assert (start.source, start.version) == ("employer", 2)


def test_a_correction_can_be_undone(start: JobStart, toni: Client) -> None:
    page = toni.post(
        reverse("outcomes:correct", args=["arbeit", start.pk]),
        {"version": "1", "started_on": "2026-06-02", "source": "employer"},
        follow=True,
    ).content.decode()

    toni.post("/nachfrage/zurueck/" + page.partition('action="/nachfrage/zurueck/')[2].partition('"')[0])

    start.refresh_from_db()
    assert (start.started_on, start.insured, start.source, start.version) == (date(2026, 6, 1), True, "jobcoach", 3)


def test_a_stale_correction_overwrites_nothing_and_shows_both_texts(start: JobStart, toni: Client) -> None:
    JobStart.objects.update(version=2, started_on=date(2026, 5, 5))

    response = toni.post(
        reverse("outcomes:correct", args=["arbeit", start.pk]),
        {"version": "1", "started_on": "2026-06-02", "insured": "on", "source": "jobcoach"},
    )

    assert response.status_code == 409
    text = response.content.decode()
    assert "2026-06-02" in text and "2026-05-05" in text
    assert JobStart.objects.get().started_on == date(2026, 5, 5)


def test_an_end_before_the_start_is_said_on_the_form(start: JobStart, toni: Client) -> None:
    response = toni.post(
        reverse("outcomes:correct", args=["arbeit", start.pk]),
        {"version": "1", "started_on": "2026-06-02", "ended_on": "2026-06-01", "source": "jobcoach"},
    )

    assert response.status_code == 422
    assert "Das Ende liegt vor dem Anfang." in response.content.decode()


def test_an_entry_made_by_mistake_is_removed_and_put_back(start: JobStart, toni: Client) -> None:
    page = toni.post(
        reverse("outcomes:remove", args=["arbeit", start.pk]), {"version": "1"}, follow=True
    ).content.decode()
    assert not JobStart.objects.exists()

    toni.post("/nachfrage/zurueck/" + page.partition('action="/nachfrage/zurueck/')[2].partition('"')[0])

    back = JobStart.objects.get()
    assert (back.pk, back.started_on, back.insured, back.source) == (start.pk, date(2026, 6, 1), True, "jobcoach")
    steps = TrailRow.objects.filter(what__startswith="outcomes.").order_by("seq").values_list("what", flat=True)
    assert list(steps) == ["outcomes.job_start_removed", "outcomes.job_start_removed_undone"]


def test_a_stale_removal_removes_nothing(start: JobStart, toni: Client) -> None:
    JobStart.objects.update(version=2)

    assert toni.post(reverse("outcomes:remove", args=["arbeit", start.pk]), {"version": "1"}).status_code == 409
    assert JobStart.objects.exists()


def test_an_imported_answer_keeps_its_own_source(person: Participant, toni: Client) -> None:
    answer = FollowUp.objects.create(
        centre=person.centre, participant=person, about="job", answer="no", source="phone", source_key="f1"
    )
    address = reverse("outcomes:correct", args=["antwort", answer.pk])
    assert '<option value="phone" selected>' in toni.get(address).content.decode()

    toni.post(address, {"version": "1", "answer": "unknown", "asked_on": due_since(0).isoformat(), "source": "phone"})

    answer.refresh_from_db()
    assert (answer.answer, answer.source) == ("unknown", "phone")
