"""The six-month desk: one click an answer, undo, filters, paper; the same queries for any number of people."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.outcomes.models import FollowOnMeasure, FollowUp, JobStart
from perspektiv.records.people.models import Participant
from tests.records.outcomes.scenes import due_since, left
from tests.records.personas import Personas

AsUser = Callable[[User], Client]


@pytest.fixture
def toni(personas: Personas, as_user: AsUser) -> Client:
    return as_user(personas.toni)


def record(client: Client, person: Participant, about: str, **sent: str) -> str:
    """Sends one answer and gives the page that follows."""
    address = reverse("outcomes:record", args=[person.pk, about])
    response = client.post(address, {"id": str(uuid4()), "source": "participant", **sent}, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_a_job_start_with_day_and_insurance_settles_the_question(personas: Personas, toni: Client) -> None:
    exit = due_since(3)
    person = left(personas.centre, exit)
    started_on = exit + timedelta(days=30)

    page = record(toni, person, "job", answer="yes", started_on=started_on.isoformat(), insured="on")

    start = JobStart.objects.get()
    assert (start.started_on, start.insured, start.source) == (started_on, True, "participant")
    assert "versicherungspflichtige Arbeit ab" in page
    assert TrailRow.objects.get(what="outcomes.job_start_noted").person == person.pk


def test_a_measure_has_a_kind_and_a_day(personas: Personas, toni: Client) -> None:
    person = left(personas.centre, due_since(3))

    record(toni, person, "measure", answer="yes", started_on=f"{due_since(-20):%d.%m.%Y}", kind="Sprachkurs")

    measure = FollowOnMeasure.objects.get()
    assert (measure.kind, measure.started_on) == ("Sprachkurs", due_since(-20))


@pytest.mark.parametrize("about", ["job", "measure"])
@pytest.mark.parametrize("days", [-40, 200])
def test_a_yes_outside_the_half_year_says_why_the_question_stays(
    personas: Personas, toni: Client, about: str, days: int
) -> None:
    exit = due_since(30)
    person = left(personas.centre, exit)
    day = exit + timedelta(days=days)

    page = record(toni, person, about, answer="yes", started_on=day.isoformat(), insured="on")

    assert "Die Frage bleibt offen" in page
    assert f"vom Austritt am {exit:%d.%m.%Y} bis" in page and f"der {day:%d.%m.%Y} liegt außerhalb" in page
    assert "nehmen Sie den Eintrag zurück" in page


def test_work_without_insurance_says_why_the_question_stays(personas: Personas, toni: Client) -> None:
    exit = due_since(3)
    day = exit + timedelta(days=30)
    page = record(toni, left(personas.centre, exit), "job", answer="yes", started_on=day.isoformat())
    assert "Nur versicherungspflichtige Arbeit beantwortet sie" in page


def test_a_yes_within_the_half_year_says_nothing_of_it(personas: Personas, toni: Client) -> None:
    exit = due_since(3)
    for day in (exit, exit + timedelta(days=30)):
        page = record(toni, left(personas.centre, exit), "job", answer="yes", started_on=day.isoformat(), insured="on")
        assert "bleibt offen" not in page


@pytest.mark.parametrize("answer", ["no", "unknown", "refused", "yes"])
def test_an_answer_is_one_click_and_carries_its_source(answer: str, personas: Personas, toni: Client) -> None:
    person = left(personas.centre, due_since(3))

    record(toni, person, "job", answer=answer, source="employer")

    follow_up = FollowUp.objects.get()
    assert (follow_up.about, follow_up.answer, follow_up.source) == ("job", answer, "employer")
    assert follow_up.asked_on == timezone.localdate()


def test_the_source_stays_chosen_until_it_is_changed(personas: Personas, toni: Client) -> None:
    left(personas.centre, due_since(3))

    toni.get(reverse("outcomes:desk"), {"source": "employer"})

    assert '<input type="hidden" name="source" value="employer">' in toni.get(reverse("outcomes:desk")).content.decode()


def test_without_consent_it_is_the_jobcoach_who_said_it_until_another_source_is_chosen(
    personas: Personas, toni: Client
) -> None:
    left(personas.centre, due_since(3))
    address = reverse("outcomes:desk")
    page = toni.get(address).content.decode()
    assert '<input type="hidden" name="source" value="jobcoach">' in page
    assert '<input type="hidden" name="source" value="participant">' not in page
    assert "gilt als Auskunft des Jobcoaches" in page

    page = toni.get(address, {"source": "participant"}).content.decode()
    assert '<input type="hidden" name="source" value="participant">' in page
    assert "gilt als Auskunft des Jobcoaches" not in page


def test_a_form_sent_twice_makes_one_entry(personas: Personas, toni: Client) -> None:
    person = left(personas.centre, due_since(3))

    for _ in range(2):
        record(toni, person, "job", answer="no", id="6f0a3c1e-0000-4000-8000-000000000001")

    assert FollowUp.objects.count() == 1


def test_a_day_that_cannot_be_read_saves_nothing(personas: Personas, toni: Client) -> None:
    person = left(personas.centre, due_since(3))

    page = record(toni, person, "job", answer="yes", started_on="31.02.2026")

    assert "nicht lesbar" in page
    assert not JobStart.objects.exists() and not FollowUp.objects.exists()


@pytest.mark.parametrize("day", ["1899-01-01", "2199-01-01"])
def test_a_day_out_of_reach_is_refused(day: str, personas: Personas, toni: Client) -> None:
    person = left(personas.centre, due_since(3))

    response = toni.post(
        reverse("outcomes:record", args=[person.pk, "job"]),
        {"answer": "yes", "started_on": day, "insured": "on", "source": "participant"},
    )

    assert response.status_code == 409
    assert not JobStart.objects.exists()


def test_undo_takes_the_entry_away_and_keeps_both_steps_in_the_trail(personas: Personas, toni: Client) -> None:
    person = left(personas.centre, due_since(3))
    page = record(toni, person, "job", answer="no")
    undo = page.partition('action="/nachfrage/zurueck/')[2].partition('"')[0]

    toni.post(f"/nachfrage/zurueck/{undo}")

    assert not FollowUp.objects.exists()
    steps = TrailRow.objects.filter(what__startswith="outcomes.").order_by("seq").values_list("what", flat=True)
    assert list(steps) == ["outcomes.answer_noted", "outcomes.answer_noted_undone"]
    assert toni.post(f"/nachfrage/zurueck/{undo}").status_code == 409


def test_undo_is_refused_when_somebody_changed_the_entry_since(personas: Personas, toni: Client) -> None:
    page = record(toni, left(personas.centre, due_since(3)), "job", answer="no")
    undo = page.partition('action="/nachfrage/zurueck/')[2].partition('"')[0]
    FollowUp.objects.update(version=7)

    assert toni.post(f"/nachfrage/zurueck/{undo}").status_code == 409
    assert FollowUp.objects.count() == 1


def test_undo_belongs_to_whoever_took_the_step(personas: Personas, toni: Client, as_user: AsUser) -> None:
    page = record(toni, left(personas.centre, due_since(3)), "job", answer="no")
    undo = page.partition('action="/nachfrage/zurueck/')[2].partition('"')[0]

    assert as_user(personas.birte).post(f"/nachfrage/zurueck/{undo}").status_code == 409
    assert FollowUp.objects.count() == 1


def test_htmx_gets_the_row_alone_with_the_offer_of_undo(personas: Personas, toni: Client) -> None:
    person = left(personas.centre, due_since(3))

    response = toni.post(
        reverse("outcomes:record", args=[person.pk, "job"]),
        {"answer": "no", "source": "participant"},
        headers={"HX-Request": "true"},
    )

    text = response.content.decode()
    assert f'id="case-{person.pk}"' in text and "data-undo" in text and "<html" not in text


@pytest.mark.parametrize(
    ("show", "seen"),
    [
        ("open", {"Dilan Distel", "Alma Ahorn", "Rasim Rose", "Zoran Zeder"}),
        ("overdue", {"Alma Ahorn"}),
        ("ahead", {"Rasim Rose"}),
        ("unknown", {"Zoran Zeder", "Ulla Ulme"}),
        ("answered", {"Vera Veilchen"}),
        ("no_day", {"Vera Veilchen"}),
        ("nonsense", {"Dilan Distel", "Alma Ahorn", "Rasim Rose", "Zoran Zeder"}),
    ],
)
def test_filters_show_those_who_are_meant(show: str, seen: set[str], personas: Personas, toni: Client) -> None:
    centre = personas.centre
    left(centre, due_since(3), "Dilan Distel")
    left(centre, due_since(60), "Alma Ahorn")
    left(centre, due_since(-5), "Rasim Rose")
    say(left(centre, due_since(2), "Zoran Zeder"), job="unknown")
    left(centre, due_since(500), "Ulla Ulme")
    say(left(centre, due_since(1), "Vera Veilchen"), job="yes", measure="no")
    left(centre, due_since(-90), "Wadim Weide")

    pages = [toni.get(reverse(name), {"show": show}).content.decode() for name in ("outcomes:desk", "outcomes:print")]

    names = {f"{p.given_name} {p.family_name}" for p in Participant.objects.all()}
    assert {name for name in names if name in pages[0]} == seen
    assert {name for name in names if ", ".join(reversed(name.split())) in pages[1]} == seen


def test_the_pages_ask_the_same_number_of_questions_for_any_number_of_people(personas: Personas, toni: Client) -> None:
    def asked(name: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert toni.get(reverse(name)).status_code == 200
        return len(queries)

    names = ("outcomes:desk", "outcomes:print", "outcomes:ask", "outcomes:lists")
    for _ in range(10):
        say(left(personas.centre, due_since(5), number="1", jobcoach=personas.wachtel), job="unknown")
    for name in names:
        asked(name)
    few = [asked(name) for name in names]
    for _ in range(40):
        left(personas.centre, due_since(5), number="2", jobcoach=personas.wachtel)
    assert [asked(name) for name in names] == few


def test_opening_the_desk_leaves_one_row_in_the_trail(personas: Personas, toni: Client) -> None:
    left(personas.centre, due_since(3))

    toni.get(reverse("outcomes:desk"))

    assert TrailRow.objects.filter(what="follow_ups.read", centre=personas.centre.pk).count() == 1


def say(person: Participant, **answers: str) -> None:
    for about, answer in answers.items():
        FollowUp.objects.create(centre=person.centre, participant=person, about=about, answer=answer)
