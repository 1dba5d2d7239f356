"""Many appointments at once: when they were, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from perspektiv.example.attendance import MINUTES
from perspektiv.example.calendar import SLOTS, Calendar, Days, Integers
from perspektiv.example.catalogue import INTAKE, SEGMENTS
from perspektiv.example.rows import Columns
from perspektiv.example.scaled.columns import Codes, keys, words
from perspektiv.example.scaled.people import SEGMENT_KEYS, Block
from perspektiv.example.targets import AFTER_DATA

KINDS = ("first_contact", "counselling", "closing_talk")
FIRST_CONTACT, COUNSELLING, CLOSING_TALK = range(3)
STATUSES = ("held", "no_show", "cancelled_by_centre", "cancelled_by_jobcoach", "excused")
HELD, NO_SHOW, BY_CENTRE, BY_JOBCOACH, EXCUSED = range(5)
SHARE_EXCUSED, SHARE_BY_CENTRE, SHARE_MISSED, SHARE_CLOSING_BY_JOBCOACH = 0.05, 0.045, 0.235, 0.1
"""Shares of all; that of missed appointments varies with the person and the segment, and is higher in winter."""


@dataclass
class Attendance:
    """Appointments in the order of their participations and days."""

    participation: Integers
    """Position of the participation in the block."""
    kind: Codes
    day: Days
    status: Codes

    @property
    def held(self) -> npt.NDArray[np.bool_]:
        return np.asarray(self.status == HELD)


def attend(block: Block, calendar: Calendar, rng: np.random.Generator) -> Attendance:
    made = block.participations
    count = made.appointments
    participation = np.repeat(np.arange(len(count)), count)
    position = np.arange(len(participation)) - np.repeat(np.cumsum(count) - count, count)
    from_end = count[participation] - 1 - position
    spacing = (made.end - made.begin) * np.where(made.early, 0.9, 1.0) / np.maximum(count - 1, 1)
    play = 0.45 * np.maximum(spacing - 1.05, 0)[participation] * (rng.random(len(participation)) - 0.5)
    inner = (position > 0) & (from_end > 0)
    time = made.begin[participation] + spacing[participation] * position + np.where(inner, play, 0.0)
    kind = _kinds(block, participation, position, from_end)
    status = _statuses(block, participation, kind, from_end, time, rng)
    kind[status == BY_JOBCOACH] = CLOSING_TALK
    known = time < calendar.at(AFTER_DATA)
    return Attendance(participation[known], kind[known], calendar.day(time[known]), status[known])


def _kinds(block: Block, participation: Integers, position: Integers, from_end: Integers) -> Codes:
    made = block.participations
    kind = np.full(len(participation), COUNSELLING, dtype=np.int8)
    intake = made.segment == SEGMENT_KEYS.index(INTAKE)
    kind[(position == 0) & intake[participation]] = FIRST_CONTACT
    kind[(from_end == 0) & ~made.early[participation]] = CLOSING_TALK
    return kind


def _statuses(
    block: Block,
    participation: Integers,
    kind: Codes,
    from_end: Integers,
    time: npt.NDArray[np.float64],
    rng: np.random.Generator,
) -> Codes:
    """A closing talk at the end is held; the talk before it may be one that the jobcoach cancelled."""
    made = block.participations
    of_segment = np.array([segment.missing for segment in SEGMENTS])
    share = SHARE_MISSED * block.missing[made.person] * of_segment[made.segment]
    season = 1 + 0.08 * np.cos(2 * np.pi * (time - time.min()) / 215)  # a year has about 215 busy days
    missed = np.clip(share[participation] * season, 0.01, 0.8)
    chance = rng.random(len(participation))
    status = np.full(len(participation), HELD, dtype=np.int8)
    status[chance < missed] = NO_SHOW
    status[chance > 1 - SHARE_BY_CENTRE] = BY_CENTRE
    status[(chance > 0.5) & (chance < 0.5 + SHARE_EXCUSED) & (status == HELD)] = EXCUSED
    may_be_closing = (from_end == 1) & (kind == COUNSELLING) & ~made.early[participation]
    status[may_be_closing & (rng.random(len(participation)) < SHARE_CLOSING_BY_JOBCOACH)] = BY_JOBCOACH
    status[kind != COUNSELLING] = HELD
    return status


def appointment_rows(
    attendance: Attendance, first: int, block: Block, calendar: Calendar, rng: np.random.Generator
) -> Columns:
    count = len(attendance.kind)
    beginning = SLOTS[rng.integers(0, len(SLOTS), count, dtype=np.int8)]
    return {
        "appointment_id": keys("a", first + np.arange(count)),
        "participation_id": keys("t", block.participations.number[attendance.participation]),
        "kind": words(attendance.kind, KINDS),
        "starts_at": calendar.instant(attendance.day, beginning),
        "minutes": np.array([MINUTES[kind] for kind in KINDS])[attendance.kind],
        "status": words(attendance.status, STATUSES),
    }
