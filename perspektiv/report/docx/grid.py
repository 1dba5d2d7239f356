"""The columns of a table in Word, as wide as their content asks. Widths are points at 9 pt Arial."""

import re
from collections.abc import Sequence
from typing import Any

from perspektiv.report.docx.wordml import element
from perspektiv.report.tables import Table

SIZE = 9.0
GAP = 8.0
"""Between the content of one column and the next."""

_INK = {
    **dict.fromkeys("ijl'|", 0.23),
    **dict.fromkeys(" ft.,:;/I!·\u00a0", 0.28),
    **dict.fromkeys("r-()*", 0.36),
    **dict.fromkeys("cksvxyz", 0.5),
    **dict.fromkeys("wABCDEFGHKNOPQRSTUVXYZÄÖÜ", 0.72),
    **dict.fromkeys("mMW%", 0.88),
}
_OTHERS = 0.56
_BOLD = 1.08


def width_of(words: str, *, bold: bool = False) -> float:
    """A piece of text, as wide as its longest line."""
    ink = max(sum(_INK.get(sign, _OTHERS) for sign in line) for line in words.split("\n"))
    return ink * SIZE * (_BOLD if bold else 1)


def column_widths(table: Table, available: float) -> list[float]:
    """The columns of a table. What is left goes to the first column; what lacks is shared by the texts, and only the
    longest words are broken. A number never is.
    """
    columns = [_Column(table, x) for x in range(len(table.head))]
    least, most = [column.least for column in columns], [column.most for column in columns]
    if sum(most) <= available:
        return [most[0] + available - sum(most), *most[1:]]
    if sum(least) > available:
        return _cut(least, available)
    share = (available - sum(least)) / (sum(most) - sum(least))
    return [low + (high - low) * share for low, high in zip(least, most, strict=True)]


class _Column:
    """What a column needs so that no word, and in a column of numbers no cell, is broken; and to be on one line."""

    def __init__(self, table: Table, x: int) -> None:
        bold = {*table.total, *table.strong}
        cells = [(row[x], number in bold) for number, row in enumerate(table.rows) if not spans(row)]
        whole = cells if table.numeric[x] else [(word, strong) for cell, strong in cells for word in _words(cell)]
        pieces = [*((word, False) for word in _words(table.head[x])), *whole]
        self.least = max(width_of(piece, bold=strong) for piece, strong in pieces) + GAP
        lines = [(table.head[x], False), *cells]
        self.most = max(width_of(line, bold=strong) for line, strong in lines) + GAP


def _cut(widths: Sequence[float], available: float) -> list[float]:
    """The widest are cut to one measure, so that all together have room."""
    left, open_ = available, sorted(widths)
    while open_ and open_[0] <= left / len(open_):
        left -= open_.pop(0)
    return [min(width, left / len(open_)) for width in widths] if open_ else list(widths)


def _words(cell: str) -> list[str]:
    """The pieces between which Word may break a line; a hyphen stays with what it ends."""
    return re.findall(r"[^\s-]*-|[^\s-]+", cell.replace("\u00a0", "_")) or [""]


def spans(row: Sequence[str]) -> bool:
    """Whether a row is the name of a group, which stands over all columns."""
    return len(row) > 1 and bool(row[0]) and not any(row[1:])


def lay_out(made: Any, widths: Sequence[float]) -> None:
    """Fixes the widths of a table that has no rows yet; Word would else widen and narrow them by its own lights."""
    made.autofit = False
    (whole,) = made._tbl.tblPr.xpath("w:tblW")
    whole.attrib.update(element("tblW", w=str(round(sum(widths) * 20)), type="dxa").attrib)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = round(width * 20) * 635  # whole twentieths of a point
