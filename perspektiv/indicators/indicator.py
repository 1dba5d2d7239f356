"""An indicator: what it counts, out of what, when, and what a reader must know. Definitions: the data contract."""

from dataclasses import dataclass
from typing import Literal

from perspektiv.indicators.family import DIMENSIONS, QUALITY, QUALITY_ITEMS, Family
from perspektiv.language import Text

Unit = Literal["count", "share", "units", "days", "eur", "hours", "fte"]
Interval = Literal["wilson", "clustered", "standard error"]
Counted = Literal[
    "persons",
    "participations",
    "appointments",
    "reminders",
    "ways in",
    "slots",
    "responses",
    "items",
    "comparisons",
    "money",
    "hours",
]


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """What is not known about some of those counted: as if all of them had answered worst, or best.

    Either ``unknown``, a measure of those whose answer is unknown, or ``asked``, the measure of everybody asked.
    """

    unknown: str = ""
    asked: tuple[Family, str] | None = None


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One indicator. ``numerator`` and ``denominator`` are measures of ``family``; a count has no denominator."""

    name: str
    title: Text
    counts: Text
    counted: Counted
    formula: Text
    dated_by: Text
    excluded: Text
    paragraph: Text
    unit: Unit
    family: Family
    numerator: str
    denominator: str = ""
    out_of: Family | None = None
    """The family of the denominator, where it is another."""
    per: int = 0
    """A fixed denominator, such as the hours of a full-time position."""
    persons: bool = False
    """Whether persons with the measure are counted, not the measure."""
    interval: Interval | None = None
    bounds: Bounds | None = None
    matures: bool = False
    """Whether it needs six months after each exit."""

    @property
    def dimensions(self) -> frozenset[str]:
        """The breakdowns it can have."""
        return self.family.dimensions & self.out_of.dimensions if self.out_of else self.family.dimensions

    @property
    def breakdowns(self) -> list[str]:
        """The same, in order."""
        return [dimension for dimension in DIMENSIONS if dimension in self.dimensions]

    @property
    def families(self) -> frozenset[Family]:
        """Every family that is needed to compute it."""
        asked = self.bounds.asked if self.bounds else None
        also = [self.out_of] if self.out_of else []
        if asked:
            also.append(asked[0])
        if self.family is QUALITY_ITEMS:
            also.append(QUALITY)
        return frozenset({self.family, *also})
