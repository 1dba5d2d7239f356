"""The tables of a report as CSV: UTF-8, comma, one file a table, numbers with a decimal point.

The form is that of the data package, so that every program reads it without asking. Cells that a spreadsheet would take
for a formula are made harmless. A column of intervals becomes two columns of numbers, its lower and its upper ends.
"""

import csv
import io
import re

from perspektiv.report.numbers import MINUS
from perspektiv.report.tables import Table

_GERMAN = re.compile(rf"{MINUS}?\d{{1,3}}(?:\.\d{{3}})*(?:,\d+)?|{MINUS}?\d+(?:,\d+)?")
_SPAN = re.compile(rf"({MINUS}?[\d.,]+)–({MINUS}?[\d.,]+)")
ENDS = ("unten", "oben")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(table: Table, remark: str = "") -> str:
    """The table's header and rows. A remark, as on made-up data, stands in the first row of its own column."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    spans = [_holds_intervals([row[x] for row in table.rows]) for x in range(len(table.head))]
    head = [name for x, one in enumerate(table.head) for name in (_ends_of(one) if spans[x] else (one,))]
    writer.writerow([harmless(cell) for cell in [*head, *(["Hinweis"] if remark else [])]])
    for y, row in enumerate(table.rows):
        cells: list[str] = []
        for x, cell in enumerate(row):
            pieces = _split(cell) if spans[x] else (cell,)
            cells += [number(piece) if table.numeric[x] else harmless(piece) for piece in pieces]
        writer.writerow([*cells, *([remark if y == 0 else ""] if remark else [])])
    return out.getvalue()


def _holds_intervals(column: list[str]) -> bool:
    """Whether a column has intervals, and no plain number among them."""
    return any(_SPAN.fullmatch(cell) for cell in column) and not any(_GERMAN.fullmatch(cell) for cell in column)


def _ends_of(head: str) -> tuple[str, ...]:
    return tuple(f"{head}, {end}" for end in ENDS)


def _split(cell: str) -> tuple[str, str]:
    """Both ends of an interval; what is none („geschützt“, a dash) stands for both."""
    found = _SPAN.fullmatch(cell)
    return (found[1], found[2]) if found else (cell, cell)


def number(cell: str) -> str:
    """``1.234,5`` as ``1234.5``; what is no plain number (a span, „geschützt“, a provisional mark) stays as printed."""
    if _GERMAN.fullmatch(cell):
        return cell.replace(".", "").replace(",", ".").replace(MINUS, "-")
    return harmless(cell.replace("\u00a0", " "))


def harmless(cell: str) -> str:
    """A text that no spreadsheet runs as a formula: an apostrophe goes before what would start one."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
