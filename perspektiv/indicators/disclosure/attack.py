"""The attacker: knows every printed cell and every relation, and solves for the withheld ones.

A small cell is safe only if whole tables of integers were found that agree with everything printed and show it at
both ends of its interval. They are checked in whole numbers, so safety hangs on no tolerance, and an attacker who
knows that counts are whole learns no more than one who does not.
"""

from __future__ import annotations

import numpy as np

from perspektiv.indicators.disclosure.cuts import Cut, capacity
from perspektiv.indicators.disclosure.moves import Moves
from perspektiv.indicators.disclosure.tables import WIDTH, Mask, Numbers, Tables
from perspektiv.indicators.disclosure.view import Task, View

ROOM = 1e-6  # a linear program misses its goal by more than this, or not at all
FEW = 20  # goals that are sooner attacked one by one than swept once more
AT_ONCE = 5_000  # unknowns in one program of single attacks
ENOUGH = 50  # cuts to learn from one pattern

Goal = tuple[int, int]  # a position in the view, and +1 for rising to the highest or −1 for falling to the lowest
Bound = tuple[float, Numbers, float]  # the count reached; the price of each cell, and that of the slack, at that point


class Attacker:
    """Attacks pattern after pattern on the same tables; the moves learnt from one are tried first on the next."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.moves = Moves(tables)

    def lacks(self, withheld: Mask) -> list[Cut]:
        """Cuts that the pattern breaks; none if it is safe. It must withhold every hidden cell."""
        view = View(self.tables, withheld)
        self._sweep(view)
        cuts: list[Cut] = []
        tried: set[Goal] = set()
        while len(cuts) < ENOUGH and (goals := [goal for goal in self._open(view) if goal not in tried]):
            some = _some(view, goals)
            cuts += self._attack(view, some)
            tried.update(some)
        if not cuts:
            cuts = [self._more(view, aim) for aim, _ in self._unreached(view)][:1]
        return cuts

    def _open(self, view: View) -> list[Goal]:
        """Goals that no known move reaches. A sliding cell is open in both directions or in none."""
        low, high = (ends[view.cells] for ends in self.moves.reach(view.withheld))
        small, sliding = self.tables.small[view.cells], self.tables.sliding[view.cells]
        narrow = high - low < WIDTH
        rising = np.flatnonzero(small & np.where(sliding, narrow, high < WIDTH))
        falling = np.flatnonzero(small & np.where(sliding, narrow, low > 0))
        return sorted([(aim, -1) for aim in falling.tolist()] + [(aim, +1) for aim in rising.tolist()])

    def _sweep(self, view: View) -> None:
        """Reach as many goals as go together, all that rise and all that fall, while many are left and it helps."""
        goals, before = self._open(view), None
        while goals and (before is None or FEW < len(goals) < 0.5 * before):
            before = len(goals)
            for island, counts, _ in view.pushed(_joined(goals)):
                self.moves.learn(view.cells[island.cells], counts)
            goals = self._open(view)

    def _attack(self, view: View, goals: list[Goal]) -> list[Cut]:
        """Attack each goal alone: learn the move that reaches it, or the cut that says why none does."""
        tables = self.tables
        bounds: dict[Goal, Bound] = {}
        pushed = view.pushed([(np.array([aim]), direction) for aim, direction in goals])
        for (aim, direction), (island, counts, price) in zip(goals, pushed, strict=True):
            self.moves.learn(view.cells[island.cells], counts)
            prices = np.zeros(len(tables.equal))
            prices[view.facts[island.facts]] = price
            by_cell = -(tables.rows.T @ prices)
            by_cell[view.cells[aim]] -= direction
            reached = float(counts[island.cells == aim][0])
            bounds[aim, direction] = reached, np.round(by_cell, 9), float(prices @ tables.slack)
        cuts = [cut for aim in dict.fromkeys(aim for aim, _ in goals) for cut in self._missed(view, aim, bounds)]
        return [cut for cut in cuts if cut.weights @ view.withheld[cut.cells] < cut.least - ROOM]

    def _missed(self, view: View, aim: int, bounds: dict[Goal, Bound]) -> list[Cut]:
        """The cuts of the aim's goals that even fractions do not reach."""
        tables, cell = self.tables, view.cells[aim]
        if tables.sliding[cell]:
            (top, up, slack_up), (bottom, down, slack_down) = bounds[aim, +1], bounds[aim, -1]
            missed = top - bottom < WIDTH - ROOM
            return [capacity(tables, [up, down], WIDTH - slack_up - slack_down)] if missed else []
        cuts = []
        for direction, goal in ((+1, WIDTH), (-1, 0)):
            if (aim, direction) in bounds:
                reached, price, slack = bounds[aim, direction]
                if abs(goal - reached) > ROOM:
                    cuts.append(capacity(tables, [price], abs(goal - tables.counts[cell]) - slack))
        return cuts

    def _unreached(self, view: View) -> list[Goal]:
        """Goals that fractions reach, but no table of integers that a short search finds.

        An island that touches nothing printed can hold any multiple of its counts; that needs no search.
        """
        for aim, direction in self._open(view):
            cell = view.cells[aim]
            island = view.cells[view.around(np.array([aim])).cells]
            for times in (0.0, 1.0 + WIDTH):
                self.moves.learn(island, times * self.tables.counts[island])
            end = self.tables.highest[cell] if direction > 0 else max(self.tables.counts[cell] - WIDTH, 0.0)
            counts = view.whole(aim, end, np.inf) if direction > 0 else view.whole(aim, 0.0, end)
            if counts is not None:
                self.moves.learn(island, counts)
        return self._open(view)

    def _more(self, view: View, aim: int) -> Cut:
        """At least one more cell must be withheld beside the aim's island: nothing else can change what it hides."""
        island = np.zeros(len(view.withheld), bool)
        island[view.cells[view.around(np.array([aim])).cells]] = True
        met = abs(self.tables.rows)
        beside = met.T @ (met @ island) > 0
        cells = np.flatnonzero(beside & ~view.withheld)
        return Cut(cells, np.ones(len(cells)))


def _some(view: View, goals: list[Goal]) -> list[Goal]:
    """The first goals, about as many as one program holds; both directions of an aim stay together."""
    sizes = np.bincount(view.islands[0])[view.islands[0]]
    load = np.cumsum([sizes[aim] for aim, _ in goals])
    last = goals[min(int(np.searchsorted(load, AT_ONCE)), len(goals) - 1)][0]
    return [goal for goal in goals if goal[0] <= last]


def _joined(goals: list[Goal]) -> list[Task]:
    """All goals of a direction as one task."""
    tasks = [(np.array([aim for aim, way in goals if way == direction], np.intp), direction) for direction in (+1, -1)]
    return [task for task in tasks if len(task[0])]
