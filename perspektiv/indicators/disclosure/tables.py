"""What disclosure control works on: cells, and the relations between them that a reader knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

SMALL_COUNT = 2  # a count up to this is small
FEW_PERSONS = 2  # a count behind which no more persons stand is small, too
WIDTH = 3  # of the interval that must stay open around a small cell

Numbers = NDArray[np.float64]
Places = NDArray[np.intp]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Cell:
    """A count, the number of persons behind it, and what is lost if it is withheld (more than 0, any unit).

    A cell that is in no printed table is withheld anyway and not protected for its own sake, but a reader knows that it
    is not negative and what it adds up to.
    """

    count: int
    persons: int
    cost: float
    printed: bool = True

    @property
    def small(self) -> bool:
        """Whether the cell would tell about single persons."""
        return self.printed and self.count > 0 and (self.count <= SMALL_COUNT or self.persons <= FEW_PERSONS)


@dataclass(frozen=True, slots=True)
class Relation:
    """A total and its parts, by their places in the list of cells."""

    total: int
    parts: tuple[int, ...]


class Tables:
    """The cells above zero and all that is publicly known of how they depend on each other.

    ``rows`` is a matrix (known facts × cells) with entries +1 and −1: ``rows @ counts`` is 0 where ``equal``, else ≥ 0.
    Cells that count 0 are printed, so they are left out. Raises ``ValueError`` for relations that the counts break.
    """

    def __init__(self, cells: Sequence[Cell], sums: Iterable[Relation], covers: Iterable[Relation]) -> None:
        self.places: Places = np.flatnonzero(np.array([cell.count > 0 for cell in cells], bool))
        alive = [cell for cell in cells if cell.count > 0]
        self.counts = np.array([cell.count for cell in alive], float)
        self.cost = np.array([cell.cost for cell in alive], float)
        self.small = np.array([cell.small for cell in alive], bool)
        self.hidden: Mask = self.small | ~np.array([cell.printed for cell in alive], bool)
        """Cells that every pattern withholds."""
        self.sliding: Mask = self.small & (self.counts > SMALL_COUNT)
        self.highest: Numbers = np.where(self.sliding, self.counts + WIDTH, WIDTH)
        self.rows, self.equal = _facts(self._renumbered(sums), self._renumbered(covers), len(alive))
        self.slack: Numbers = self.rows @ self.counts
        if self.slack[self.equal].any() or (self.slack < 0).any():
            raise ValueError("the counts break a relation: a total differs from its parts")

    def _renumbered(self, relations: Iterable[Relation]) -> list[tuple[int, tuple[int, ...]]]:
        """The relations above zero, each once, in an order that does not depend on how they were given."""
        number = {place: position for position, place in enumerate(self.places.tolist())}
        found = set()
        for relation in relations:
            parts = tuple(sorted(number[part] for part in relation.parts if part in number))
            if relation.total in number:
                found.add((number[relation.total], parts))
            elif parts:
                raise ValueError("the counts break a relation: a total is 0, a part is not")
        return sorted(found)

    @cached_property
    def entry_facts(self) -> Places:
        """The fact of each entry of ``rows``, in its order."""
        return np.repeat(np.arange(len(self.equal)), np.diff(self.rows.indptr))

    @cached_property
    def entry_cells(self) -> Places:
        """The cell of each entry of ``rows``, in its order."""
        return np.asarray(self.rows.indices, np.intp)


def _facts(
    sums: list[tuple[int, tuple[int, ...]]], covers: list[tuple[int, tuple[int, ...]]], width: int
) -> tuple[csr_array, Mask]:
    """Sums as total − parts = 0; covers (distinct persons) as parts − total ≥ 0 and total − each part ≥ 0."""
    from scipy.sparse import csr_array

    facts = [[(total, 1.0), *((part, -1.0) for part in parts)] for total, parts in sums]
    for total, parts in covers:
        facts.append([(total, -1.0), *((part, 1.0) for part in parts)])
        facts.extend([(total, 1.0), (part, -1.0)] for part in parts)
    columns = [column for fact in facts for column, _ in fact]
    signs = [sign for fact in facts for _, sign in fact]
    starts = np.cumsum([0, *(len(fact) for fact in facts)])
    rows = csr_array((signs, columns, starts), shape=(len(facts), width), dtype=float)
    return rows, np.arange(len(facts)) < len(sums)
