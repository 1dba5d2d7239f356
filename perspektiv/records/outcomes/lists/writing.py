"""Writing the list as CSV and as a workbook; texts stay texts whatever they begin with."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font

from perspektiv.records.outcomes.lists.columns import COLUMNS, SHEET
from perspektiv.records.outcomes.lists.harmless import harmless
from perspektiv.records.outcomes.window import Window

DAY = "%d.%m.%Y"
WIDTHS = (18, 14, 14, 32, 14, 32, 16)


@dataclass(frozen=True)
class Line:
    customer_number: str
    window: Window


def as_csv(lines: Iterable[Line]) -> bytes:
    """With semicolons and a mark of UTF-8, as German spreadsheets open it by a double click."""
    days = ((line.customer_number, f"{line.window.first:{DAY}}", f"{line.window.last:{DAY}}") for line in lines)
    return table_csv(COLUMNS, ((*known, "", "", "", "") for known in days))


def table_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_workbook(lines: Iterable[Line]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    for letter, width in zip("ABCDEFG", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"

    def text(value: str, *, bold: bool = False) -> Cell:
        cell: Cell = WriteOnlyCell(sheet, "")
        cell.value = harmless("".join(c for c in value if c.isprintable() or c == "\t"))
        cell.data_type, cell.number_format = "s", "@"
        if bold:
            cell.font = Font(bold=True)
        return cell

    def day(value: date | None) -> Cell:
        cell: Cell = WriteOnlyCell(sheet, None)
        cell.value, cell.number_format = value, "dd.mm.yyyy"
        return cell

    sheet.append([text(name, bold=True) for name in COLUMNS])
    for line in lines:
        known = [text(line.customer_number), day(line.window.first), day(line.window.last)]
        sheet.append([*known, day(None), day(None), text(""), text("")])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
