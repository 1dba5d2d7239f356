"""How people came: referrals, and the first contact with those who did not enter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from perspektiv.example.calendar import Calendar, Days
from perspektiv.example.catalogue import INTAKE, MARK
from perspektiv.example.person import Person
from perspektiv.example.rows import Columns, numbered
from perspektiv.example.targets import AFTER_DATA, FIRST_DAY

NOT_ENTERED = 216
UNDECIDED = 7
"""Referred in October 2019 and not yet decided."""
OUTCOMES, SHARES = ("declined", "not_reached", "not_suitable"), (0.46, 0.34, 0.2)
INITIATIVES, INITIATIVE_SHARES = ("jobcoach", "both", "participant", "other"), (0.52, 0.27, 0.18, 0.03)
RARE_GENDERS = ("diverse", "diverse", "unknown", "diverse", "unknown")
"""Persons of a rare gender occur among those who did not enter: the report's totals know women and men only."""


@dataclass
class Referral:
    person: Person
    time: float
    decided: float | None
    result: str


def referrals(people: list[Person], calendar: Calendar, rng: np.random.Generator) -> list[Referral]:
    """All referrals in the order of their days: one for each intake, and those who did not enter (added to people)."""
    made = [
        Referral(person, step.begin - rng.uniform(4, 22), step.begin - rng.uniform(0.2, 3), "entered")
        for person in people
        for step in person.steps
        if step.segment == INTAKE
    ]
    last = calendar.at(AFTER_DATA)
    for number in range(NOT_ENTERED):
        rare = number < len(RARE_GENDERS)
        person = Person(RARE_GENDERS[number] if rare else str(rng.choice(["female", "male"], p=(0.6, 0.4))))
        people.append(person)
        if number < NOT_ENTERED - UNDECIDED:
            time = rng.uniform(calendar.at(FIRST_DAY), last - 25)
            result = str(rng.choice(OUTCOMES, p=SHARES))
            made.append(Referral(person, time, time + rng.uniform(2, 20), result))
        else:
            made.append(Referral(person, last - rng.uniform(0.5, 12), None, "open"))
    return sorted(made, key=lambda referral: referral.time)


def referral_rows(made: list[Referral], calendar: Calendar, rng: np.random.Generator) -> Columns:
    decided = _days([referral.decided for referral in made], calendar)
    entered = np.array([referral.result == "entered" for referral in made])
    due = [None if inside else int(talks) for inside, talks in zip(entered, rng.integers(1, 4, len(made)), strict=True)]
    held = [
        None if talks is None else int(referral.result not in ("not_reached", "open")) * int(rng.integers(1, talks + 1))
        for referral, talks in zip(made, due, strict=True)
    ]
    informed = decided.copy()
    informed[[h == 0 for h in held]] = np.datetime64("NaT")
    return {
        "referral_id": numbered(f"{MARK}-z", len(made), 4),
        "person_id": [referral.person.key for referral in made],
        "referred_on": calendar.day(np.array([referral.time for referral in made])),
        "result": [referral.result for referral in made],
        "decided_on": decided,
        "initiative": rng.choice(INITIATIVES, len(made), p=INITIATIVE_SHARES).tolist(),
        "informed_on": informed,
        "talks_due": due,
        "talks_held": held,
    }


def person_rows(people: list[Person], centre: str, rng: np.random.Generator) -> Columns:
    """``people`` in the order of their keys; a few did not tell their year of birth."""
    years = np.clip(np.round(rng.normal(1976, 10.5, len(people))), 1953, 1999).astype(int)
    silent = rng.random(len(people)) < 0.015
    return {
        "person_id": [person.key for person in people],
        "centre_id": [centre] * len(people),
        "gender": [person.gender for person in people],
        "birth_year": [None if quiet else int(year) for quiet, year in zip(silent, years, strict=True)],
    }


def _days(times: list[float | None], calendar: Calendar) -> Days:
    days = calendar.day(np.array([0.0 if time is None else time for time in times]))
    days[[time is None for time in times]] = np.datetime64("NaT")
    return days
