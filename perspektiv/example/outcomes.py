"""What came after: job starts, further measures, and what was asked about them.

Of the 501 persons who have left as of 31 January 2019, 132 started insured work within six months, 247 a further
measure. All other starts keep out of these windows: before the exit, uninsured, or too late.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from perspektiv.example.calendar import Calendar
from perspektiv.example.catalogue import COACHING, MARK, MEASURES, QUALIFICATION, WORK
from perspektiv.example.person import Part, Person, Step
from perspektiv.example.rows import Columns, numbered
from perspektiv.example.targets import (
    AFTER_EXITS,
    DATA_AS_OF,
    FIRST_EXIT,
    FOLLOW_ON_IN_TIME,
    JOB_STARTS_IN_TIME,
)

Day = np.datetime64

NEVER, LAST = Day("NaT", "D"), Day(DATA_AS_OF)
LATEST_START_DAYS = 174
"""Six months have at least 181 days after the first; a start that falls on a holiday moves on by a few."""
AFTER_WINDOW, TOO_LATE = np.timedelta64(185, "D"), np.timedelta64(60, "D")
"""Six months have at most 184 days."""
STARTS_TOO_LATE, STARTS_UNINSURED, STARTS_BEFORE = 26, 31, 19
SOURCES, SOURCE_SHARES = ("Telefon", "Brief", "Jobcoach"), (0.6, 0.25, 0.15)
ANSWERS = ("yes", "no", "unknown", "refused", "")
IF_YES, IF_NO = (0.93, 0.0, 0.03, 0.01, 0.03), (0.0, 0.73, 0.15, 0.04, 0.08)
"""How often each answer is given; the last stands for those whom nobody asked."""


@dataclass
class JobStart:
    person: Person
    day: Day
    insured: bool = True
    last_day: Day = NEVER


@dataclass
class Outcomes:
    jobs: list[JobStart] = field(default_factory=list)
    measures: list[tuple[Person, Day]] = field(default_factory=list)
    follow_ups: list[tuple[Person, Day, str, str]] = field(default_factory=list)
    """Person, day, about what (job, measure), answer."""


class OutcomeMaker:
    """Decides, person by person, what came after the exit."""

    def __init__(self, people: list[Person], calendar: Calendar, rng: np.random.Generator) -> None:
        self._people = people
        self._calendar = calendar
        self._rng = rng
        self._outcomes = Outcomes()

    def make(self) -> Outcomes:
        """Job starts, measures and follow-ups of all people."""
        exits = self._exits()
        self._start_before_coaching(exits)
        in_time = self._who_starts_in_time(exits)
        for person in in_time:
            self._start_work(person, exits[person])
        on = self._who_goes_on(exits)
        self._outcomes.measures += [(person, self._soon(exits[person])) for person in on]
        recent = self._leave_recently(exits)
        self._start_otherwise({p: day for p, day in exits.items() if p not in recent})
        self._ask(exits)
        self._ask(recent)
        return self._end_some_jobs()

    def _exits(self) -> dict[Person, Day]:
        """The 501 who have left as of the end of January, each with the exit day."""
        first, after = self._calendar.at(FIRST_EXIT), self._calendar.at(AFTER_EXITS)
        times = {p: time for p in self._people if (time := p.exit_time) is not None and first <= time < after}
        return dict(zip(times, self._calendar.day(np.array(list(times.values()))), strict=True))

    def _soon(self, day: Day, latest: int = LATEST_START_DAYS) -> Day:
        """A working day in the months after another: sooner rather than later."""
        return self._working(day + np.timedelta64(int(latest * self._rng.beta(1.1, 2.2)), "D"))

    def _working(self, day: Day) -> Day:
        """That day, or the first working day after it."""
        return self._day(self._calendar.at(str(day)))

    def _start_before_coaching(self, exits: dict[Person, Day]) -> None:
        """Coaching begins with a job that started shortly before; who came back for it started in time."""
        for person, step in self._steps(COACHING):
            if step.part is Part.BEFORE or person not in exits:
                self._outcomes.jobs.append(JobStart(person, self._day(step.begin - self._rng.uniform(1, 7))))

    def _who_starts_in_time(self, exits: dict[Person, Day]) -> list[Person]:
        """Those who ended early for work, or came back to be coached; the others by chance, by gender as reported."""
        coached = {p for p, s in self._steps(COACHING) if s.part is Part.AFTER and p in exits}
        for_work = {p for p in exits if p.part(Part.BEFORE)[-1].reason == WORK}
        had_work = {job.person for job in self._outcomes.jobs}
        chosen: list[Person] = []
        for gender, count in JOB_STARTS_IN_TIME.items():
            sure = [p for p in exits if p.gender == gender and p in coached | for_work]
            others = [p for p in exits if p.gender == gender and p not in coached | for_work | had_work]
            weights = np.array([0.3 if len(p.steps) == 1 or p.part(Part.AFTER) else 1.0 for p in others])
            drawn = self._rng.choice(len(others), count - len(sure), replace=False, p=weights / weights.sum())
            chosen += sure + [others[n] for n in sorted(drawn)]
        return chosen

    def _start_work(self, person: Person, left: Day) -> None:
        """Within six months: at once if work ended the path, before the coaching of those who came back for it."""
        coaching = [step for step in person.part(Part.AFTER) if step.segment == COACHING]
        day = self._soon(left)
        if coaching:
            day = min(max(self._day(coaching[0].begin - 2), left), self._working(left + np.timedelta64(150, "D")))
        elif person.part(Part.BEFORE)[-1].reason == WORK:
            day = self._soon(left, latest=14)
        self._outcomes.jobs.append(JobStart(person, day))

    def _who_goes_on(self, exits: dict[Person, Day]) -> list[Person]:
        qualified = [p for p in exits if p.part(Part.BEFORE)[-1].reason == QUALIFICATION]
        others = [p for p in exits if p not in qualified]
        working = {job.person for job in self._outcomes.jobs}
        weights = np.array([0.55 if p in working else 1.0 for p in others])
        drawn = self._rng.choice(
            len(others), FOLLOW_ON_IN_TIME - len(qualified), replace=False, p=weights / weights.sum()
        )
        return qualified + [others[n] for n in sorted(drawn)]

    def _leave_recently(self, exits: dict[Person, Day]) -> dict[Person, Day]:
        """Those who left after January, with their exit day; what followed keeps out of an earlier exit's window."""
        recent = {}
        for person in self._people:
            if not person.has_left or not person.part(Part.AFTER) + person.part(Part.ACROSS):
                continue
            left = recent[person] = self._day(max(step.end for step in person.counted))
            closed = exits[person] + AFTER_WINDOW if person in exits else left
            for_work = person.counted[-1].reason == WORK
            start = max(self._soon(left, latest=14) if for_work else self._soon(left), self._working(closed))
            further = max(self._soon(left), self._working(closed))
            works = person in {job.person for job in self._outcomes.jobs}
            if not works and start <= LAST and (for_work or self._rng.random() < 0.27):
                self._outcomes.jobs.append(JobStart(person, start))
            if further <= LAST and self._rng.random() < 0.48:
                self._outcomes.measures.append((person, further))
        return recent

    def _start_otherwise(self, exits: dict[Person, Day]) -> None:
        """Starts that do not count: too late, uninsured, or while still counselled."""
        working = {job.person for job in self._outcomes.jobs}
        others = [p for p in exits if p not in working and exits[p] + AFTER_WINDOW + TOO_LATE < LAST]
        chosen = self._rng.choice(len(others), STARTS_TOO_LATE + STARTS_UNINSURED + STARTS_BEFORE, replace=False)
        for number, position in enumerate(chosen):
            person = others[position]
            if number < STARTS_TOO_LATE:
                day = exits[person] + AFTER_WINDOW + np.timedelta64(int(self._rng.integers(0, 60)), "D")
                self._outcomes.jobs.append(JobStart(person, self._working(day)))
            elif number < STARTS_TOO_LATE + STARTS_UNINSURED:
                self._outcomes.jobs.append(JobStart(person, self._soon(exits[person]), insured=False))
            else:
                last = person.part(Part.BEFORE)[-1]
                day = self._day(self._rng.uniform(last.begin + 1, last.end - 1))
                self._outcomes.jobs.append(JobStart(person, day))

    def _ask(self, exits: dict[Person, Day]) -> None:
        """Everyone is asked when six months are over; not all are reached, and not all want to say."""
        started = {
            "job": {(job.person, job.day) for job in self._outcomes.jobs if job.insured},
            "measure": set(self._outcomes.measures),
        }
        for person, left in exits.items():
            asked = self._working(left + AFTER_WINDOW + np.timedelta64(int(self._rng.integers(0, 26)), "D"))
            if asked > LAST:
                continue
            for about, starts in started.items():
                yes = any(who is person and left <= day < left + AFTER_WINDOW for who, day in starts)
                answer = str(self._rng.choice(ANSWERS, p=IF_YES if yes else IF_NO))
                if answer:
                    self._outcomes.follow_ups.append((person, asked, about, answer))

    def _end_some_jobs(self) -> Outcomes:
        for job in self._outcomes.jobs:
            last_day = job.day + np.timedelta64(int(self._rng.integers(20, 400)), "D")
            if self._rng.random() < 0.35 and last_day <= LAST:
                job.last_day = last_day
        return self._outcomes

    def _steps(self, segment: str) -> list[tuple[Person, Step]]:
        return [(p, s) for p in self._people for s in p.counted if s.segment == segment]

    def _day(self, time: float) -> Day:
        day: Day = self._calendar.day(np.array([time]))[0]
        return day


def job_starts(outcomes: Outcomes) -> Columns:
    jobs = sorted(outcomes.jobs, key=lambda job: job.day)
    return {
        "job_start_id": numbered(f"{MARK}-j", len(jobs), 4),
        "person_id": [job.person.key for job in jobs],
        "started_on": np.array([job.day for job in jobs]),
        "insured": [job.insured for job in jobs],
        "ended_on": np.array([job.last_day for job in jobs]),
    }


def follow_on_measures(outcomes: Outcomes, rng: np.random.Generator) -> Columns:
    measures = sorted(outcomes.measures, key=lambda measure: measure[1])
    return {
        "measure_id": numbered(f"{MARK}-m", len(measures), 4),
        "person_id": [person.key for person, _ in measures],
        "started_on": np.array([day for _, day in measures]),
        "kind": rng.choice(MEASURES, len(measures)).tolist(),
    }


def follow_ups(outcomes: Outcomes, rng: np.random.Generator) -> Columns:
    asked = sorted(outcomes.follow_ups, key=lambda follow_up: follow_up[1])
    return {
        "follow_up_id": numbered(f"{MARK}-n", len(asked), 4),
        "person_id": [person.key for person, *_ in asked],
        "asked_on": np.array([day for _, day, _, _ in asked]),
        "about": [about for *_, about, _ in asked],
        "answer": [answer for *_, answer in asked],
        "source": rng.choice(SOURCES, len(asked), p=SOURCE_SHARES).tolist(),
    }
