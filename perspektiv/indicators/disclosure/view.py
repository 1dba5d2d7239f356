"""A pattern as an attacker sees it: the withheld cells as unknowns, the printed ones as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from perspektiv.indicators.disclosure.moves import pieces
from perspektiv.indicators.disclosure.tables import Mask, Numbers, Places, Tables

if TYPE_CHECKING:
    from scipy.sparse import csr_array

NODES = 200  # of the search for one whole table; a limit in seconds would not be deterministic


Task = tuple[Places, int]  # cells to move together, and +1 for up to their highest or −1 for down


@dataclass(frozen=True, slots=True)
class Island:
    """Cells and facts of a view, by position, that hang together, and the system that ties them."""

    cells: Places
    facts: Places
    rows: csr_array


class View:
    """The withheld ``cells`` of the tables, the ``facts`` that touch them, and the system that ties them."""

    def __init__(self, tables: Tables, withheld: Mask) -> None:
        self.tables = tables
        self.withheld = withheld
        self.cells: Places = np.flatnonzero(withheld)
        rows = tables.rows[:, self.cells]
        self.facts: Places = np.flatnonzero(np.diff(rows.indptr))
        self.rows: csr_array = rows[self.facts]
        self.equal: Mask = tables.equal[self.facts]
        self._seen: dict[tuple[int, ...], Island] = {}
        self.known: Numbers = self.rows @ tables.counts[self.cells] - tables.slack[self.facts]

    @cached_property
    def islands(self) -> tuple[Places, Places]:
        """Which cells and facts hang together: the number of the island of each."""
        entries = self.rows.tocoo()
        return pieces(entries.col, entries.row, len(self.cells), len(self.facts))

    def around(self, aims: Places) -> Island:
        """All that can matter to the aims (positions in ``cells``)."""
        of_cell, of_fact = self.islands
        numbers = np.unique(of_cell[aims])
        name = tuple(numbers.tolist())
        if name not in self._seen:
            cells, facts = np.flatnonzero(np.isin(of_cell, numbers)), np.flatnonzero(np.isin(of_fact, numbers))
            self._seen[name] = Island(cells, facts, self.rows[facts][:, cells])
        return self._seen[name]

    def pushed(self, tasks: list[Task]) -> list[tuple[Island, Numbers, Numbers]]:
        """For each task: what surrounds its aims, the table that moves them furthest, the price of each fact there.

        All tasks are one program of independent blocks, which costs little more than the hardest of them.
        """
        from scipy.sparse import block_diag

        islands = [self.around(aims) for aims, _ in tasks]
        goals, ceilings = [], []
        for (aims, direction), island in zip(tasks, islands, strict=True):
            at_aims = np.isin(island.cells, aims)
            goals.append(np.where(at_aims, -direction, 0.0))
            highest = self.tables.highest[self.cells[island.cells]]
            ceilings.append(np.where(at_aims & (direction > 0), highest, np.inf))
        facts = np.concatenate([island.facts for island in islands])
        counts, prices = _solve(
            np.concatenate(goals),
            block_diag([island.rows for island in islands], format="csr"),
            self.equal[facts],
            self.known[facts],
            np.concatenate(ceilings),
        )
        ends = np.cumsum([len(island.cells) for island in islands])[:-1]
        fact_ends = np.cumsum([len(island.facts) for island in islands])[:-1]
        return list(zip(islands, np.split(counts, ends), np.split(prices, fact_ends), strict=True))

    def whole(self, aim: int, least: float, most: float) -> Numbers | None:
        """A table of integers that shows the aim between the two, if a short search finds one."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        island = self.around(np.array([aim]))
        at_aim = island.cells == aim
        bounds = Bounds(np.where(at_aim, least, 0.0), np.where(at_aim, most, np.inf))
        known = self.known[island.facts]
        rows = LinearConstraint(island.rows, known, np.where(self.equal[island.facts], known, np.inf))
        found = milp(
            np.zeros(len(at_aim)),
            integrality=np.ones(len(at_aim)),
            bounds=bounds,
            constraints=rows,
            options={"node_limit": NODES},
        )
        return None if found.x is None else np.asarray(found.x)


def _solve(goal: Numbers, rows: csr_array, equal: Mask, known: Numbers, ceiling: Numbers) -> tuple[Numbers, Numbers]:
    """Minimise goal · counts for counts ≥ 0 with rows @ counts = known where equal, else ≥: counts, prices of facts."""
    from scipy.optimize import linprog

    found = linprog(
        goal,
        A_eq=rows[equal],
        b_eq=known[equal],
        A_ub=-rows[~equal],
        b_ub=-known[~equal],
        bounds=np.column_stack([np.zeros(len(goal)), ceiling]),
        options={"presolve": False},
        method="highs",
    )
    prices = np.empty(len(equal))
    prices[equal] = found.eqlin.marginals
    prices[~equal] = -found.ineqlin.marginals
    return found.x, prices
