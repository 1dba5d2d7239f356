"""The choice of cells: the cheapest that fulfil all cuts known so far."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from perspektiv.indicators.disclosure.cuts import Cut, matrix
from perspektiv.indicators.disclosure.tables import Mask, Numbers, Tables

ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The choice if cells could be withheld in part: the part of each, and what each would add to the cost."""

    parts: Numbers
    surcharge: Numbers

    @property
    def support(self) -> Mask:
        return self.parts > ROUNDING

    @property
    def whole(self) -> Mask:
        return self.parts > 1 - ROUNDING

    @property
    def worthwhile(self) -> Mask:
        """Cells of some cheapest relaxed choice."""
        return self.support | (self.surcharge <= ROUNDING)


def relaxed(tables: Tables, cuts: list[Cut]) -> Relaxed:
    """The linear relaxation: hidden cells whole, others in part."""
    from scipy.optimize import linprog

    weights, least = matrix(cuts, len(tables.counts))
    bounds = np.column_stack([tables.hidden.astype(float), np.ones(len(tables.counts))])
    found = linprog(tables.cost, A_ub=-weights, b_ub=-least, bounds=bounds, method="highs")
    return Relaxed(found.x, found.lower.marginals)


def cheapest(tables: Tables, cuts: list[Cut], eligible: Mask, kept: Mask, gap: float) -> Mask:
    """The cheapest whole choice that withholds the cells kept, and of the others only eligible ones."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    chosen = kept.copy()
    free = np.flatnonzero(eligible & ~chosen)
    weights, least = matrix(cuts, len(tables.counts))
    least = least - weights @ chosen
    weights = weights[:, free]
    binding = np.flatnonzero(weights.minimum(0).sum(axis=1) < least - ROUNDING)
    if len(binding):
        found = milp(
            tables.cost[free],
            integrality=np.ones(len(free)),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(weights[binding], least[binding], np.inf),
            options={"mip_rel_gap": gap},
        )
        chosen[free[found.x > 0.5]] = True
    return chosen


def mended(tables: Tables, cuts: list[Cut], chosen: Mask) -> Mask:
    """The choice and more cells, the cheapest for what they give, one by one, until it fulfils the cuts."""
    chosen = chosen.copy()
    for cut in cuts:
        while (lacking := cut.least - cut.weights @ chosen[cut.cells]) > ROUNDING:
            gives = np.where(chosen[cut.cells], 0.0, np.minimum(cut.weights, lacking))
            price = np.divide(tables.cost[cut.cells], gives, out=np.full(len(gives), np.inf), where=gives > 0)
            chosen[cut.cells[np.argmin(price)]] = True
    return accompanied(tables, chosen)


def accompanied(tables: Tables, chosen: Mask) -> Mask:
    """The choice and more cells, the cheapest, so that no cell is the only one withheld in its sum."""
    chosen = chosen.copy()
    sums = abs(tables.rows[np.flatnonzero(tables.equal)])
    of_cell = sums.T.tocsr()
    withheld = sums @ chosen
    lonely = np.flatnonzero(withheld == 1).tolist()
    while lonely:
        row = lonely.pop()
        cells = sums.indices[sums.indptr[row] : sums.indptr[row + 1]]
        others = cells[~chosen[cells]]
        if withheld[row] == 1 and len(others):
            companion = others[np.argmin(tables.cost[others])]
            chosen[companion] = True
            rows = of_cell.indices[of_cell.indptr[companion] : of_cell.indptr[companion + 1]]
            withheld[rows] += 1
            lonely.extend(rows[withheld[rows] == 1].tolist())
    return chosen
