"""When the two questions of an exit fall due, and what settles them: cases drawn as a table."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.utils import timezone

from perspektiv.records.outcomes.due import (
    PRESSING,
    Case,
    Standing,
    count_due,
    follow_up_of,
    follow_ups,
    open_follow_ups,
)
from perspektiv.records.outcomes.models import FollowOnMeasure, FollowUp, JobStart
from perspektiv.records.outcomes.window import window_of
from perspektiv.records.people.models import Participant
from tests.records.outcomes.scenes import due_since, left, takes_part
from tests.records.personas import Personas

D = date.fromisoformat


@pytest.mark.parametrize(
    ("exit", "last"),
    [
        ("2026-01-15", "2026-07-15"),
        ("2025-08-31", "2026-02-28"),
        ("2027-08-31", "2028-02-29"),  # a leap year
        ("2024-02-29", "2024-08-29"),  # a leap day
        ("2025-03-31", "2025-09-30"),
        ("2025-12-31", "2026-06-30"),
        ("2025-06-30", "2025-12-30"),  # the same day number, not the end of the month
    ],
)
def test_six_months_are_the_same_day_number_clamped_to_the_end_of_the_month(exit: str, last: str) -> None:
    assert window_of(D(exit)).last == D(last)


WAITING = """
exit       | seen on    | stands
2025-08-31 | 2026-01-30 | later      a day before the four weeks
2025-08-31 | 2026-01-31 | ahead      four weeks before the end of February
2025-08-31 | 2026-02-27 | ahead
2025-08-31 | 2026-02-28 | due        by itself, at the end of the window
2025-08-31 | 2026-03-28 | due        for four weeks
2025-08-31 | 2026-03-29 | overdue
2027-08-31 | 2028-02-28 | ahead      in a leap year the window is a day longer
2027-08-31 | 2028-02-29 | due
2025-08-31 | 2027-02-28 | overdue    for a year
2025-08-31 | 2027-03-01 | unknown    nobody answered: unknown, not no
"""


@pytest.mark.parametrize("line", WAITING.strip().splitlines()[1:])
def test_questions_fall_due_by_themselves(line: str, personas: Personas) -> None:
    exit, seen_on, stands = (part.split()[0] for part in line.split("|"))
    person = left(personas.centre, D(exit))

    case = case_of(person, seen_on)

    assert (case.job.standing, case.measure.standing) == (stands, stands)


@dataclass
class Drawn:
    """What is known of somebody who left on 31 August 2025, seen on 10 March 2026."""

    known: str
    job: str
    measure: str
    why: str = ""


SETTLED = [
    Drawn("", "due", "due"),
    Drawn("start 2025-08-31", "yes", "due", "the day of the exit counts"),
    Drawn("start 2026-02-28", "yes", "due", "the last day counts"),
    Drawn("start 2026-03-01", "due", "due", "a day too late"),
    Drawn("start 2025-08-30", "due", "due", "before the exit"),
    Drawn("uninsured 2025-10-01", "due", "due", "not subject to social insurance"),
    Drawn("measure 2025-12-01", "due", "yes"),
    Drawn("measure 2026-03-01", "due", "due"),
    Drawn("job no 2026-02-28", "no", "due", "on the last day of the window"),
    Drawn("job no 2026-02-27", "due", "due", "before its end it may still change"),
    Drawn("job yes 2026-03-05", "yes", "due"),
    Drawn("job unknown 2026-03-05", "unknown", "due", "unknown stays unknown"),
    Drawn("measure no 2026-03-05", "due", "no"),
    Drawn("job refused 2025-12-01", "refused", "due", "nobody is asked again who does not want to"),
    Drawn("job refused 2025-07-01", "due", "due", "but that was before the exit"),
    Drawn("job unknown 2026-03-05 + job no 2026-03-07", "no", "due"),
    Drawn("job no 2026-03-05 + job unknown 2026-03-07", "no", "due", "not knowing undoes no knowledge"),
    Drawn("job no 2026-03-05 + job yes 2026-03-07", "yes", "due", "the later one"),
    Drawn("job no 2026-03-05 + start 2025-11-01", "yes", "due", "a job start says more than an answer"),
]


@pytest.mark.parametrize("drawn", SETTLED, ids=lambda drawn: drawn.known or "nothing")
def test_what_settles_a_question(drawn: Drawn, personas: Personas) -> None:
    person = left(personas.centre, D("2025-08-31"))
    for what in filter(None, drawn.known.split(" + ")):
        know(person, *what.split())

    case = case_of(person, "2026-03-10")

    assert (case.job.standing, case.measure.standing) == (drawn.job, drawn.measure), drawn.why


def test_a_yes_without_a_day_says_that_the_day_is_missing(personas: Personas) -> None:
    person = left(personas.centre, D("2025-08-31"))
    know(person, "job", "yes", "2026-03-05")
    assert case_of(person, "2026-03-10").job.day_missing

    know(person, "start", "2025-10-01")
    assert not case_of(person, "2026-03-10").job.day_missing


def test_who_comes_back_is_not_asked_and_who_leaves_again_is_asked_anew(personas: Personas) -> None:
    person = left(personas.centre, D("2025-08-31"))
    again = takes_part(person, D("2026-01-10"))
    assert follow_up_of(person.pk, person.centre_id, D("2026-03-10")) is None

    again.ended_on, again.ending = D("2026-04-30"), "regular"
    again.save()
    assert case_of(person, "2026-05-10").window.last == D("2026-10-30")


def test_the_list_begins_with_the_most_pressing_and_knows_one_centre_from_another(personas: Personas) -> None:
    soon, overdue, due = (left(personas.centre, due_since(days)) for days in (-5, 60, 3))
    left(personas.elsewhere, due_since(60))

    listed = follow_ups([personas.centre.pk], timezone.localdate())

    assert [case.participant_id for case in listed] == [overdue.pk, due.pk, soon.pk]
    assert count_due(personas.toni) == 2
    assert count_due(personas.fremd) == 1
    assert count_due(personas.jule) == 0


@pytest.mark.parametrize("seen_on", ["2026-02-28", "2026-03-01", "2028-02-29", "2026-08-31", "2027-01-15"])
def test_who_waits_is_found_without_reading_all_who_ever_left(seen_on: str, personas: Personas) -> None:
    day = D(seen_on)
    for days in (*range(140, 190, 3), *range(540, 556)):
        person = left(personas.centre, day - timedelta(days=days))
        if days % 5 == 0:
            know(person, "start", str(day - timedelta(days=days)))
    wanted = (*PRESSING, Standing.AHEAD)

    every = follow_ups([personas.centre.pk], day)

    assert open_follow_ups([personas.centre.pk], day) == [case for case in every if case.standing in wanted]


def know(person: Participant, what: str, *words: str) -> None:
    of = {"centre": person.centre, "participant": person}
    if what in ("start", "uninsured"):
        JobStart.objects.create(started_on=D(words[0]), insured=what == "start", **of)
    elif len(words) == 1:
        FollowOnMeasure.objects.create(started_on=D(words[0]), kind="Kurs", **of)
    else:
        FollowUp.objects.create(about=what, answer=words[0], asked_on=D(words[1]), **of)


def case_of(person: Participant, seen_on: str) -> Case:
    case = follow_up_of(person.pk, person.centre_id, D(seen_on))
    assert case is not None
    assert [case] == [one for one in follow_ups([person.centre_id], D(seen_on)) if one.participant_id == person.pk]
    return case
