"""A question put to a package: its period and its categories, and the sums that answer it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from perspektiv.indicators.categories import Categories, Key, Merge, bring_categories
from perspektiv.indicators.counting import Breakdown, statement, sums, told_apart
from perspektiv.indicators.family import Family
from perspektiv.indicators.period import MONTHS, Period
from perspektiv.package import Package
from perspektiv.schema import KNOWN

Row = Mapping[str, Any]
Counted = Mapping[Key, Sequence[Row]]
"""The counted rows of one breakdown by their key; several only where the items of a questionnaire stay apart."""

KEPT = ("person", "participation", "appointment", "leaving", "asked", "response")
"""Facts that several others build on are made once; the rest is read where it is counted."""


@dataclass
class Question:
    """One period over one package, with categories merged as asked."""

    package: Package
    period: Period
    merge: Merge = field(default_factory=dict)
    grain: str = "month"
    """The finest unit of time that is told apart; empty for none. Coarser means fewer rows to go through."""
    _made: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._bring_days()
        self.categories = Categories(bring_categories(self.package.connection, self.merge), self.period)

    def count(self, family: Family, breakdowns: Sequence[Breakdown]) -> Mapping[Breakdown, Counted]:
        """The sums of a family for each breakdown, in one statement."""
        self.make(family.fact)
        names = [*family.item, *sums(family)]
        answers: dict[Breakdown, dict[Key, list[Row]]] = {breakdown: {} for breakdown in breakdowns}
        alike: dict[frozenset[str], list[Breakdown]] = {}
        for breakdown in breakdowns:
            alike.setdefault(told_apart(breakdown), []).append(breakdown)
        counted = [twins[0] for twins in alike.values()]
        rows = self.package.connection.execute(statement(family, counted)).fetchall()
        for place, centre, segment, gender, time, *values in rows:
            row = dict(zip(names, values, strict=True))
            for breakdown in alike[told_apart(counted[place])]:
                key = self.categories.key(breakdown, {"centre": centre, "segment": segment, "gender": gender}, time)
                answers[breakdown].setdefault(key, []).append(row)
        return answers

    def make(self, fact: str) -> None:
        """Makes a fact, and before it those that it builds on."""
        for name in (*_needed(fact), fact):
            if name not in self._made:
                kind = "TABLE" if name in KEPT else "VIEW"
                self.package.connection.execute(f"CREATE OR REPLACE TEMP {kind} fact_{name} AS {_text(name)}")
                self._made.add(name)

    def forget_all_but(self, facts: Iterable[str]) -> None:
        """Gives the memory of kept facts back that none of these builds on."""
        still = {name for fact in facts for name in (*_needed(fact), fact)}
        for name in self._made & set(KEPT) - still:
            self.package.connection.execute(f"DROP TABLE fact_{name}")
            self._made.remove(name)

    def _bring_days(self) -> None:
        as_of = self.package.data_as_of
        for name, day in {"from_day": self.period.from_, "to_day": self.period.to, "data_as_of": as_of}.items():
            self.package.connection.execute(f"SET VARIABLE {name} = DATE '{day:%Y-%m-%d}'")
        self.package.connection.execute(f"SET VARIABLE as_of_start = '{as_of:%Y-%m-%d}'::DATE::TIMESTAMPTZ")
        self.package.connection.execute(CALENDAR.format(months=MONTHS.get(self.grain, WHOLE_PERIOD)))


CALENDAR = """
CREATE OR REPLACE TEMP TABLE calendar AS
SELECT unnest(range(epoch(day::TIMESTAMPTZ)::BIGINT // 3600,
                    epoch((day + 1)::TIMESTAMPTZ)::BIGINT // 3600))::INT AS hour,
       ((year(day) * 12 + month(day) - 1) // {months} * {months})::INT AS month
FROM (SELECT unnest(generate_series(getvariable('from_day'), getvariable('to_day'), INTERVAL 1 DAY))::DATE AS day)
"""
"""The hours of each Berlin day of the period (23 or 25 when the clocks change), with the first month of their unit."""
WHOLE_PERIOD = 12 * 10_000
"""More months than any period has: all of it in one unit."""


@cache
def _text(fact: str) -> str:
    return files("perspektiv.indicators").joinpath("compiled", f"{fact}.sql").read_text(encoding="utf-8")


@cache
def tables_of(fact: str) -> frozenset[str]:
    """The tables of the package from which a fact is made."""
    read = {table for name in (*_needed(fact), fact) for table in re.findall(r'(?:FROM|JOIN)\s+"(\w+)"', _text(name))}
    return frozenset(read & {table.resource for table in KNOWN})


@cache
def _needed(fact: str) -> tuple[str, ...]:
    """The facts that one builds on, in the order of their making."""

    def below(name: str) -> Iterator[str]:
        for other in dict.fromkeys(re.findall(r'"fact_(\w+)"', _text(name))):
            yield from below(other)
            yield other

    return tuple(dict.fromkeys(below(fact)))
