"""Cells: the numbers that every engine must give alike, and what differs between two engines."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from decimal import Decimal
from math import isclose
from pathlib import Path

from perspektiv.indicators import CATALOGUE

Number = int | float | Decimal | None
Key = tuple[str, tuple[tuple[str, str], ...]]
"""The indicator, and the dimensions and categories of the row."""

CLOSE = 1e-9
"""How far numbers that are no whole numbers may lie apart."""
CLOSE_ENDS = 1e-7
"""The same for the ends of an interval: plain SQL multiplies out its squares in floating point, and takes a root."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure's numbers; all absent where it is withheld."""

    numerator: Number = None
    denominator: Number = None
    value: Number = None
    low: Number = None
    high: Number = None
    bound_low: Number = None
    bound_high: Number = None
    open_windows: Number = None
    withheld: bool = False


Cells = Mapping[Key, Cell]
NOTHING = Cell()
WITHHELD = Cell(withheld=True)


def differences(ours: Cells, theirs: Cells) -> Iterator[str]:
    """A sentence for each cell that differs. A row in which nothing was counted may be missing."""
    for key in sorted(ours.keys() | theirs.keys()):
        one, other = ours.get(key, NOTHING), theirs.get(key, NOTHING)
        if not (_is_empty(key[0], one) and _is_empty(key[0], other)) and not _same(one, other):
            yield f"{key[0]} {dict(key[1]) or 'in total'}: {_told(one)} against {_told(other)}"


def write_cells(cells: Cells, file: Path) -> None:
    """Keeps cells for another process."""
    rows = [[*key, *astuple(cell)] for key, cell in cells.items()]
    file.write_text(json.dumps(rows, default=float), encoding="utf-8")


def read_cells(file: Path) -> dict[Key, Cell]:
    """The cells that ``write_cells`` kept."""
    rows = json.loads(file.read_text(encoding="utf-8"))
    return {(name, tuple((d, c) for d, c in by)): Cell(*numbers) for name, by, *numbers in rows}


def _same(one: Cell, other: Cell) -> bool:
    return all(
        _close(getattr(one, f.name), getattr(other, f.name), CLOSE_ENDS if f.name in ("low", "high") else CLOSE)
        for f in fields(Cell)
    )


def _close(a: Number, b: Number, apart: float) -> bool:
    if a is None or b is None or (isinstance(a, int) and isinstance(b, int)):
        return a == b
    return isclose(a, b, rel_tol=apart, abs_tol=apart)


def _is_empty(indicator: str, cell: Cell) -> bool:
    base = CATALOGUE[indicator].per or None
    counted = (cell.numerator, cell.value, cell.open_windows)
    return not cell.withheld and not any(counted) and (not cell.denominator or cell.denominator == base)


def _told(cell: Cell) -> str:
    told = (f"{f.name} {getattr(cell, f.name)}" for f in fields(cell) if getattr(cell, f.name) not in (None, False))
    return ", ".join(told) or "nothing"
