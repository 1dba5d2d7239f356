"""Which cells to withhold: the small ones, and others so that the small ones cannot be computed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from perspektiv.indicators.disclosure.attack import Attacker
from perspektiv.indicators.disclosure.choice import accompanied, cheapest, mended, relaxed
from perspektiv.indicators.disclosure.cuts import Cut, first_cuts
from perspektiv.indicators.disclosure.tables import Cell, Mask, Relation, Tables

EXACT = 80  # cells above 0 up to which the pattern is the cheapest there is
NEAR = 1_200  # cells above 0 up to which whole choices are sought; beyond, what the partial choice uses is withheld
LARGE = 2_500  # cells above 0 from which on cells are added step by step instead
FREE_CHOICES = 3  # whole choices in tables between the two; after that, what was chosen stays chosen
GAP = 0.02  # how much dearer than the cheapest such a choice may be, among the cells that it is made from


def withhold(cells: Sequence[Cell], sums: Iterable[Relation], covers: Iterable[Relation] = ()) -> frozenset[int]:
    """The places of the cells to withhold, so that nobody can compute a small one from the others and the relations.

    ``sums``: a total is the sum of its parts. ``covers``: a total of distinct persons is at least each part and at most
    their sum. Whoever knows all printed cells, the relations, and that counts are whole and not negative, can narrow a
    count of 1 or 2 no further than to [0, 3], and any other small cell to no less than a width of 3.
    A cell of 0 is always printed. The answer depends on nothing but the cells and the sets of relations.
    Raises ``ValueError`` if the counts break a relation.

    Safety is proven, whatever the size; cost is least up to EXACT cells, near to it up to NEAR, and beyond that only
    kept low. Always solvable: with all cells above 0 withheld, all counts could be any multiple of what they are.
    """
    tables = Tables(cells, sums, covers)
    if not tables.small.any():
        return frozenset()
    attacker = Attacker(tables)
    size = len(tables.counts)
    pattern = _grown(attacker) if size > LARGE else _chosen(attacker, size)
    return frozenset(tables.places[pattern].tolist())


def _chosen(attacker: Attacker, size: int) -> Mask:
    """Cutting planes: choose, attack the choice, choose again under the cuts learnt, until no attack succeeds.

    First cells may be withheld in part, which is quick; the cells so used, all withheld, are then a safe pattern,
    and whole choices are sought among the cells of the cheapest such solutions (all cells, up to EXACT).
    """
    tables = attacker.tables
    cuts = first_cuts(tables)
    choice = relaxed(tables, cuts)
    while lacks := attacker.lacks(choice.support):
        cuts += lacks
        choice = relaxed(tables, cuts)
    if size > NEAR:
        return choice.support
    if size <= EXACT:
        return _settled(attacker, cuts, np.ones_like(tables.hidden), tables.hidden)
    return _settled(attacker, cuts, choice.worthwhile, tables.hidden | choice.whole, FREE_CHOICES, GAP)


def _settled(
    attacker: Attacker, cuts: list[Cut], eligible: Mask, kept: Mask, free_choices: float = np.inf, gap: float = 0.0
) -> Mask:
    """The first safe one of the cheapest whole choices."""
    tries = 0
    while True:
        chosen = cheapest(attacker.tables, cuts, eligible, kept, gap)
        lacks = attacker.lacks(chosen)
        if not lacks:
            return chosen
        cuts = cuts + lacks
        tries += 1
        if tries >= free_choices:
            kept = chosen


def _grown(attacker: Attacker) -> Mask:
    """Cells added to the small ones, the cheapest that help, until no attack succeeds."""
    tables = attacker.tables
    chosen = accompanied(tables, tables.hidden)
    while lacks := attacker.lacks(chosen):
        chosen = mended(tables, lacks, chosen)
    return chosen
