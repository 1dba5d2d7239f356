"""Writing a workbook: a sheet a table, texts that stay texts, and no formulas whatever a text begins with."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.package.database import name, staged
from perspektiv.package.describing import Described
from perspektiv.package.reading_xlsx import PACKAGE_SHEET
from perspektiv.package.writing import moment_text
from perspektiv.schema import Table

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

MOST_ROWS = 1_048_575
LONGEST_TEXT = 32_767
FIRST_DAY = date(1900, 3, 1)
"""Workbooks count days from here without error; earlier ones are written as text."""
ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

ILLEGAL_IN = r"regexp_matches({}, '[\x00-\x08\x0b\x0c\x0e-\x1f\x{{fffe}}\x{{ffff}}]')"
"""SQL for a text with a character that XML does not know."""

Value = str | int | float | bool | date | None


def write_workbook(connection: duckdb.DuckDBPyConnection, described: Described, file: Path) -> None:
    """Write the tables of ``staged`` as one workbook. Raises Refused for what a workbook cannot hold."""
    from openpyxl import Workbook

    for table in described.tables:
        _refuse_what_does_not_fit(table, connection)
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(PACKAGE_SHEET)
    for key, value in package_words(described):
        sheet.append([text_cell(sheet, key), text_cell(sheet, value)])
    for table in described.tables:
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
    if described.made_up:
        words.append(("made_up", "true"))
    if described.pseudonymous:
        words.append(("pseudonymous", "true"))
    if described.not_collected:
        words.append(("not_collected", ", ".join(sorted(described.not_collected))))
    return words


def _refuse_what_does_not_fit(table: type[Table], connection: duckdb.DuckDBPyConnection) -> None:
    """Looked at before anything is written; rows are those of the workbook."""
    rows = connection.execute(f"SELECT count(*) FROM {staged(table)}").fetchall()[0][0]
    if rows > MOST_ROWS:
        raise Refused(TOO_MANY_ROWS, table=table.resource, most=MOST_ROWS)
    for column in table.columns:
        if column.type != "string":
            continue
        text = name(column.name)
        for broken, sentence in ((f"length({text}) > {LONGEST_TEXT}", TOO_LONG), (ILLEGAL_IN.format(text), ILLEGAL)):
            first = connection.execute(f"SELECT min(rowid) FROM {staged(table)} WHERE {broken}").fetchall()[0][0]
            if first is not None:
                raise Refused(sentence, table=table.resource, row=first + 2, column=column.name, most=LONGEST_TEXT)


def _write_sheet(sheet: WriteOnlyWorksheet, table: type[Table], connection: duckdb.DuckDBPyConnection) -> None:
    sheet.freeze_panes = "A2"
    sheet.append([text_cell(sheet, column.name) for column in table.columns])
    columns = ", ".join(
        moment_text(name(column.name)) if column.type == "datetime" else name(column.name) for column in table.columns
    )
    rows = connection.execute(f"SELECT {columns} FROM {staged(table)} ORDER BY rowid")
    while batch := rows.fetchmany(10_000):
        for row in batch:
            sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: WriteOnlyWorksheet, value: Value) -> Cell | Value:
    if isinstance(value, str):
        return text_cell(sheet, value)
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
