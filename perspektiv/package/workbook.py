"""Writing a workbook: a sheet a table, texts that stay texts, and no formulas whatever a text begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.package.database import name
from perspektiv.package.describing import Described
from perspektiv.package.reading_xlsx import PACKAGE_SHEET
from perspektiv.package.writing import moment_text
from perspektiv.schema import TABLES, Column, Table

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

MOST_ROWS = 1_048_575
LONGEST_TEXT = 32_767
FIRST_DAY = date(1900, 3, 1)
"""Workbooks count days from here without error; earlier ones are written as text."""
ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

Value = str | int | float | bool | date | None


def write_workbook(connection: duckdb.DuckDBPyConnection, described: Described, file: Path) -> None:
    """Write the tables of ``staged`` as one workbook. Raises Refused for what a workbook cannot hold."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(PACKAGE_SHEET)
    for key, value in package_words(described):
        sheet.append([text_cell(sheet, key), text_cell(sheet, value)])
    for table in TABLES:
        _write_sheet(workbook.create_sheet(table.resource), table, connection)
    workbook.save(file)


def package_words(described: Described) -> list[tuple[str, str]]:
    """What the sheet ``package`` says."""
    words = [
        ("name", described.name),
        ("title", described.title),
        ("version", described.version),
        ("data_as_of", described.data_as_of.isoformat()),
    ]
    return [*words, ("made_up", "true")] if described.made_up else words


def _write_sheet(sheet: WriteOnlyWorksheet, table: type[Table], connection: duckdb.DuckDBPyConnection) -> None:
    sheet.freeze_panes = "A2"
    sheet.append([text_cell(sheet, column.name) for column in table.columns])
    columns = ", ".join(
        moment_text(name(column.name)) if column.type == "datetime" else name(column.name) for column in table.columns
    )
    rows = connection.execute(f"SELECT {columns} FROM staged.{name(table.resource)} ORDER BY rowid")
    count = 1
    while batch := rows.fetchmany(10_000):
        for row in batch:
            count += 1
            if count > MOST_ROWS + 1:
                raise Refused(TOO_MANY_ROWS, table=table.resource, most=MOST_ROWS)
            sheet.append(_cells(sheet, table, count, row))


def _cells(sheet: WriteOnlyWorksheet, table: type[Table], row: int, values: Iterable[Value]) -> list[Cell | Value]:
    return [_cell(sheet, table, column, row, value) for column, value in zip(table.columns, values, strict=True)]


def _cell(sheet: WriteOnlyWorksheet, table: type[Table], column: Column, row: int, value: Value) -> Cell | Value:
    from openpyxl.utils.exceptions import IllegalCharacterError

    if isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            raise Refused(TOO_LONG, table=table.resource, row=row, column=column.name, most=LONGEST_TEXT)
        try:
            return text_cell(sheet, value)
        except IllegalCharacterError as illegal:
            raise Refused(ILLEGAL, table=table.resource, row=row, column=column.name) from illegal
    if isinstance(value, date) and value < FIRST_DAY:
        return text_cell(sheet, value.isoformat())
    if isinstance(value, float):
        return _number_cell(sheet, value)
    return value


def text_cell(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    """A cell that holds this very text, never a formula, an error or an escape."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, ESCAPE.sub("_x005F_", text))
    cell.data_type = "s"
    return cell


def _number_cell(sheet: WriteOnlyWorksheet, number: float) -> Cell:
    """A number with all its digits; the library by itself would write sixteen of seventeen."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, repr(number))
    cell.data_type = "n"
    return cell


TOO_MANY_ROWS = Text(
    "Die Tabelle {table} hat mehr als {most} Zeilen, zu viele für eine Arbeitsmappe. Bitte CSV oder Parquet wählen.",
    "The table {table} has more than {most} rows; a workbook holds no more. Please choose CSV or Parquet.",
)
TOO_LONG = Text(
    "{table}, Zeile {row}, Spalte {column}: Der Text hat mehr als {most} Zeichen, zu viele für eine Arbeitsmappe.",
    "{table}, row {row}, column {column}: The text is longer than {most} characters; a workbook holds no more.",
)
ILLEGAL = Text(
    "{table}, Zeile {row}, Spalte {column}: Der Text enthält ein Steuerzeichen, das eine Arbeitsmappe nicht fasst.",
    "{table}, row {row}, column {column}: The text holds a control character that a workbook cannot hold.",
)
