"""Linked sets: the tables that must be protected together, since each can be computed from the others.

The pattern of a set depends on the package, the period and the merged categories alone, never on what is asked for.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log10, prod
from typing import Any

from perspektiv.indicators.building import FEWEST_RESPONSES
from perspektiv.indicators.categories import Key
from perspektiv.indicators.counting import Breakdown, persons_with
from perspektiv.indicators.disclosure import Cell, Relation, sought
from perspektiv.indicators.family import (
    APPOINTMENTS,
    DIMENSIONS,
    ENDINGS,
    EXITS,
    IMPROVEMENT,
    LEAVERS,
    QUALITY,
    SATISFACTION,
    STARTS,
    TIME,
    Family,
)
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

WORTH = {"": 60.0, "centre": 30.0, "segment": 20.0, "gender": 20.0, "year": 15.0, "quarter": 6.0, "month": 2.0}
"""How much readers would miss a cell of a table; of a table by two things, the geometric mean of both."""


def public_tables(question: Question, family: Family) -> list[Breakdown]:
    """The tables that are published of a family: the total, by one thing, and the pairs that are public."""
    dimensions = [d for d in DIMENSIONS if d in family.dimensions]
    if len(question.categories.labels["centre"]) < 2:
        dimensions.remove("centre")
    pairs = [pair for pair in combinations(dimensions, 2) if is_public(pair)]
    return [(), *((dimension,) for dimension in dimensions), *pairs]


def unprinted_tables(question: Question, family: Family) -> list[Breakdown]:
    """Tables that nobody prints, but whose counts bind printed ones: several pairs of the same three things.

    By centre and segment, centre and gender, segment and gender: all three are margins of one table, whose counts are
    not negative. Tables by time hang together with the others by one thing only, which adds nothing.
    """
    three = ("centre", "segment", "gender")
    printed = public_tables(question, family)
    return [three] if all(pair in printed for pair in combinations(three, 2)) else []


def pattern(
    question: Question, linked: LinkedSet, counted: Mapping[Breakdown, Counted]
) -> Callable[[], frozenset[Place]]:
    """The cells of a set that are withheld, as soon as they are known.

    ``counted``: its family's public tables, and the unprinted ones.
    """
    rows = {breakdown: list(question.categories.keys(breakdown)) for breakdown in counted}
    places: list[Place] = []
    cells: list[Cell] = []
    tables = public_tables(question, linked.family)
    for breakdown, keys in rows.items():
        for key in keys:
            sums = next(iter(counted[breakdown].get(key, ())), {})
            for measure in linked.measures:
                places.append((measure, frozenset(zip(breakdown, key, strict=True))))
                cells.append(_cell(linked, measure, breakdown, sums, printed=breakdown in tables))
    number = {place: index for index, place in enumerate(places)}
    sums_, covers = [], []
    for total, parts, overlap in _relations(linked, rows):
        relation = Relation(number[total], tuple(number[part] for part in parts))
        if overlap:
            covers.append(relation)
        # answers that belong to no participation are in the total, but in no row by segment or gender
        elif cells[relation.total].count == sum(cells[part].count for part in relation.parts):
            sums_.append(relation)
    withheld = sought(cells, sums_, covers)
    return lambda: frozenset(places[index] for index in withheld())


def _cell(linked: LinkedSet, measure: str, breakdown: Breakdown, sums: Mapping[str, Any], *, printed: bool) -> Cell:
    count = int(sums.get(linked.of(measure)) or 0)
    persons = int(sums.get(persons_with(measure)) or 0)
    if linked.anonymous and count < FEWEST_RESPONSES:
        persons = min(persons, 1)
    worth = prod(WORTH[dimension] for dimension in breakdown or ("",)) ** (1 / max(1, len(breakdown)))
    return Cell(count, persons, cost=worth * (1 + log10(max(1, count))), printed=printed)


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
