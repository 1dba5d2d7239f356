"""The period of a figure, and the calendar units it falls into."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from perspektiv.errors import Refused
from perspektiv.language import Text

GRAINS = ("year", "quarter", "month")
MONTHS = {"year": 12, "quarter": 3, "month": 1}
"""Months in one unit of each grain. Units are numbered on from year 0: month index = 12 · year + month − 1."""
FIRST_YEAR, LAST_YEAR = 1950, 2100
OUT_OF_REACH = Text(
    "{day} liegt außerhalb der Jahre {first} bis {last}, für die sich Zahlen berechnen lassen.",
    "{day} lies outside the years {first} to {last}, for which figures can be computed.",
)


@dataclass(frozen=True)
class Period:
    """Days from ``from_`` to ``to``, both included. Refused if they are the wrong way round."""

    from_: date
    to: date

    def __post_init__(self) -> None:
        for day in (self.from_, self.to):
            if not FIRST_YEAR <= day.year <= LAST_YEAR:
                raise Refused(OUT_OF_REACH, day=day, first=FIRST_YEAR, last=LAST_YEAR)
        if self.from_ > self.to:
            raise Refused(
                Text(
                    "Der Zeitraum beginnt am {a} und endet schon am {b}. Bitte den früheren Tag zuerst nennen.",
                    "The period starts on {a} and ends on {b}, before it. Please name the earlier day first.",
                ),
                a=self.from_,
                b=self.to,
            )

    @cached_property
    def whole_years(self) -> bool:
        """Whether the period is made of whole calendar years, as money figures need it."""
        return (self.from_.month, self.from_.day) == (1, 1) and (self.to.month, self.to.day) == (12, 31)

    def units(self, grain: str) -> Iterator["Unit"]:
        """The years, quarters or months that the period touches, in order."""
        first, last = (_month_index(day) // MONTHS[grain] for day in (self.from_, self.to))
        for number in range(first, last + 1):
            yield Unit(grain, number)

    def cuts(self, unit: "Unit") -> bool:
        """Whether a part of the unit lies outside the period."""
        return unit.first < self.from_ or unit.last > self.to


@dataclass(frozen=True)
class Unit:
    """One year, quarter or month."""

    grain: str
    number: int

    def __str__(self) -> str:
        year, month = divmod(self.number * MONTHS[self.grain], 12)
        part = {"year": "", "quarter": f"-Q{month // 3 + 1}", "month": f"-{month + 1:02}"}
        return f"{year:04}{part[self.grain]}"

    @classmethod
    def named(cls, name: str) -> "Unit":
        """The unit that ``str`` writes so: ``2015``, ``2015-Q1`` or ``2015-01``."""
        year, _, part = name.partition("-")
        if not part:
            return cls("year", int(year))
        grain, number = ("quarter", int(part[1:])) if part.startswith("Q") else ("month", int(part))
        return cls(grain, int(year) * 12 // MONTHS[grain] + number - 1)

    def within(self, grain: str) -> "Unit":
        """The coarser unit that this one lies in, or itself."""
        return Unit(grain, self.number * MONTHS[self.grain] // MONTHS[grain])

    @property
    def first(self) -> date:
        year, month = divmod(self.number * MONTHS[self.grain], 12)
        return date(year, month + 1, 1)

    @property
    def last(self) -> date:
        year, month = divmod((self.number + 1) * MONTHS[self.grain] - 1, 12)
        return date(year, month + 1, monthrange(year, month + 1)[1])


def months_after(day: date, months: int) -> date:
    """The same day number some months on, clamped to the end of that month: 31 August + 6 = 28 or 29 February."""
    year, month = divmod(_month_index(day) + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _month_index(day: date) -> int:
    return day.year * 12 + day.month - 1
