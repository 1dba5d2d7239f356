"""The tables of a report as CSV: UTF-8, comma, one file a table, numbers with a decimal point.

The form is that of the data package, so that every program reads it without asking. Cells that a spreadsheet would take
for a formula are made harmless.
"""

import csv
import io
import re

from perspektiv.report.numbers import MINUS
from perspektiv.report.tables import Table

_GERMAN = re.compile(rf"{MINUS}?\d{{1,3}}(?:\.\d{{3}})*(?:,\d+)?|{MINUS}?\d+(?:,\d+)?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(table: Table, remark: str = "") -> str:
    """The table's header and rows. A remark, as on made-up data, fills a column of its own."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    head = [*table.head, *(["Hinweis"] if remark else [])]
    writer.writerow([harmless(cell) for cell in head])
    for row in table.rows:
        cells = [number(cell) if numeric else harmless(cell) for cell, numeric in zip(row, table.numeric, strict=True)]
        writer.writerow([*cells, *([remark] if remark else [])])
    return out.getvalue()


def number(cell: str) -> str:
    """``1.234,5`` as ``1234.5``; what is no plain number (a span, „geschützt“, a provisional mark) stays as printed."""
    if _GERMAN.fullmatch(cell):
        return cell.replace(".", "").replace(",", ".").replace(MINUS, "-")
    return harmless(cell.replace("\u00a0", " "))


def harmless(cell: str) -> str:
    """A text that no spreadsheet runs as a formula: an apostrophe goes before what would start one."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
