"""Linked sets as a report has them, of made centres of any number: for the tests of disclosure control at scale."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from perspektiv.indicators.disclosure import Cell, Relation

MONTHS = 54
SEGMENTS = range(6)
GENDERS = ("female", "male", "diverse", "unknown")
COSTS = {"all": 100, "segment": 30, "gender": 30, "year": 30, "segment of gender": 10, "quarter": 8, "month": 3}

Row = tuple[str, *tuple[int | str, ...]]  # the breakdown, and its values
ALL: Row = ("all",)


@dataclass(frozen=True)
class Ending:
    """One ending of a participation: who, where, when, how."""

    centre: int
    person: int
    segment: int
    gender: str
    month: int
    how: str

    @property
    def rows(self) -> list[Row]:
        return [
            ALL,
            ("segment", self.segment),
            ("gender", self.gender),
            ("segment of gender", self.segment, self.gender),
            ("year", self.month // 12),
            ("quarter", self.month // 3),
            ("month", self.month),
        ]

    @property
    def measures(self) -> list[str]:
        return ["ended", "regular"] if self.how == "regular" else ["ended", "early", self.how]


@dataclass(frozen=True)
class LinkedSet:
    cells: list[Cell]
    sums: list[Relation]


def endings(centres: int, seed: int = 1) -> LinkedSet:
    """The set {ended, regular, early, early for a positive reason, early for another} of 1,100 endings a centre."""
    facts = [ending for centre in range(centres) for ending in _of_centre(centre, random.Random(seed * 1000 + centre))]
    counts: dict[tuple[object, Row, str], int] = defaultdict(int)
    persons: dict[tuple[object, Row, str], set[int]] = defaultdict(set)
    wholes: list[object] = ["all centres", *range(centres)] if centres > 1 else [0]
    for fact in facts:
        for whole, row, measure in product({fact.centre, wholes[0]}, fact.rows, fact.measures):
            counts[whole, row, measure] += 1
            persons[whole, row, measure].add(fact.person)
    rows = list(dict.fromkeys([ALL, *(row for total, parts in _sums_of_rows() for row in (total, *parts))]))
    keys = list(product(wholes, rows, ["ended", "regular", "early", "positive", "other"]))
    place = {key: position for position, key in enumerate(keys)}
    cells = [
        Cell(counts[key], len(persons[key]), COSTS[key[1][0]] * (5 if key[0] == "all centres" else 1)) for key in keys
    ]
    sums = [
        Relation(place[whole, total, measure], tuple(place[whole, part, measure] for part in parts))
        for whole, measure in product(wholes, ["ended", "regular", "early", "positive", "other"])
        for total, parts in _sums_of_rows()
    ]
    for whole, row in product(wholes, rows):
        for total, parts in (("ended", ("regular", "early")), ("early", ("positive", "other"))):
            sums.append(Relation(place[whole, row, total], tuple(place[whole, row, part] for part in parts)))
    if centres > 1:
        sums += [
            Relation(
                place["all centres", row, measure], tuple(place[centre, row, measure] for centre in range(centres))
            )
            for row, measure in product(rows, ["ended", "regular", "early", "positive", "other"])
        ]
    return LinkedSet(cells, sums)


def _of_centre(centre: int, chance: random.Random) -> Iterator[Ending]:
    for ending in range(1100):
        person = centre * 10_000 + ending * 2 // 3
        gender = random.Random(person).choices(GENDERS, [52, 46, 0.8, 1.2])[0]
        segment = chance.choices(SEGMENTS, [30, 20, 20, 15, 10, 5])[0]
        how = chance.choices(["regular", "positive", "other"], [82, 7, 11])[0]
        yield Ending(centre, person, segment, gender, chance.randrange(MONTHS), how)


def _sums_of_rows() -> list[tuple[Row, Sequence[Row]]]:
    sums: list[tuple[Row, Sequence[Row]]] = [
        (ALL, [("segment", segment) for segment in SEGMENTS]),
        (ALL, [("gender", gender) for gender in GENDERS]),
        (ALL, [("year", year) for year in range(5)]),
    ]
    sums += [(("segment", s), [("segment of gender", s, gender) for gender in GENDERS]) for s in SEGMENTS]
    sums += [(("gender", g), [("segment of gender", segment, g) for segment in SEGMENTS]) for g in GENDERS]
    sums += [(("year", y), [("quarter", q) for q in range(4 * y, min(4 * y + 4, 18))]) for y in range(5)]
    sums += [(("quarter", q), [("month", month) for month in range(3 * q, 3 * q + 3)]) for q in range(18)]
    return sums
