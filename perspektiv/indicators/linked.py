"""Linked sets: the tables that must be protected together, since each can be computed from the others.

The pattern of a set depends on the package, the period and the merged categories alone, never on what is asked for.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import log10, prod
from typing import Any

from perspektiv.indicators.building import FEWEST_RESPONSES
from perspektiv.indicators.catalogue import CATALOGUE
from perspektiv.indicators.categories import Key
from perspektiv.indicators.counting import Breakdown, persons_with
from perspektiv.indicators.disclosure import Cell, Relation, withhold
from perspektiv.indicators.family import (
    APPOINTMENTS,
    DIMENSIONS,
    ENDINGS,
    EXITS,
    IMPROVEMENT,
    LEAVERS,
    QUALITY,
    QUALITY_ITEMS,
    SATISFACTION,
    STARTS,
    TIME,
    Family,
)
from perspektiv.indicators.figure import Figure
from perspektiv.indicators.indicator import Indicator
from perspektiv.indicators.limits import is_public
from perspektiv.indicators.period import Unit
from perspektiv.indicators.question import Counted, Question

Place = tuple[str, frozenset[tuple[str, str]]]
"""Where a cell stands: its measure, and the categories of its row."""


@dataclass(frozen=True)
class LinkedSet:
    """Measures of one family, and which of them add up to which."""

    family: Family
    measures: tuple[str, ...]
    totals: tuple[tuple[str, tuple[str, ...]], ...] = ()
    persons: bool = False
    """Whether persons are counted: they stand in several segments and years, so they do not add up over those."""
    anonymous: bool = False
    """Whether fewer than five are small."""
    alone_by: frozenset[str] = frozenset()
    """Dimensions whose rows say nothing about the total."""

    def of(self, measure: str) -> str:
        """The name of a measure's count among the sums of its family."""
        return persons_with(measure) if self.persons else measure

    def overlaps(self, dimension: str) -> bool:
        """Whether one person can count in several rows of a dimension."""
        return self.persons and ("time" if dimension in TIME else dimension) in self.family.splits


ATTENDANCE = ("due", "held", "missed", "cancelled", "lost", "not_missed")
LOSSES = (
    ("due", ("held", "lost")),
    ("lost", ("missed", "cancelled")),
    ("due", ("missed", "not_missed")),
    ("not_missed", ("held", "cancelled")),
)
SETS = (
    LinkedSet(STARTS, ("participations",)),
    LinkedSet(STARTS, ("participations",), persons=True),
    LinkedSet(STARTS, ("repeated",), persons=True, alone_by=frozenset(TIME)),
    LinkedSet(
        ENDINGS,
        ("ended", "early", "regular", "early_positive", "early_other"),
        (("ended", ("early", "regular")), ("early", ("early_positive", "early_other"))),
    ),
    LinkedSet(ENDINGS, ("units_due",)),
    LinkedSet(ENDINGS, ("units_held",)),
    LinkedSet(APPOINTMENTS, ATTENDANCE, LOSSES),
    LinkedSet(APPOINTMENTS, ("excused",)),
    LinkedSet(APPOINTMENTS, ("open",)),
    LinkedSet(LEAVERS, ATTENDANCE, LOSSES),
    LinkedSet(
        EXITS,
        ("exited", "job", "no_job", "job_during", "no_job_during", "job_before_exit", "follow_on", "no_follow_on"),
        (
            ("exited", ("job", "no_job")),
            ("exited", ("job_during", "no_job_during")),
            ("job_during", ("job", "job_before_exit")),
            ("exited", ("follow_on", "no_follow_on")),
        ),
    ),
    LinkedSet(EXITS, ("job_unknown",)),
    LinkedSet(EXITS, ("job_during_unknown",)),
    LinkedSet(EXITS, ("follow_on_unknown",)),
    LinkedSet(EXITS, ("window_open",)),
    LinkedSet(
        IMPROVEMENT,
        ("responses", "improved", "not_improved", "stable", "not_stable", "only_stable"),
        (
            ("responses", ("improved", "not_improved")),
            ("responses", ("stable", "not_stable")),
            ("stable", ("improved", "only_stable")),
        ),
    ),
    LinkedSet(QUALITY, ("responses",)),
    LinkedSet(SATISFACTION, ("responses",), anonymous=True),
)

REST = {
    ("early", "ended"): "regular",
    ("early_positive", "early"): "early_other",
    ("missed", "due"): "not_missed",
    ("lost", "due"): "held",
    ("job", "exited"): "no_job",
    ("job_during", "exited"): "no_job_during",
    ("follow_on", "exited"): "no_follow_on",
    ("improved", "responses"): "not_improved",
    ("stable", "responses"): "not_stable",
}
"""What a share tells besides its two counts: their difference."""

WORTH = {"": 60.0, "centre": 30.0, "segment": 20.0, "gender": 20.0, "year": 15.0, "quarter": 6.0, "month": 2.0}
"""How much readers would miss a cell of a table; of a table by two things, the geometric mean of both."""


def protected(question: Question, figures: Sequence[Figure]) -> list[Figure]:
    """The figures with those withheld that would tell about single persons, or let such cells be computed."""
    counted: dict[Family, Mapping[Breakdown, Counted]] = {}
    patterns: dict[LinkedSet, frozenset[Place]] = {}

    def withheld(linked: LinkedSet, measures: Sequence[str], figure: Figure) -> bool:
        if linked not in patterns:
            if linked.family not in counted:
                counted[linked.family] = question.count(linked.family, _tables(question, linked.family))
            patterns[linked] = _pattern(question, linked, counted[linked.family])
        row = frozenset(figure.by.items())
        return any((measure, row) in patterns[linked] for measure in measures)

    made = []
    for figure in figures:
        indicator = CATALOGUE[figure.indicator]
        if any(withheld(linked, measures, figure) for linked, measures in _cells_of(indicator)):
            made.append(figure.hidden())
        else:
            made.append(_without_unknown(indicator, figure, withheld))
    return made


def _cells_of(indicator: Indicator) -> Iterator[tuple[LinkedSet, Sequence[str]]]:
    """The sets and measures that a figure of the indicator tells something about."""
    family = QUALITY if indicator.family is QUALITY_ITEMS else indicator.family
    told = {indicator.numerator, indicator.denominator, REST.get((indicator.numerator, indicator.denominator))}
    if family in (QUALITY, SATISFACTION):
        told = {"responses"}
    for linked in SETS:
        if linked.family is family and linked.persons == (indicator.persons and family is STARTS):
            measures = [measure for measure in linked.measures if measure in told]
            if measures:
                yield linked, measures


def _without_unknown(indicator: Indicator, figure: Figure, withheld: Callable[..., bool]) -> Figure:
    """Bounds and open windows tell how many are unknown or still waited for: left out where these are few."""
    if not indicator.matures:
        return figure
    unknown = indicator.bounds.unknown if indicator.bounds else ""
    few = {m: withheld(s, [m], figure) for s in SETS for m in s.measures if m in (unknown, "window_open")}
    if few[unknown]:
        figure = replace(figure, bound_low=None, bound_high=None)
    return replace(figure, open_windows=None) if few["window_open"] else figure


def _tables(question: Question, family: Family) -> list[Breakdown]:
    """The tables that are published of a family: the total, by one thing, and the pairs that are public."""
    dimensions = [d for d in DIMENSIONS if d in family.dimensions]
    if len(question.categories.labels["centre"]) < 2:
        dimensions.remove("centre")
    pairs = [pair for pair in combinations(dimensions, 2) if is_public(pair)]
    return [(), *((dimension,) for dimension in dimensions), *pairs]


def _pattern(question: Question, linked: LinkedSet, counted: Mapping[Breakdown, Counted]) -> frozenset[Place]:
    rows = {breakdown: list(question.categories.keys(breakdown)) for breakdown in counted}
    places: list[Place] = []
    cells: list[Cell] = []
    for breakdown, keys in rows.items():
        for key in keys:
            sums = next(iter(counted[breakdown].get(key, ())), {})
            for measure in linked.measures:
                places.append((measure, frozenset(zip(breakdown, key, strict=True))))
                cells.append(_cell(linked, measure, breakdown, sums))
    number = {place: index for index, place in enumerate(places)}
    sums_, covers = [], []
    for total, parts, overlap in _relations(linked, rows):
        relation = Relation(number[total], tuple(number[part] for part in parts))
        if overlap:
            covers.append(relation)
        # answers that belong to no participation are in the total, but in no row by segment or gender
        elif cells[relation.total].count == sum(cells[part].count for part in relation.parts):
            sums_.append(relation)
    return frozenset(places[index] for index in withhold(cells, sums_, covers))


def _cell(linked: LinkedSet, measure: str, breakdown: Breakdown, sums: Mapping[str, Any]) -> Cell:
    count = int(sums.get(linked.of(measure)) or 0)
    persons = int(sums.get(persons_with(measure)) or 0)
    if linked.anonymous and count < FEWEST_RESPONSES:
        persons = min(persons, 1)
    worth = prod(WORTH[dimension] for dimension in breakdown or ("",)) ** (1 / max(1, len(breakdown)))
    return Cell(count, persons, cost=worth * (1 + log10(max(1, count))))


def _relations(
    linked: LinkedSet, rows: Mapping[Breakdown, Sequence[Key]]
) -> Iterator[tuple[Place, Sequence[Place], bool]]:
    """Totals with their parts: between the measures of a row, and between each table and the coarser ones."""
    for breakdown, keys in rows.items():
        for key in keys:
            row = frozenset(zip(breakdown, key, strict=True))
            for total, parts in linked.totals:
                yield (total, row), [(part, row) for part in parts], False
        for dimension in breakdown:
            if dimension in linked.alone_by:
                continue
            for total_row, part_rows in _coarser(breakdown, dimension, keys, rows).items():
                for measure in linked.measures:
                    parts_ = [(measure, part) for part in part_rows]
                    yield (measure, total_row), parts_, linked.overlaps(dimension)


def _coarser(
    breakdown: Breakdown, dimension: str, keys: Sequence[Key], rows: Mapping[Breakdown, Sequence[Key]]
) -> Mapping[frozenset[tuple[str, str]], list[frozenset[tuple[str, str]]]]:
    """The rows of the next coarser table, each with the rows that it is made of: months make quarters make years."""
    wider = {"month": "quarter", "quarter": "year"}.get(dimension)
    found = defaultdict(list)
    for key in keys:
        row = dict(zip(breakdown, key, strict=True))
        total = {d: label for d, label in row.items() if d != dimension}
        if wider:
            total[wider] = str(Unit.named(row[dimension]).within(wider))
        found[frozenset(total.items())].append(frozenset(row.items()))
    coarser = {frozenset(d for d, _ in total) for total in found}
    return found if coarser <= {frozenset(b) for b in rows} else {}
