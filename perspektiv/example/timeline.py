"""When participations begin and end, in busy days.

The days on which the report counts (end of October 2018, of January 2019 and of June 2019) decide; between them, paths
are laid out with the usual pauses. Most counsellors' contracts run from February to January, so that each year most
participations have ended by the end of January and the next begin in February: that is why so many persons are between
two segments on that day.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from perspektiv.example.calendar import Calendar
from perspektiv.example.catalogue import BASICS, BASICS_UNTIL, INTAKE, REVIEW
from perspektiv.example.person import Part, Person, Step
from perspektiv.example.targets import (
    AFTER_EXITS,
    AFTER_EXTENT,
    AFTER_SURVEYS,
    FIRST_EXIT,
    SURVEYED_ENDINGS,
)

ENTRIES = (
    # Entries of the 435 who have left for good, by quarter: the centre began slowly; those under way follow on.
    (2015, (17, 22, 24, 30)),
    (2016, (34, 33, 29, 38)),
    (2017, (37, 35, 27, 35)),
    (2018, (37, 29, 8, 0)),
)
TURNS_OF_CONTRACTS = ("2016-02-01", "2017-02-01", "2018-02-01")
KEEPS_TO_THE_TURN = 0.7
DAYS_BETWEEN_APPOINTMENTS = 6.0


class Timeline:
    """Lays the participations of all people onto the calendar."""

    def __init__(self, calendar: Calendar, rng: np.random.Generator) -> None:
        self._calendar = calendar
        self._rng = rng
        self._january = calendar.at(AFTER_EXITS)
        self._june = calendar.at(AFTER_EXTENT)

    def lay(self, people: list[Person]) -> None:
        for person in people:
            self._draw_lengths(person)
        gone = [p for p in people if all(s.part is Part.BEFORE for s in p.steps)]
        self._lay_gone(gone)
        self._meet_surveyed_endings(people, gone)
        for person in people:
            if person.part(Part.ACROSS) or person.part(Part.AFTER):
                self._lay_under_way(person)
            self._lay_later(person)

    def _draw_lengths(self, person: Person) -> None:
        pace = DAYS_BETWEEN_APPOINTMENTS * self._rng.lognormal(0, 0.2)
        for step in person.steps:
            appointments = step.units + step.excused
            step.length = max(max(appointments - 1, 1) * pace * self._rng.uniform(0.9, 1.1), step.shortest)
            step.gap = 2 + self._rng.exponential(9)
        for before, step in pairwise(person.steps):
            if step.segment == INTAKE:
                step.gap = self._rng.uniform(60, 200)
            elif step.segment == REVIEW == before.segment:
                step.gap = self._rng.uniform(25, 90)
        person.steps[0].gap = 0.0

    # -- those who have left for good ------------------------------------------------------------------------------

    def _lay_gone(self, gone: list[Person]) -> None:
        """Longer paths begin earlier, so that all have ended by January; basics was given up in between."""
        waiting = [(self._latest_entry(gone[n]), gone[n]) for n in self._rng.permutation(len(gone))]
        for entry in sorted(self._entries(), reverse=True):
            fitting = next(n for n, (latest, _) in enumerate(waiting) if latest >= entry)
            self._lay_on(waiting.pop(fitting)[1].steps, entry)
        for person in gone:
            end = max(step.end for step in person.steps)
            first_exit = self._calendar.at(FIRST_EXIT)
            if end < first_exit and not person.left_at_once:
                self._lay_on(person.steps, person.steps[0].begin + first_exit - end + self._rng.uniform(1, 15))

    def _entries(self) -> list[float]:
        entries: list[float] = []
        for year, quarters in ENTRIES:
            for quarter, count in enumerate(quarters):
                first = self._calendar.at(f"{year}-{3 * quarter + 1:02}-01")
                after = self._calendar.at(f"{year}-{3 * quarter + 4:02}-01" if quarter < 3 else f"{year + 1}-01-01")
                entries.extend(self._rng.uniform(first, after, count))
        return entries

    def _latest_entry(self, person: Person) -> float:
        total = sum(step.gap + step.length for step in person.steps)
        latest = self._january - 1.1 * total - 20 * len(person.steps)
        if any(step.segment == BASICS for step in person.steps):
            latest = min(latest, self._calendar.at(BASICS_UNTIL) - 200)
        return min(latest, self._calendar.at("2015-03-01")) if person.left_at_once else latest

    def _lay_on(self, steps: list[Step], begin: float) -> None:
        """Lay steps one after the other from ``begin``, most of them clear of the turn of the contracts."""
        for before, step in zip([None, *steps], steps, strict=False):
            if before is not None:
                begin = before.begin + 3 if step.parallel else max(s.end for s in steps[: steps.index(step)]) + step.gap
            step.move(begin)
            self._keep_to_turn(step)

    def _keep_to_turn(self, step: Step) -> None:
        for turn in map(self._calendar.at, TURNS_OF_CONTRACTS):
            if step.begin < turn < step.end and self._rng.random() < KEEPS_TO_THE_TURN:
                before = (turn - step.begin) * self._rng.uniform(0.75, 0.98)
                if before > max(0.5 * step.length, step.shortest):
                    step.end = step.begin + before
                else:
                    step.move(turn + self._rng.uniform(0.5, 15))

    def _meet_surveyed_endings(self, people: list[Person], gone: list[Person]) -> None:
        """Move the ends that lie nearest to the end of October 2018 across it, until the report's count is met."""
        cut = self._calendar.at(AFTER_SURVEYS)
        for person in people:
            if person not in gone and person.part(Part.BEFORE):
                self._lay_before(person)
        ends = [s for p in people for s in p.part(Part.BEFORE) if not s.early and s.segment != BASICS]
        surplus = sum(step.end < cut for step in ends) - SURVEYED_ENDINGS
        movable = [p.steps[-1] for p in gone if p.steps[-1] in ends]
        nearest = sorted((s for s in movable if (s.end < cut) == (surplus > 0)), key=lambda s: abs(s.end - cut))
        for step in nearest[: abs(surplus)]:
            step.end = cut + self._rng.uniform(0.1, 6) * (1 if surplus > 0 else -1)

    # -- those under way -------------------------------------------------------------------------------------------

    def _lay_before(self, person: Person) -> None:
        """Steps up to January, laid backwards from a pause, or from a step that lies across it."""
        before, across = person.part(Part.BEFORE), person.part(Part.ACROSS)
        end = self._january - self._rng.uniform(0.5, 36)
        if across:
            across[0].move(self._january - self._rng.uniform(0.2, 0.8) * across[0].length)
            end = across[0].begin - across[0].gap
        for step in reversed(before):
            step.move(end - step.length)
            end = step.begin - step.gap

    def _lay_under_way(self, person: Person) -> None:
        if not person.part(Part.BEFORE):
            self._lay_before(person)
        across, after = person.part(Part.ACROSS), person.part(Part.AFTER)
        floor = across[0].end + 2 if across else self._january + self._rng.uniform(0.5, 18)
        if not after:
            return
        *ended, last = after
        if last.open_in_june:
            last.move(max(self._june - self._rng.uniform(0.1, 0.9) * last.length, floor))
            self._fit(ended, floor, last.begin - 2)
        else:
            self._fit(after, floor, self._june - 0.5)

    def _fit(self, steps: list[Step], first: float, last: float) -> None:
        """Lay steps between two times: later by chance where there is room, closer together where there is none."""
        total = sum(step.length + step.gap for step in steps)
        if total > last - first:
            for step in steps:
                step.length *= (last - first) / total
                step.gap *= (last - first) / total
        else:
            first += self._rng.uniform(0, last - first - total)
        for step in steps:
            step.move(first + step.gap)
            first = step.end

    def _lay_later(self, person: Person) -> None:
        """Steps that begin after June; newcomers come in at any time from July on."""
        later = person.part(Part.LATER)
        begin = max([self._june, *(step.end for step in person.counted)])
        begin += self._rng.uniform(1, 60) if not person.counted else 0.0
        for step in later:
            step.move(begin + step.gap)
            begin = step.end
