"""The appointments of the cohort: when they were, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from perspektiv.example.calendar import SLOTS, Calendar, Days, Floats, Integers
from perspektiv.example.catalogue import CONTACT_LOST, INTAKE, NO_WISH, SEGMENTS
from perspektiv.example.person import Part, Person, Step
from perspektiv.example.targets import AFTER_DATA, LEAVERS_CANCELLED, LEAVERS_MISSED

MINUTES = {"first_contact": 60, "counselling": 75, "closing_talk": 60}
CANCELLED_BY_JOBCOACH = 142
"""Of the 552 cancelled appointments of leavers: closing talks, to which the jobcoach had to come, made up for later."""
BEFORE_FIRST_DAY, AFTER_LAST_DAY, STILL_PLANNED = 4, 3, 3
"""Odd but possible, so that the check has something to say: appointments outside their participation, and forgotten."""
MISSING = {segment.key: segment.missing for segment in SEGMENTS}


@dataclass
class Appointment:
    person: Person
    step: Step
    kind: str
    time: float
    status: str = ""
    """Empty until it is decided what became of it."""
    weight: float = 1.0
    """How likely it was missed, against the average."""

    @cached_property
    def of_leaver(self) -> bool:
        """Whether the report counts it: only participations of those who have left by the end of June."""
        return self.person.has_left and self.step.part is not Part.LATER


@dataclass
class Attendance:
    """All appointments, in the order of their days."""

    appointments: list[Appointment] = field(default_factory=list)
    days: Days = field(default_factory=lambda: np.array([], dtype="datetime64[D]"))
    minutes: Integers = field(default_factory=lambda: np.array([], dtype=np.int64))
    """Beginning, minutes after local midnight."""


def attend(people: list[Person], calendar: Calendar, rng: np.random.Generator) -> Attendance:
    """Make the appointments of all participations and decide each."""
    for person in people:
        person.missing = rng.gamma(2.0, 0.5)
    made = [a for person in people for step in person.steps for a in _of_participation(person, step, rng)]
    made = [a for a in made if a.time < calendar.at(AFTER_DATA)]
    _move_outside(made, rng)
    made.sort(key=lambda appointment: appointment.time)
    days = calendar.day(np.array([a.time for a in made]))
    _cancel_by_jobcoach(made, rng)
    _decide(made, days, rng)
    return Attendance(made, days, SLOTS[_slots(made, days, rng)])


def _of_participation(person: Person, step: Step, rng: np.random.Generator) -> list[Appointment]:
    """From the first day to the last, evenly but for chance, no two on one day; a closing talk ends what ends well."""
    count = step.units + step.excused
    span = (step.end - step.begin) * (0.9 if step.early else 1.0)
    times = _times(step.begin, span, count, rng)
    made = [Appointment(person, step, "counselling", float(time)) for time in times]
    for appointment in made:
        appointment.weight = person.missing * MISSING[step.segment] * rng.lognormal(0, 0.3)
    if not step.early:
        made[-1].kind, made[-1].status = "closing_talk", "held"
    if step.segment == INTAKE and count > 3:
        for talk in made[: 1 + int(rng.random() < 0.4)]:
            talk.kind = "first_contact"
        made[0].status = "held"
    if step.early and count > 2 and step.reason in (CONTACT_LOST, NO_WISH):
        made[-1].weight += 6
    for position in 1 + rng.permutation(max(count - 2, 0))[: step.excused]:
        made[position].status = "excused"
    return made


def _times(begin: float, span: float, count: int, rng: np.random.Generator) -> Floats:
    if count == 1:
        return np.array([begin])
    spacing = span / (count - 1)
    play = max((spacing - 1.05) / 2, 0.0) * 0.9
    times: Floats = begin + spacing * np.arange(count, dtype=np.float64)
    times[1:-1] += rng.uniform(-play, play, count - 2)
    return times


def _move_outside(made: list[Appointment], rng: np.random.Generator) -> None:
    """A few first talks lie before the first day, a few closing talks after the last."""
    early = [a for a in made if a.step.segment == INTAKE and a.time == a.step.begin and a.step.part is Part.BEFORE]
    for chosen in rng.choice(len(early), BEFORE_FIRST_DAY, replace=False):
        early[chosen].time -= rng.uniform(3, 8)
    late = [a for a in made if a.kind == "closing_talk" and a.step is a.person.steps[-1] and a.step.part is Part.BEFORE]
    for chosen in rng.choice(len(late), AFTER_LAST_DAY, replace=False):
        late[chosen].time += rng.uniform(1.1, 4)


def _cancel_by_jobcoach(made: list[Appointment], rng: np.random.Generator) -> None:
    """Some closing talks were cancelled by the jobcoach and made up for by the last appointment."""
    closing = {id(a.step) for a in made if a.kind == "closing_talk"}
    last_but_one = {id(a.step): a for a in made if not a.status and id(a.step) in closing}
    ready = [a for a in last_but_one.values() if a.kind == "counselling"]
    of_leavers, of_others = ([a for a in ready if a.of_leaver == leaver] for leaver in (True, False))
    for group, count in ((of_leavers, CANCELLED_BY_JOBCOACH), (of_others, len(of_others) // 12)):
        for chosen in rng.choice(len(group), count, replace=False):
            group[chosen].kind, group[chosen].status = "closing_talk", "cancelled_by_jobcoach"


def _decide(made: list[Appointment], days: Days, rng: np.random.Generator) -> None:
    """What became of each appointment: exact sums for those who have left, about the same rates for all others."""
    of_leaver = np.array([a.of_leaver for a in made])
    _leave_planned([a for a in made if not a.of_leaver and not a.status], rng)
    due = np.array([a.status not in ("excused", "planned") for a in made])
    others = int(np.sum(due & ~of_leaver))
    _decide_group(made, days, due & of_leaver, LEAVERS_MISSED, LEAVERS_CANCELLED, rng)
    _decide_group(made, days, due & ~of_leaver, round(0.21 * others), round(0.055 * others), rng)
    for appointment in made:
        appointment.status = appointment.status or "held"


def _decide_group(
    made: list[Appointment],
    days: Days,
    group: npt.NDArray[np.bool_],
    missed: int,
    cancelled: int,
    rng: np.random.Generator,
) -> None:
    """So many missed and cancelled: nearly evenly over the quarters, very unevenly over the persons."""
    quarters = days.astype("datetime64[M]").astype(np.int64) // 3
    undecided = np.array([a.status == "" for a in made])
    for quarter, count in _by_quarter(quarters[group], missed):
        _mark(made, np.flatnonzero(group & undecided & (quarters == quarter)), count, "no_show", rng)
    by_jobcoach = sum(made[n].status == "cancelled_by_jobcoach" for n in np.flatnonzero(group))
    still = np.array([a.status == "" for a in made])
    _mark(made, np.flatnonzero(group & still), cancelled - by_jobcoach, "cancelled_by_centre", rng)


def _leave_planned(ready: list[Appointment], rng: np.random.Generator) -> None:
    for chosen in rng.choice(len(ready), STILL_PLANNED, replace=False):
        ready[chosen].status = "planned"


def _by_quarter(quarters: Integers, total: int) -> list[tuple[int, int]]:
    """Share a total among quarters by their appointments, a tenth more in winter; quarters count from 1970."""
    values, sizes = np.unique(quarters, return_counts=True)
    season = np.array([1.10, 0.97, 0.92, 1.03])[values % 4] * (1 + 0.06 * np.sin(values / 2.3))
    shares = sizes * season
    exact = np.cumsum(shares) / shares.sum() * total
    counts = np.diff(np.concatenate([[0], np.round(exact).astype(np.int64)]))
    return [(int(value), int(count)) for value, count in zip(values, counts, strict=True)]


def _mark(made: list[Appointment], ready: Integers, count: int, status: str, rng: np.random.Generator) -> None:
    """Give a status to that many appointments, the likelier the greater their weight."""
    weights = np.array([made[n].weight if status == "no_show" else 1.0 for n in ready])
    first = ready[np.argsort(rng.exponential(1, len(ready)) / weights)][:count]
    for position in first:
        made[position].status = status


def _slots(made: list[Appointment], days: Days, rng: np.random.Generator) -> Integers:
    """A slot of the day for each appointment, so that no counsellor has two at the same time."""
    _, who = np.unique([a.step.counsellor for a in made], return_inverse=True)
    key = who * 100_000 + days.astype(np.int64)
    order = np.argsort(key, kind="stable")
    _, first, sizes = np.unique(key[order], return_index=True, return_counts=True)
    rank = np.empty(len(made), dtype=np.int64)
    rank[order] = np.arange(len(made)) - np.repeat(first, sizes)
    preferred = rng.integers(0, len(SLOTS), 100_000)
    slots: Integers = (preferred[key % 100_000] + who + rank) % len(SLOTS)
    return slots
