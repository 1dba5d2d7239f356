"""Many outcomes at once: job starts, further measures and follow-ups of those who have left."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from perspektiv.example.calendar import Calendar, Days, Integers
from perspektiv.example.catalogue import MEASURES
from perspektiv.example.outcomes import (
    AFTER_WINDOW,
    ANSWERS,
    IF_NO,
    IF_YES,
    LAST,
    LATEST_START_DAYS,
    SOURCE_SHARES,
    SOURCES,
)
from perspektiv.example.rows import Columns
from perspektiv.example.scaled.columns import draw, keys, where_known, words
from perspektiv.example.scaled.people import Block

IN_TIME, TOO_LATE, UNINSURED, BEFORE = 0.265, 0.05, 0.06, 0.04
"""Shares of those who have left: insured within six months, later, not insured, while still counselled."""
GO_ON = 0.49
JOBS_THAT_END = 0.35


def outcome_rows(
    block: Block, first: dict[str, int], calendar: Calendar, rng: np.random.Generator
) -> dict[str, Columns]:
    """The three tables; ``first`` says from which number on each counts its keys."""
    made = block.participations
    leaving = made.last & made.ended
    person, left = made.person[leaving], calendar.day(made.end[leaving])
    begin = calendar.day(made.begin[leaving])
    kind = draw((IN_TIME, TOO_LATE, UNINSURED, BEFORE, 1 - IN_TIME - TOO_LATE - UNINSURED - BEFORE), len(person), rng)
    soon = _soon(left, rng)
    start = np.where(kind == 1, left + AFTER_WINDOW + rng.integers(0, 60, len(left)), soon)
    start = np.where(kind == 3, begin + ((left - begin) * rng.random(len(left))).astype("timedelta64[D]"), start)
    starts = (kind < 4) & (start <= LAST)
    measure = _soon(left, rng)
    goes_on = (rng.random(len(left)) < GO_ON) & (measure <= LAST)
    number = block.person[person]
    return {
        "job_starts": _job_starts(number[starts], start[starts], (kind != 2)[starts], first["job_starts"], rng),
        "follow_on_measures": {
            "measure_id": keys("m", first["follow_on_measures"] + np.arange(goes_on.sum())),
            "person_id": keys("p", number[goes_on]),
            "started_on": measure[goes_on],
            "kind": words(rng.integers(0, len(MEASURES), goes_on.sum(), dtype=np.int8), MEASURES),
        },
        "follow_ups": _follow_ups(number, left, starts & (kind == 0), goes_on, first["follow_ups"], rng),
    }


def _soon(left: Days, rng: np.random.Generator) -> Days:
    """Days in the six months after others: sooner rather than later."""
    days: Days = left + (LATEST_START_DAYS * rng.beta(1.1, 2.2, len(left))).astype("timedelta64[D]")
    return days


def _job_starts(
    person: Integers, start: Days, insured: npt.NDArray[np.bool_], first: int, rng: np.random.Generator
) -> Columns:
    end = start + rng.integers(20, 400, len(start))
    return {
        "job_start_id": keys("j", first + np.arange(len(person))),
        "person_id": keys("p", person),
        "started_on": start,
        "insured": insured,
        "ended_on": where_known(end, (rng.random(len(end)) < JOBS_THAT_END) & (end <= LAST)),
    }


def _follow_ups(
    person: Integers,
    left: Days,
    works: npt.NDArray[np.bool_],
    goes_on: npt.NDArray[np.bool_],
    first: int,
    rng: np.random.Generator,
) -> Columns:
    """Two questions to each whose six months are over; not all are asked."""
    asked = left + AFTER_WINDOW + rng.integers(0, 26, len(left))
    mature = asked <= LAST
    yes = np.column_stack([works, goes_on])[mature].ravel()
    about = np.tile(np.array([0, 1], dtype=np.int8), int(mature.sum()))
    answer = np.where(yes, draw(IF_YES, len(yes), rng), draw(IF_NO, len(yes), rng))
    given = answer < ANSWERS.index("")
    return {
        "follow_up_id": keys("n", first + np.arange(given.sum())),
        "person_id": keys("p", np.repeat(person[mature], 2)[given]),
        "asked_on": np.repeat(asked[mature], 2)[given],
        "about": words(about[given], ("job", "measure")),
        "answer": words(answer[given], ANSWERS[:-1]),
        "source": words(draw(SOURCE_SHARES, int(given.sum()), rng), SOURCES),
    }
