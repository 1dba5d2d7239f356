"""Cuts: what every safe pattern must withhold, as covering rules over the cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from perspektiv.indicators.disclosure.tables import WIDTH, Numbers, Places, Tables

if TYPE_CHECKING:
    from scipy.sparse import csr_array


@dataclass(frozen=True, slots=True)
class Cut:
    """Of these cells, so much must be withheld: the weights of the withheld ones add up to ``least`` or more."""

    cells: Places
    weights: Numbers
    least: float = 1.0


def matrix(cuts: list[Cut], width: int) -> tuple[csr_array, Numbers]:
    """The cuts as (cuts × cells) and their right sides."""
    from scipy.sparse import csr_array

    starts = np.cumsum([0, *(len(cut.cells) for cut in cuts)])
    cells = np.concatenate([cut.cells for cut in cuts]) if cuts else np.array([], int)
    weights = np.concatenate([cut.weights for cut in cuts]) if cuts else np.array([], float)
    return csr_array((weights, cells, starts), shape=(len(cuts), width)), np.array([cut.least for cut in cuts])


def capacity(tables: Tables, prices: list[Numbers], need: float) -> Cut:
    """The cut behind a failed attack: the withheld cells must leave room for a move of ``need``.

    ``prices`` says for one or two directions by how much the small cell gives way for each unit that a cell moves:
    below 0 the cell would have to rise, which a withheld cell can without end; above 0 to fall, at most to 0.
    """
    weights = np.zeros(len(tables.counts))
    for price in prices:
        weights += np.where(price > 0, np.minimum(price * tables.counts, need), np.where(price < 0, need, 0.0))
    weights = np.minimum(weights / need, 1.0)
    cells = np.flatnonzero(weights > 1e-9)
    return Cut(cells, weights[cells])


def first_cuts(tables: Tables) -> list[Cut]:
    """What each fact alone demands: room for its small cells, and no cell withheld that its fact gives away at once."""
    cuts: list[Cut] = []
    rows, equal, slack = tables.rows, tables.equal.tolist(), tables.slack.tolist()
    bounded = tables.small & ~tables.sliding
    for row in range(len(equal)):
        span = slice(rows.indptr[row], rows.indptr[row + 1])
        cells, signs = tables.entry_cells[span], rows.data[span]
        if bounded[cells].any():
            cuts.extend(_room(tables, cells, signs, slack[row]))
            if equal[row]:
                cuts.extend(_room(tables, cells, -signs, 0.0))
        if equal[row]:
            company = 1.0 - 2.0 * np.eye(len(cells))
            cuts.extend(Cut(cells, weights, 0.0) for weights in company)
    return cuts


def _room(tables: Tables, cells: Places, signs: Numbers, slack: float) -> list[Cut]:
    """Cuts for the small cells of the fact signs · counts ≥ 0, which counts fulfil by ``slack``."""
    cuts = []
    counts = tables.counts[cells]
    for cell, sign in zip(cells, signs, strict=True):
        if not tables.small[cell] or tables.sliding[cell]:
            continue
        need = (tables.counts[cell] if sign > 0 else WIDTH - tables.counts[cell]) - slack
        if need > 0:
            others = cells != cell
            weights = np.where(signs > 0, 1.0, np.minimum(counts / need, 1.0))
            cuts.append(Cut(cells[others], weights[others]))
    return cuts
