"""The example cohort: records of a centre that never was, whose figures are those of the report of 2019."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np

from perspektiv.example.arrivals import Referral, person_rows, referral_rows, referrals
from perspektiv.example.attendance import MINUTES, Attendance, attend
from perspektiv.example.calendar import Calendar
from perspektiv.example.catalogue import MARK
from perspektiv.example.endings import end_participations
from perspektiv.example.fixed_tables import fixed_tables
from perspektiv.example.money import assign_counsellors, budgets, complaints, spending, staff
from perspektiv.example.outcomes import OutcomeMaker, follow_on_measures, follow_ups, job_starts
from perspektiv.example.paths import people
from perspektiv.example.person import Person, Step
from perspektiv.example.questionnaires import WHOLE, questionnaire_tables
from perspektiv.example.rows import Columns, as_arrow, below, numbered
from perspektiv.example.self_evaluation import self_evaluations
from perspektiv.example.targets import AFTER_DATA, DATA_AS_OF
from perspektiv.example.timeline import Timeline
from perspektiv.example.voices import responses_and_answers, surveys
from perspektiv.package import PackageWriter

SEED = 20191114
"""The day of the report. Another seed makes other people with the same figures."""
CENTRE = f"{MARK}-zentrum"
NAME = "beispielkohorte-erfunden"
TITLE = "Beispielkohorte: erfundene Daten, keine wirklichen Personen"


def write_cohort(out: Path, *, questionnaires: bool = False) -> None:
    """Write the example cohort as a CSV package; Refused where ``out`` is not missing or empty.

    ``questionnaires``: with all that makes them whole, and self-evaluations before and after; a package of version 2.
    """
    day = date.fromisoformat(DATA_AS_OF)
    with PackageWriter(out, form="csv", name=NAME, title=TITLE, data_as_of=day, made_up=True) as writer:
        for table, columns in cohort(questionnaires=questionnaires).items():
            writer.write(table, as_arrow(columns))


def cohort(seed: int = SEED, *, questionnaires: bool = False) -> dict[str, Columns]:
    """All tables of the cohort. First the counts, then the days, then what was said and what came after."""
    tables, steps, calendar = _cohort(seed)
    return _with_questionnaires(tables, steps, calendar, seed) if questionnaires else tables


def _cohort(seed: int) -> tuple[dict[str, Columns], list[Step], Calendar]:
    rng, calendar = np.random.default_rng(seed), Calendar()
    persons = people(rng)
    end_participations(persons, rng)
    Timeline(calendar, rng).lay(persons)
    _forget_the_future(persons, calendar)
    assign_counsellors(persons, calendar, rng)
    arrived = referrals(persons, calendar, rng)
    steps = _give_keys(persons, arrived)
    attendance = attend(persons, calendar, rng)
    held = [appointment for appointment in attendance.appointments if appointment.status == "held"]
    responses, answers = responses_and_answers(surveys(steps, held, calendar, rng), CENTRE)
    outcomes = OutcomeMaker(persons, calendar, rng).make()
    tables: dict[str, Columns] = {
        **fixed_tables(),
        "centres": {"centre_id": [CENTRE], "name": ["Perspektivzentrum Beispielstadt (erfundene Daten)"]},
        "persons": person_rows(sorted(persons, key=lambda person: person.key), CENTRE, rng),
        "referrals": referral_rows(arrived, calendar, rng),
        "participations": _participation_rows(persons, steps, calendar),
        "appointments": _appointment_rows(attendance, calendar),
        "responses": responses,
        "answers": answers,
        "job_starts": job_starts(outcomes),
        "follow_on_measures": follow_on_measures(outcomes, rng),
        "follow_ups": follow_ups(outcomes, rng),
        "staff": staff(CENTRE),
        "budgets": budgets(CENTRE),
        "spending": spending(CENTRE, calendar, rng),
        "complaints": complaints(CENTRE),
    }
    return tables, steps, calendar


def _with_questionnaires(
    tables: dict[str, Columns], steps: list[Step], calendar: Calendar, seed: int
) -> dict[str, Columns]:
    """The same rows and, below them, those of the self-evaluation."""
    rng = np.random.default_rng((seed, 2))
    known = len(tables["responses"]["response_id"])
    responses, answers = self_evaluations(steps, calendar, rng, CENTRE, known)
    return {
        **tables,
        **fixed_tables(WHOLE),
        **questionnaire_tables(),
        "responses": below(tables["responses"], responses),
        "answers": below(tables["answers"], answers),
    }


def _forget_the_future(persons: list[Person], calendar: Calendar) -> None:
    """What begins after the day of the data is not yet known."""
    after = calendar.at(AFTER_DATA)
    for person in persons:
        person.steps = [step for step in person.steps if step.begin < after]
    persons[:] = [person for person in persons if person.steps]


def _give_keys(persons: list[Person], arrived: list[Referral]) -> list[Step]:
    """Number persons by their first referral and participations by their first day; return these in that order."""
    in_order = list(dict.fromkeys(referral.person for referral in arrived))
    for person, key in zip(in_order, numbered(f"{MARK}-p", len(in_order), 4), strict=True):
        person.key = key
    steps = sorted((step for person in persons for step in person.steps), key=lambda step: step.begin)
    for step, key in zip(steps, numbered(f"{MARK}-t", len(steps), 4), strict=True):
        step.key = key
    return steps


def _participation_rows(persons: list[Person], steps: list[Step], calendar: Calendar) -> Columns:
    person_of = {step.key: person.key for person in persons for step in person.steps}
    after = calendar.at(AFTER_DATA)
    ended = np.array([step.end < after for step in steps])
    last_days = calendar.day(np.array([step.end for step in steps]))
    last_days[~ended] = np.datetime64("NaT")
    return {
        "participation_id": [step.key for step in steps],
        "person_id": [person_of[step.key] for step in steps],
        "segment_id": [step.segment for step in steps],
        "counsellor_id": [step.counsellor for step in steps],
        "started_on": calendar.day(np.array([step.begin for step in steps])),
        "ended_on": last_days,
        "ending": [("early" if s.early else "regular") if done else None for s, done in zip(steps, ended, strict=True)],
        "reason_id": [step.reason if done else None for step, done in zip(steps, ended, strict=True)],
    }


def _appointment_rows(attendance: Attendance, calendar: Calendar) -> Columns:
    made = attendance.appointments
    return {
        "appointment_id": numbered(f"{MARK}-a", len(made), 5),
        "participation_id": [appointment.step.key for appointment in made],
        "kind": [appointment.kind for appointment in made],
        "starts_at": calendar.instant(attendance.days, attendance.minutes),
        "minutes": [MINUTES[appointment.kind] for appointment in made],
        "status": [appointment.status for appointment in made],
    }
