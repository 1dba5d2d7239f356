"""A made-up person and her participations, while they are being made."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from perspektiv.example.catalogue import INTAKE


class Part(Enum):
    """Where a participation lies to the two days that the figures look at (31 January and 30 June 2019)."""

    BEFORE = "ended by the end of January"
    ACROSS = "open on 31 January"
    AFTER = "started after January"
    LATER = "started after June, which no published figure sees"


@dataclass(eq=False)
class Step:
    """A participation. Times are busy days of the calendar; units are due appointments."""

    segment: str
    part: Part = Part.BEFORE
    open_in_june: bool = False
    early: bool = False
    reason: str | None = None
    units: int = 0
    excused: int = 0
    length: float = 0.0
    gap: float = 0.0
    """Pause before it."""
    begin: float = 0.0
    end: float = 0.0
    parallel: bool = False
    """Runs beside the step before it."""
    counsellor: str = ""
    key: str = ""

    @property
    def shortest(self) -> float:
        """Busy days within which its appointments still lie on days of their own."""
        return 1.1 * max(self.units + self.excused - 1, 1)

    def move(self, begin: float) -> None:
        self.begin, self.end = begin, begin + self.length


@dataclass(eq=False)
class Person:
    gender: str
    steps: list[Step] = field(default_factory=list)
    left_at_once: bool = False
    """Left before the first day from which exits are counted."""
    missing: float = 1.0
    """How often this person misses appointments, against the average of 1."""
    key: str = ""

    def part(self, part: Part) -> list[Step]:
        return [step for step in self.steps if step.part is part]

    @property
    def counted(self) -> list[Step]:
        """The steps that had begun by the end of June."""
        return [step for step in self.steps if step.part is not Part.LATER]

    @property
    def has_left(self) -> bool:
        """Whether nothing is open at the end of June."""
        return bool(self.counted) and not any(step.open_in_june for step in self.counted)

    @property
    def exit_time(self) -> float | None:
        """The busy time of the exit as of the end of January; None where something was open or nothing begun."""
        if not self.part(Part.BEFORE) or self.part(Part.ACROSS):
            return None
        return max(step.end for step in self.part(Part.BEFORE))

    def repeats(self, step: Step) -> bool:
        """Whether the next step is of the same segment, or begins anew with an intake."""
        following = self.steps[self.steps.index(step) + 1 :]
        return bool(following) and following[0].segment in (step.segment, INTAKE)
