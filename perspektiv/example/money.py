"""Staff, budgets, bookings and complaints of the made-up centre."""

from __future__ import annotations

import numpy as np

from perspektiv.example.calendar import Calendar
from perspektiv.example.catalogue import MARK
from perspektiv.example.person import Person
from perspektiv.example.rows import Columns, as_days, numbered
from perspektiv.example.targets import CEILING_EUR, FIRST_DAY, PLANNED_EUR, SPENDING_CENTS, WEEKLY_HOURS

EMPLOYED_COUNSELLORS = (f"{MARK}-b01", f"{MARK}-b02", f"{MARK}-b03")
FREELANCE = (
    # Key, first day, last day: about ten at a time, after a slow start.
    *((f"{MARK}-b{n:02}", FIRST_DAY, None) for n in range(5, 10)),
    (f"{MARK}-b10", FIRST_DAY, "2017-01-31"),
    (f"{MARK}-b11", "2015-09-01", None),
    (f"{MARK}-b12", "2015-09-01", None),
    (f"{MARK}-b13", "2016-02-01", None),
    (f"{MARK}-b14", "2016-02-01", "2018-01-31"),
    (f"{MARK}-b15", "2017-02-01", None),
    (f"{MARK}-b16", "2018-02-01", None),
)
FIRST_YEAR, THIS_YEAR = 2015, 2019
"""Spending grew in the first year; the last is booked up to October."""
LINES = {"Honorare": 0.58, "Personal": 0.34, "Räume und Sachmittel": 0.08}
COMPLAINTS = (
    # Received, answered, found justified.
    ("2015-10-12", "2015-10-20", True),
    ("2016-03-08", "2016-03-22", False),
    ("2016-11-15", "2016-11-24", False),
    ("2017-05-09", "2017-05-17", True),
    ("2017-09-28", "2017-10-12", False),
    ("2018-02-20", "2018-03-01", True),
    ("2018-09-05", "2018-09-18", False),
    ("2019-03-14", "2019-03-26", True),
    ("2019-10-22", None, None),
)


def assign_counsellors(people: list[Person], calendar: Calendar, rng: np.random.Generator) -> None:
    """Most keep their counsellor when the segment changes, while that one is there; else who has few is likelier."""
    tenures = [(key, 0.0, np.inf) for key in EMPLOYED_COUNSELLORS]
    for key, first, last in FREELANCE:
        tenures.append((key, calendar.at(first), calendar.at(last) if last else np.inf))
    ends: dict[str, list[float]] = {key: [] for key, *_ in tenures}
    usual: dict[int, str] = {}
    for step, person in sorted(((s, p) for p in people for s in p.steps), key=lambda pair: pair[0].begin):
        there = [key for key, first, last in tenures if first <= step.begin and step.end < last]
        cases = np.array([sum(end > step.begin for end in ends[key]) for key in there])
        before = usual.get(id(person), "")
        keeps = before in there and (step.parallel or rng.random() < 0.5)
        weights = 1.0 / (1 + cases) ** 2
        step.counsellor = before if keeps else there[rng.choice(len(there), p=weights / weights.sum())]
        ends[step.counsellor].append(step.end)
        usual[id(person)] = step.counsellor


def staff(centre: str) -> Columns:
    employed = [
        (f"{MARK}-b{n:02}", role, "employed", hours, FIRST_DAY, None)
        for n, (role, hours) in enumerate(WEEKLY_HOURS.items(), start=1)
    ]
    freelance = [(key, "Beratung", "freelance", None, first, last) for key, first, last in FREELANCE]
    keys, roles, employment, hours, first, last = zip(*employed, *freelance, strict=True)
    return {
        "staff_id": keys,
        "centre_id": [centre] * len(keys),
        "role": roles,
        "employment": employment,
        "weekly_hours": hours,
        "started_on": as_days(first),
        "ended_on": as_days(last),
    }


def budgets(centre: str) -> Columns:
    years = [*SPENDING_CENTS, THIS_YEAR]
    return {
        "budget_id": [f"{MARK}-haushalt-{year}" for year in years],
        "centre_id": [centre] * len(years),
        "year": years,
        "ceiling_eur": [float(CEILING_EUR)] * len(years),
        "planned_eur": [float(PLANNED_EUR)] * len(years),
    }


def spending(centre: str, calendar: Calendar, rng: np.random.Generator) -> Columns:
    """A booking a month and budget line, late in the month; they add up to each year's sum to the cent."""
    bookings: list[tuple[np.datetime64, int, str, int]] = []
    for year, cents in {**SPENDING_CENTS, THIS_YEAR: round(PLANNED_EUR * 100 * 0.76)}.items():
        months = 10 if year == THIS_YEAR else 12
        next_months = [f"{year}-{month:02}-01" for month in range(2, months + 1)] + [f"{year}-{months}-28"]
        booked = calendar.day(np.array([calendar.at(day) for day in next_months]) - 1.5)
        growing = np.linspace(0.4, 1.6, 12) if year == FIRST_YEAR else np.ones(months)
        shares = np.outer(growing * rng.uniform(0.85, 1.15, months), list(LINES.values())).ravel()
        sums = np.round(np.cumsum(shares) / shares.sum() * cents).astype(np.int64)
        amounts = np.diff(sums, prepend=0)
        for number, amount in enumerate(amounts):
            month, line = divmod(number, len(LINES))
            bookings.append((booked[month], int(amount), tuple(LINES)[line], year))
    days, amounts_in_cents, lines, years = zip(*bookings, strict=True)
    return {
        "spending_id": numbered(f"{MARK}-g", len(bookings), 4),
        "centre_id": [centre] * len(bookings),
        "booked_on": np.array(days),
        "amount_eur": np.array(amounts_in_cents) / 100,
        "budget_line": lines,
        "budget_year": years,
    }


def complaints(centre: str) -> Columns:
    received, answered, upheld = zip(*COMPLAINTS, strict=True)
    return {
        "complaint_id": numbered(f"{MARK}-k", len(COMPLAINTS), 2),
        "centre_id": [centre] * len(COMPLAINTS),
        "received_on": as_days(received),
        "answered_on": as_days(answered),
        "upheld": upheld,
    }
