"""A workbook as a package: a sheet a table, and a sheet ``package`` with what a descriptor says.

Cells are turned into the texts that a CSV file would hold. Dates and times carry no offset in a workbook: they are
Berlin time. The sheet ``Erläuterung`` is for readers and is not read.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.package.clock import why_unknown, with_offset
from perspektiv.package.describing import suffice
from perspektiv.package.finding import Findings
from perspektiv.package.reading_csv import load_csv, stage_empty
from perspektiv.package.rows import Rows
from perspektiv.package.safety import (
    BROKEN_ARCHIVE,
    MOST_UNPACKED_WORKBOOK_BYTES,
    MOST_WORKBOOK_BYTES,
    check_archive,
    refuse_too_large,
)
from perspektiv.package.scanning import header_fits
from perspektiv.schema import Table, version_of

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

PACKAGE_SHEET = "package"
EXPLANATION_SHEET = "Erläuterung"

Cell = int | float | str | bool | time | date | datetime | timedelta
"""What a workbook's cell holds; an empty one holds '', one with a whole day a date."""


def open_workbook(file: Path) -> CalamineWorkbook:
    """The workbook, once its size and its archive are harmless. Raises Refused for what is none."""
    from python_calamine import CalamineError, CalamineWorkbook

    refuse_too_large(file, MOST_WORKBOOK_BYTES)
    check_archive(file, most=MOST_UNPACKED_WORKBOOK_BYTES)
    try:
        return CalamineWorkbook.from_path(file)
    except CalamineError as broken:
        raise Refused(BROKEN_ARCHIVE, file=file.name) from broken


def workbook_descriptor(
    workbook: CalamineWorkbook, file: str, findings: Findings, words: Mapping[str, str]
) -> dict[str, object] | None:
    """The sheet ``package`` as the object that a descriptor file would hold.

    None and a fault where it is missing, unless ``words`` suffice in its place.
    """
    if PACKAGE_SHEET in workbook.sheet_names:
        rows = (row for row in read_sheet(workbook, PACKAGE_SHEET) if row and row[0] != "")
        content: dict[str, object] = {str(row[0]).strip(): _word(row[1]) if len(row) > 1 else None for row in rows}
    elif suffice(words):
        content = {"version": version_of(workbook.sheet_names)}
    else:
        findings.fault("descriptor", file, None, None, NO_PACKAGE_SHEET)
        return None
    content["made_up"] = content.get("made_up") == "true"
    content["pseudonymous"] = content.get("pseudonymous") == "true"
    content["not_collected"] = str(content.get("not_collected") or "").replace(",", " ").split()
    content["resources"] = [
        {"name": sheet, "path": sheet}
        for sheet in workbook.sheet_names
        if sheet not in (PACKAGE_SHEET, EXPLANATION_SHEET)
    ]
    return content


def package_cells(workbook: CalamineWorkbook) -> dict[str, str]:
    """The cell that belongs to every word named on the sheet ``package``."""
    if PACKAGE_SHEET not in workbook.sheet_names:
        return {}
    rows = enumerate(read_sheet(workbook, PACKAGE_SHEET), start=1)
    return {str(row[0]).strip(): f"B{number}" for number, row in rows if row}


def _word(cell: Cell) -> str | None:
    return cell_text(cell.date() if isinstance(cell, datetime) else cell) or None


def read_sheet(workbook: CalamineWorkbook, sheet: str) -> list[list[Cell]]:
    """All rows from the first of the sheet on."""
    from python_calamine import CalamineError

    try:
        return workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except CalamineError as broken:
        raise Refused(BROKEN_ARCHIVE, file=sheet) from broken


def stage_sheets(
    connection: duckdb.DuckDBPyConnection, workbook: CalamineWorkbook, tables: Iterable[type[Table]], findings: Findings
) -> dict[type[Table], Rows]:
    """Stage every table's sheet; the rows of those that could be read."""
    staged = {}
    for table in tables:
        rows = _stage_sheet(connection, table, read_sheet(workbook, table.resource), findings)
        if rows is not None:
            staged[table] = rows
    return staged


def _stage_sheet(
    connection: duckdb.DuckDBPyConnection, table: type[Table], sheet: list[list[Cell]], findings: Findings
) -> Rows | None:
    header = [cell_text(cell) or "" for cell in sheet[0]] if sheet else []
    if not header_fits(tuple(header), table, table.resource, findings):
        return None
    left_out: list[int] = []
    with tempfile.TemporaryDirectory(prefix="perspektiv-") as folder:
        texts = Path(folder) / f"{table.resource}.csv"
        with texts.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
            writer.writerow(header)
            for number, row in enumerate(sheet[1:], start=2):
                if all(cell == "" for cell in row):
                    left_out.append(number)
                else:
                    writer.writerow(_texts(table, header, row, number, findings))
        if len(sheet) - 1 == len(left_out):
            stage_empty(connection, table)
            return Rows(0)
        return Rows(load_csv(connection, table, texts, tuple(header)), tuple(left_out))


def _texts(
    table: type[Table], header: list[str], row: list[Cell], number: int, findings: Findings
) -> Iterable[str | None]:
    for name, cell in zip(header, row, strict=False):
        if table.column(name).type == "datetime" and isinstance(cell, datetime):
            moment = with_offset(cell)
            if moment is None:
                findings.fault("clock change", table.resource, number, name, why_unknown(cell))
            yield moment or "2000-01-01T00:00:00Z"  # readable, so that the cell is not reported twice
        else:
            yield cell_text(cell)


def cell_text(cell: Cell) -> str | None:
    """The text that a CSV file would hold: whole numbers without point, true and false in small letters."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) or None


NO_PACKAGE_SHEET = Text(
    "Das Blatt „package“ fehlt. Es nennt in zwei Spalten name, title, version und data_as_of; "
    "„perspektiv template“ schreibt eine Vorlage, „perspektiv convert“ nimmt stattdessen --name und --data-as-of.",
    "The sheet “package” is missing. It names name, title, version and data_as_of in two columns; "
    "“perspektiv template” writes a template, “perspektiv convert” takes --name and --data-as-of instead.",
)
