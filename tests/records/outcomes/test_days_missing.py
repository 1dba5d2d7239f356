"""Whoever leaves for work whose first day is not known yet stays listed until somebody enters that day."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.cases.models import EndingReason, Participation
from perspektiv.records.desk.todos import todos_of
from perspektiv.records.outcomes.days_missing import days_missing
from perspektiv.records.outcomes.models import FollowUp, JobStart
from tests.records.outcomes.scenes import left, takes_part
from tests.records.personas import Personas

As = Callable[[User], Client]


@pytest.fixture
def work(personas: Personas) -> EndingReason:
    return EndingReason.objects.create(
        centre=personas.centre, key="found", name="Stelle gefunden", valuation="positive", is_work=True
    )


def left_for(reason: EndingReason, name: str = "Dilan Distel", days_ago: int = 5) -> Participation:
    """Somebody who began again after an earlier path, and ended early."""
    today = timezone.localdate()
    person = left(reason.centre, today - timedelta(days=400), name)
    participation = takes_part(person, today - timedelta(days=days_ago + 40))
    participation.ended_on = today - timedelta(days=days_ago)
    participation.ending, participation.reason = Participation.Ending.EARLY, reason
    participation.save()
    return participation


def listed(personas: Personas) -> list[Participation]:
    return days_missing([personas.centre.pk], timezone.localdate())


def test_it_is_on_today_until_the_day_is_entered(personas: Personas, as_user: As, work: EndingReason) -> None:
    ended = left_for(work)
    for user in (personas.toni, personas.birte):
        page = as_user(user).get("/").text
        assert "1 erster Arbeitstag fehlt" in page and f"/personen/{ended.participant_id}/nachfrage/" in page
    assert "erster Arbeitstag" not in as_user(personas.jule).get("/").text
    JobStart.objects.create(
        centre=work.centre, participant=ended.participant, started_on=timezone.localdate(), insured=True
    )
    assert "erster Arbeitstag" not in as_user(personas.toni).get("/").text


def test_several_are_listed_with_the_follow_ups(personas: Personas, as_user: As, work: EndingReason) -> None:
    people = [left_for(work, name, days).participant for name, days in (("Dilan Distel", 3), ("Alma Ahorn", 9))]
    (todo,) = [todo for todo in todos_of(personas.toni, timezone.localdate()) if "Arbeitstag" in todo.title]
    assert todo.address.endswith("/nachfrage/#days-missing") and todo.detail == "Alma Ahorn, Dilan Distel"
    page = as_user(personas.toni).get("/nachfrage/").text
    assert "Erster Arbeitstag steht noch nicht fest" in page
    assert all(f"/personen/{person.pk}/nachfrage/" in page for person in people)


def test_a_job_of_an_earlier_path_is_not_this_one(personas: Personas, work: EndingReason) -> None:
    ended = left_for(work)
    before = ended.started_on - timedelta(days=100)
    JobStart.objects.create(centre=work.centre, participant=ended.participant, started_on=before, insured=True)
    assert listed(personas) == [ended]


@pytest.mark.parametrize(("answer", "settled"), [("no", True), ("refused", True), ("unknown", False), ("yes", False)])
def test_the_word_that_nothing_came_of_it_settles_it(
    personas: Personas, work: EndingReason, answer: str, settled: bool
) -> None:
    ended = left_for(work)
    FollowUp.objects.create(centre=work.centre, participant=ended.participant, about="job", answer=answer)
    assert listed(personas) == ([] if settled else [ended])


def test_other_endings_and_imported_history_are_not_listed(personas: Personas, work: EndingReason) -> None:
    moved = EndingReason.objects.create(centre=work.centre, key="work", name="Umzug", valuation="neutral")
    left_for(moved)
    Participation.objects.filter(pk=left_for(work).pk).update(source_key="t1")
    assert listed(personas) == []


def test_after_half_a_year_the_follow_up_asks_by_itself(personas: Personas, work: EndingReason) -> None:
    left_for(work, days_ago=184)
    assert listed(personas) == []


def test_another_centre_sees_nothing_of_it(personas: Personas, as_user: As, work: EndingReason) -> None:
    left_for(work)
    fremd = as_user(personas.fremd)
    assert "Arbeitstag" not in fremd.get("/").text and "Distel" not in fremd.get("/nachfrage/").text


def test_ten_or_fifty_need_the_same_queries(personas: Personas, as_user: As, work: EndingReason) -> None:
    toni, counted = as_user(personas.toni), []
    for more in (10, 40):
        for number in range(more):
            left_for(work, f"Person {number}")
        for address in ("/", "/nachfrage/"):
            toni.get(address)
            with CaptureQueriesContext(connection) as queries:
                toni.get(address)
            counted.append(len(queries))
    assert counted[:2] == counted[2:]
