"""Many centres at once: names, staff, budgets, bookings, complaints."""

from __future__ import annotations

import numpy as np

from perspektiv.example.calendar import Calendar, Integers
from perspektiv.example.money import LINES, THIS_YEAR
from perspektiv.example.rows import Columns, as_array, as_days
from perspektiv.example.scaled.columns import keys, where_known, words
from perspektiv.example.scaled.people import COUNSELLORS
from perspektiv.example.targets import CEILING_EUR, DATA_AS_OF, FIRST_DAY, PLANNED_EUR, SPENDING_CENTS, WEEKLY_HOURS

POSITIONS = (*WEEKLY_HOURS, *["Beratung"] * (COUNSELLORS - len(WEEKLY_HOURS) + 1))
YEARS = np.array([*SPENDING_CENTS, THIS_YEAR])
MONTHS = np.arange("2015-01", DATA_AS_OF[:7], dtype="datetime64[M]")
COMPLAINTS_A_CENTRE = 8


def centre_rows(centre: Integers, per_centre: int, calendar: Calendar, rng: np.random.Generator) -> dict[str, Columns]:
    """The five tables that hang on centres; money follows the number of persons."""
    size = per_centre / 571  # persons of the centre whose spending is the model
    return {
        "centres": {
            "centre_id": keys("c", centre),
            "name": as_array([f"Perspektivzentrum Beispielstadt {n + 1} (erfundene Daten)" for n in centre.tolist()]),
        },
        "staff": _staff(centre),
        "budgets": _budgets(centre, size),
        "spending": _spending(centre, size, calendar, rng),
        "complaints": _complaints(centre, calendar, rng),
    }


def _staff(centre: Integers) -> Columns:
    count = len(POSITIONS)
    position = np.tile(np.arange(count, dtype=np.int8), len(centre))
    hours = np.array([WEEKLY_HOURS.get(role, 0.0) for role in POSITIONS])
    employed = position < len(WEEKLY_HOURS)
    return {
        "staff_id": keys("b", np.repeat(centre, count) * count + position),
        "centre_id": keys("c", np.repeat(centre, count)),
        "role": words(position, POSITIONS),
        "employment": words(employed.astype(np.int8), ("freelance", "employed")),
        "weekly_hours": where_known(hours[position], employed),
        "started_on": np.full(len(position), FIRST_DAY, dtype="datetime64[D]"),
        "ended_on": as_days([None] * len(position)),
    }


def _budgets(centre: Integers, size: float) -> Columns:
    count = len(centre) * len(YEARS)
    number = np.repeat(centre, len(YEARS)) * len(YEARS) + np.tile(np.arange(len(YEARS)), len(centre))
    return {
        "budget_id": keys("h", number),
        "centre_id": keys("c", np.repeat(centre, len(YEARS))),
        "year": np.tile(YEARS, len(centre)),
        "ceiling_eur": np.full(count, round(CEILING_EUR * size, 2)),
        "planned_eur": np.full(count, round(PLANNED_EUR * size, 2)),
    }


def _spending(centre: Integers, size: float, calendar: Calendar, rng: np.random.Generator) -> Columns:
    """A booking a month and budget line."""
    per_centre = len(MONTHS) * len(LINES)
    month = np.tile(np.repeat(np.arange(len(MONTHS)), len(LINES)), len(centre))
    line = np.tile(np.arange(len(LINES), dtype=np.int8), len(centre) * len(MONTHS))
    next_month = [calendar.at(str(day)) for day in (MONTHS + 1).astype("datetime64[D]")]
    booked = calendar.day(np.array(next_month) - 1.5)
    usual = 0.85 * PLANNED_EUR / 12 * size * np.array(list(LINES.values()))[line]
    return {
        "spending_id": keys(
            "g", np.repeat(centre, per_centre) * per_centre + np.tile(np.arange(per_centre), len(centre))
        ),
        "centre_id": keys("c", np.repeat(centre, per_centre)),
        "booked_on": booked[month],
        "amount_eur": np.round(usual * rng.uniform(0.8, 1.2, len(month)), 2),
        "budget_line": words(line, tuple(LINES)),
        "budget_year": MONTHS[month].astype("datetime64[Y]").astype(np.int64) + 1970,
    }


def _complaints(centre: Integers, calendar: Calendar, rng: np.random.Generator) -> Columns:
    count = len(centre) * COMPLAINTS_A_CENTRE
    received = rng.uniform(calendar.at(FIRST_DAY), calendar.at(DATA_AS_OF) - 20, count)
    return {
        "complaint_id": keys(
            "k",
            np.repeat(centre, COMPLAINTS_A_CENTRE) * COMPLAINTS_A_CENTRE
            + np.tile(np.arange(COMPLAINTS_A_CENTRE), len(centre)),
        ),
        "centre_id": keys("c", np.repeat(centre, COMPLAINTS_A_CENTRE)),
        "received_on": calendar.day(received),
        "answered_on": calendar.day(received + rng.uniform(2, 14, count)),
        "upheld": rng.random(count) < 0.4,
    }
