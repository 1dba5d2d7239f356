"""Moves: how the counts can change without changing anything that a reader knows."""

from __future__ import annotations

import numpy as np

from perspektiv.indicators.disclosure.tables import WIDTH, Mask, Numbers, Places, Tables

ROUNDING = 1e-6  # how far a solver's number may lie from the integer it means


class Moves:
    """Every move learnt so far, broken into the smallest pieces that stand alone.

    A piece changes some counts by integers so that all relations still hold and no count falls below 0.
    It is open to an attacker as soon as all cells that it changes are withheld, whatever else is.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.cells: Places = np.array([], np.intp)
        self.changes: Numbers = np.array([], float)
        self.pieces: Places = np.array([], np.intp)

    def reach(self, withheld: Mask) -> tuple[Numbers, Numbers]:
        """The lowest and highest count that the pieces open under this pattern show for each cell."""
        low, high = self.tables.counts.copy(), self.tables.counts.copy()
        if len(self.pieces):
            barred = np.zeros(self.pieces[-1] + 1, bool)
            barred[self.pieces[~withheld[self.cells]]] = True
            able = ~barred[self.pieces]
            shown = self.tables.counts[self.cells[able]] + self.changes[able]
            np.minimum.at(low, self.cells[able], shown)
            np.maximum.at(high, self.cells[able], shown)
        return low, high

    def learn(self, cells: Places, counts: Numbers) -> None:
        """Keep the sound pieces of a solver's table, which shows ``counts`` in ``cells`` and elsewhere what is true.

        A move can often be repeated or taken back, so each piece is kept as far as it goes in both senses.
        """
        change = counts - self.tables.counts[cells]
        moved = np.abs(change) > ROUNDING
        if not moved.any():
            return
        cells, change = cells[moved], change[moved]
        among = np.full(len(self.tables.counts), -1)
        among[cells] = np.arange(len(cells))
        entries = np.flatnonzero(among[self.tables.entry_cells] >= 0)
        columns, facts = among[self.tables.entry_cells[entries]], self.tables.entry_facts[entries]
        piece, of_fact = pieces(columns, facts, len(cells), len(self.tables.equal))
        fractional = np.zeros(len(of_fact) + len(cells), bool)
        fractional[piece[np.abs(np.rint(change) - change) > ROUNDING]] = True
        step, forth, back = _steps(np.rint(change), self.tables.counts[cells], piece)
        for times in (forth, -back):
            exact = step * times
            after = self.tables.slack + np.bincount(
                facts, self.tables.rows.data[entries] * exact[columns], len(of_fact)
            )
            unsound = fractional.copy()
            unsound[of_fact[np.where(self.tables.equal, after != 0, after < 0)]] = True
            unsound[piece[self.tables.counts[cells] + exact < 0]] = True
            self._keep(cells, exact, np.where(unsound[piece] | (exact == 0), -1, piece))

    def _keep(self, cells: Places, change: Numbers, piece: Places) -> None:
        order = np.argsort(piece, kind="stable")
        order = order[piece[order] >= 0]
        first = self.pieces[-1] + 1 if len(self.pieces) else 0
        self.cells = np.append(self.cells, cells[order])
        self.changes = np.append(self.changes, change[order])
        self.pieces = np.append(self.pieces, first + piece[order])


def _steps(change: Numbers, counts: Numbers, piece: Places) -> tuple[Numbers, Numbers, Numbers]:
    """Per cell the smallest step of its piece, and how often its whole piece can take it forth and back, if at all.

    More than ``WIDTH`` steps prove nothing more, so they are counted only where the change itself makes them.
    """
    order = np.argsort(piece, kind="stable")
    starts = np.flatnonzero(np.diff(piece[order], prepend=-1))
    group = np.searchsorted(piece[order][starts], piece)
    taken = np.gcd.reduceat(np.abs(change[order]).astype(int), starts)[group].clip(1)
    step = change / taken
    forth = np.where(step < 0, counts // np.maximum(-step, 1), WIDTH).clip(max=WIDTH)
    back = np.where(step > 0, counts // np.maximum(step, 1), WIDTH).clip(max=WIDTH)
    forth, back = (np.minimum.reduceat(times[order], starts)[group] for times in (forth, back))
    return step, np.maximum(forth, taken), back


def pieces(cells: Places, facts: Places, all_cells: int, all_facts: int) -> tuple[Places, Places]:
    """Numbers the connected pieces of the graph with an edge from each cell to each fact: per cell, per fact."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    nodes = all_cells + all_facts
    graph = coo_array((np.ones(len(facts)), (cells, facts + all_cells)), shape=(nodes, nodes))
    _, piece = connected_components(graph, directed=False)
    return piece[:all_cells], piece[all_cells:]
