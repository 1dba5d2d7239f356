"""Many people at once: who they are, which way they go through the segments, and when."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from perspektiv.example.arrivals import INITIATIVE_SHARES, INITIATIVES
from perspektiv.example.calendar import Calendar, Days, Floats, Integers
from perspektiv.example.catalogue import (
    BASICS,
    BASICS_UNTIL,
    COACHING,
    INTAKE,
    ORIENTATION,
    REASONS,
    REVIEW,
    SEARCH,
    SEGMENTS,
)
from perspektiv.example.rows import Columns
from perspektiv.example.scaled.columns import Codes, draw, keys, where_known, words
from perspektiv.example.targets import AFTER_DATA, FIRST_DAY

GENDERS, GENDER_SHARES = ("female", "male", "diverse", "unknown"), (0.62, 0.36, 0.012, 0.008)
SEGMENT_KEYS = tuple(segment.key for segment in SEGMENTS)
REASON_KEYS = tuple(reason.key for reason in REASONS)
NOWHERE = len(SEGMENTS)
WAYS_ON = {
    # From a segment: shares of those who go on to others; the rest leave.
    INTAKE: {REVIEW: 0.8, BASICS: 0.1},
    BASICS: {REVIEW: 0.9},
    REVIEW: {ORIENTATION: 0.30, SEARCH: 0.045, COACHING: 0.025, REVIEW: 0.04, INTAKE: 0.025},
    ORIENTATION: {SEARCH: 0.06, COACHING: 0.04},
    SEARCH: {COACHING: 0.06},
    COACHING: {},
}
MOST_STEPS = 6
EARLY_IF_LAST, EARLY_ELSE = 0.2, 0.05
FEWEST_UNITS, MOST_UNITS = 2, 19
COUNSELLORS = 13


@dataclass
class Participations:
    """Participations in the order of their persons; times in busy days."""

    number: Integers
    person: Integers
    """Position of the person in the block."""
    segment: Codes
    begin: Floats
    end: Floats
    early: npt.NDArray[np.bool_]
    ended: npt.NDArray[np.bool_]
    """By the day of the data; who ends later is still there."""
    last: npt.NDArray[np.bool_]
    """The person's last one."""
    appointments: Integers


@dataclass
class Block:
    """Persons with numbers from ``first`` on, all at once."""

    first: int
    centre: Integers
    gender: Codes
    entry: Floats
    missing: Floats
    participations: Participations

    @property
    def person(self) -> Integers:
        return self.first + np.arange(len(self.centre))


def make_block(
    first: int, count: int, per_centre: int, first_participation: int, calendar: Calendar, rng: np.random.Generator
) -> Block:
    """``count`` persons from number ``first`` on, ``per_centre`` in each centre."""
    start, after = calendar.at(FIRST_DAY) + 15, calendar.at(AFTER_DATA)
    entry = start + (after - start - 5) * rng.beta(1.15, 1.1, count)
    return Block(
        first=first,
        centre=(first + np.arange(count)) // per_centre,
        gender=draw(GENDER_SHARES, count, rng),
        entry=entry,
        missing=rng.gamma(2.0, 0.5, count),
        participations=_participations(entry, first_participation, calendar, rng),
    )


def _paths(entry: Floats, calendar: Calendar, rng: np.random.Generator) -> Codes:
    """Segments by person and step; NOWHERE after the last."""
    onward = np.ones((len(SEGMENTS) + 1, len(SEGMENTS) + 1))
    for code, key in enumerate(SEGMENT_KEYS):
        shares = [WAYS_ON[key].get(other, 0.0) for other in SEGMENT_KEYS]
        onward[code] = np.append(np.cumsum(shares), 1.0)
    onward[NOWHERE, :NOWHERE] = 0.0
    paths = np.full((len(entry), MOST_STEPS), NOWHERE, dtype=np.int8)
    paths[:, 0] = SEGMENT_KEYS.index(INTAKE)
    too_late = entry > calendar.at(BASICS_UNTIL) - 120
    for step in range(1, MOST_STEPS):
        chance = rng.random((len(entry), 1))
        going = (chance >= onward[paths[:, step - 1]]).sum(axis=1).astype(np.int8)
        no_longer = too_late & (going == SEGMENT_KEYS.index(BASICS))
        paths[:, step] = np.where(no_longer, SEGMENT_KEYS.index(REVIEW), going)
    return paths


def _participations(entry: Floats, first_number: int, calendar: Calendar, rng: np.random.Generator) -> Participations:
    paths = _paths(entry, calendar, rng)
    there = paths != NOWHERE
    last = there & ~np.column_stack([there[:, 1:], np.zeros(len(entry), dtype=bool)])
    early = there & (rng.random(paths.shape, dtype=np.float32) < np.where(last, EARLY_IF_LAST, EARLY_ELSE))
    mean, spread = np.array([segment.units for segment in SEGMENTS] + [(0.0, 0.0)]).T
    units = np.clip(mean[paths] + spread[paths] * rng.standard_normal(paths.shape), FEWEST_UNITS, MOST_UNITS)
    units = np.where(early, units * rng.uniform(0.15, 0.9, paths.shape), units)
    appointments = np.maximum(np.round(units * 1.05).astype(np.int64), 1)
    pace = 6 * rng.lognormal(0, 0.2, (len(entry), 1))
    lengths = np.where(there, np.maximum(appointments - 1, 1) * pace, 0.0)
    gaps = np.where(there, 2 + rng.exponential(9, paths.shape), 0.0)
    gaps[:, 0] = 0.0
    ends = entry[:, None] + np.cumsum(lengths + gaps, axis=1)
    known = there & (ends - lengths < calendar.at(AFTER_DATA))
    last_known = known & ~np.column_stack([known[:, 1:], np.zeros(len(entry), dtype=bool)])
    persons = np.nonzero(known)[0]
    return Participations(
        number=first_number + np.arange(len(persons)),
        person=persons,
        segment=paths[known],
        begin=(ends - lengths)[known],
        end=ends[known],
        early=early[known],
        ended=ends[known] < calendar.at(AFTER_DATA),
        last=last_known[known],
        appointments=appointments[known],
    )


def person_rows(block: Block, rng: np.random.Generator) -> Columns:
    years = np.clip(np.round(rng.normal(1976, 10.5, len(block.centre))), 1953, 1999).astype(np.int64)
    return {
        "person_id": keys("p", block.person),
        "centre_id": keys("c", block.centre),
        "gender": words(block.gender, GENDERS),
        "birth_year": where_known(years, rng.random(len(years)) > 0.015),
    }


def participation_rows(block: Block, calendar: Calendar, rng: np.random.Generator) -> Columns:
    made = block.participations
    counsellor = block.centre[made.person] * COUNSELLORS + rng.integers(0, COUNSELLORS, len(made.number))
    early = made.early & made.ended
    return {
        "participation_id": keys("t", made.number),
        "person_id": keys("p", block.person[made.person]),
        "segment_id": words(made.segment, SEGMENT_KEYS),
        "counsellor_id": keys("b", counsellor),
        "started_on": calendar.day(made.begin),
        "ended_on": where_known(calendar.day(made.end), made.ended),
        "ending": words(early.astype(np.int8), ("regular", "early"), made.ended),
        "reason_id": words(draw([reason.among_early for reason in REASONS], len(early), rng), REASON_KEYS, early),
    }


def referral_rows(block: Block, calendar: Calendar, rng: np.random.Generator) -> Columns:
    """One for each person, some weeks before the first day."""
    count = len(block.centre)
    decided: Days = calendar.day(block.entry - rng.uniform(0.2, 3, count))
    return {
        "referral_id": keys("z", block.person),
        "person_id": keys("p", block.person),
        "referred_on": calendar.day(block.entry - rng.uniform(4, 22, count)),
        "result": words(np.zeros(count, dtype=np.int8), ("entered",)),
        "decided_on": decided,
        "initiative": words(draw(INITIATIVE_SHARES, count, rng), INITIATIVES),
        "informed_on": decided,
        "talks_due": where_known(np.zeros(count, dtype=np.int64), np.zeros(count, dtype=bool)),
        "talks_held": where_known(np.zeros(count, dtype=np.int64), np.zeros(count, dtype=bool)),
    }
