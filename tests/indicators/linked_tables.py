"""Small drawn tables for the tests of disclosure control, and a plain attacker on them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from perspektiv.indicators.disclosure import Cell, Relation


@dataclass
class Drawn:
    """Cells by name with the relations between them."""

    cells: dict[str, Cell] = field(default_factory=dict)
    sums: list[Relation] = field(default_factory=list)
    covers: list[Relation] = field(default_factory=list)

    def put(self, name: str, count: int, persons: int | None = None, cost: float | None = None) -> None:
        self.cells[name] = Cell(count, count if persons is None else persons, cost or float(max(count, 1)))

    def relation(self, total: str, parts: Sequence[str]) -> Relation:
        places = {name: place for place, name in enumerate(self.cells)}
        return Relation(places[total], tuple(places[part] for part in parts))

    def sum(self, total: str, parts: Sequence[str]) -> None:
        self.sums.append(self.relation(total, parts))

    def cover(self, total: str, parts: Sequence[str]) -> None:
        self.covers.append(self.relation(total, parts))

    @property
    def listed(self) -> list[Cell]:
        return list(self.cells.values())

    def names(self, places: Collection[int]) -> set[str]:
        return {name for place, name in enumerate(self.cells) if place in places}


def two_way(rows: Sequence[Sequence[int]], prefix: str = "") -> Drawn:
    """A table with its margins: cells "12" (row 1, column 2), "1+", "+2", "++"; each cost is the count."""
    drawn = Drawn()
    add_two_way(drawn, rows, prefix)
    return drawn


def add_two_way(drawn: Drawn, rows: Sequence[Sequence[int]], prefix: str = "") -> None:
    counts = np.array(rows)
    height, width = counts.shape
    for row in range(height):
        for column in range(width):
            drawn.put(f"{prefix}{row}{column}", int(counts[row, column]))
    for row in range(height):
        drawn.put(f"{prefix}{row}+", int(counts[row].sum()))
    for column in range(width):
        drawn.put(f"{prefix}+{column}", int(counts[:, column].sum()))
    drawn.put(f"{prefix}++", int(counts.sum()))
    for row in range(height):
        drawn.sum(f"{prefix}{row}+", [f"{prefix}{row}{column}" for column in range(width)])
    for column in range(width):
        drawn.sum(f"{prefix}+{column}", [f"{prefix}{row}{column}" for row in range(height)])
    drawn.sum(f"{prefix}++", [f"{prefix}{row}+" for row in range(height)])
    drawn.sum(f"{prefix}++", [f"{prefix}+{column}" for column in range(width)])


def interval(drawn: Drawn, withheld: Collection[int], cell: int, *, whole: bool = False) -> tuple[float, float]:
    """What an attacker learns of the cell: one unknown a cell, printed ones fixed, lowest and highest solution."""
    cells = drawn.listed
    lower = np.array([0.0 if place in withheld else cell.count for place, cell in enumerate(cells)])
    upper = np.array([np.inf if place in withheld else cell.count for place, cell in enumerate(cells)])
    rows, least, most = [np.zeros(len(cells))], [0.0], [0.0]
    for relation in drawn.sums:
        rows.append(_row(len(cells), relation.total, relation.parts))
        least.append(0.0)
        most.append(0.0)
    for relation in drawn.covers:
        rows.append(_row(len(cells), relation.total, relation.parts))
        least.append(-np.inf)
        most.append(0.0)
        for part in relation.parts:
            rows.append(_row(len(cells), relation.total, (part,)))
            least.append(0.0)
            most.append(np.inf)
    found = []
    for direction in (1.0, -1.0):
        goal = np.zeros(len(cells))
        goal[cell] = direction
        solved = milp(
            goal,
            integrality=np.full(len(cells), int(whole)),
            bounds=Bounds(lower, np.minimum(upper, 10_000)),
            constraints=LinearConstraint(np.array(rows), least, most),
        )
        found.append(direction * float(solved.fun))
    return found[0], found[1]


def _row(width: int, total: int, parts: Sequence[int]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    row = np.zeros(width)
    row[total] = 1.0
    row[list(parts)] = -1.0
    return row


def learnt(drawn: Drawn, withheld: Collection[int], *, whole: bool = False) -> list[str]:
    """The small cells of which an attacker learns too much."""
    known = []
    for place, (name, cell) in enumerate(drawn.cells.items()):
        if cell.small:
            low, high = (
                (cell.count, cell.count) if place not in withheld else interval(drawn, withheld, place, whole=whole)
            )
            hidden = (low < 1e-6 and high > 3 - 1e-6) if cell.count <= 2 else high - low > 3 - 1e-6
            if not hidden:
                known.append(name)
    return known
