"""A workbook for people who keep their records in a spreadsheet: a sheet a table, with drop-downs and explanations."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.package.reading_xlsx import EXPLANATION_SHEET, PACKAGE_SHEET
from perspektiv.package.workbook import MOST_ROWS
from perspektiv.package.writing import made_beside, refuse_occupied
from perspektiv.schema import TABLES, Column, Table, version_of
from perspektiv.schema.column import Type
from perspektiv.schema.questionnaires import FROM_VERSION_2

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

FORMATS: dict[Type, str] = {
    "string": "@",
    "integer": "0",
    "number": "General",
    "boolean": "@",
    "date": "yyyy-mm-dd",
    "datetime": "yyyy-mm-dd hh:mm",
}
"""Number formats of a spreadsheet; ``@`` keeps keys like 007 as they are typed."""

TYPE_NAMES: dict[Type, Text] = {
    "string": Text("Text", "text"),
    "integer": Text("ganze Zahl", "whole number"),
    "number": Text("Zahl", "number"),
    "boolean": Text("true oder false", "true or false"),
    "date": Text("Tag", "day"),
    "datetime": Text("Tag und Uhrzeit, Berliner Zeit", "day and time, Berlin time"),
}
REQUIRED_FILL, OPTIONAL_FILL = "FF1F4E5F", "FF7A939C"
LAST_ROW = MOST_ROWS + 1
LARGEST = 999_999_999
LONGEST_PROMPT = 255
LONGEST_TITLE = 32


def write_template(path: Path | str, *, questionnaires: bool = False) -> None:
    """Write the template as a new .xlsx file. Filled in, it is a package. Raises Refused.

    ``questionnaires``: with the tables that make them whole and tell who was asked, as a package of version 2.
    """
    from openpyxl import Workbook

    path = Path(path)
    if path.suffix.lower() != ".xlsx":
        raise Refused(NOT_XLSX, path=path)
    refuse_occupied(path)
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    tables = (*TABLES, *FROM_VERSION_2) if questionnaires else TABLES
    _explain(workbook, tables)
    _describe_package(workbook, version_of([table.resource for table in tables]))
    for table in tables:
        _lay_out(workbook.create_sheet(table.resource), table)
    with made_beside(path) as made:
        workbook.save(made)


def _explain(workbook: Workbook, tables: Sequence[type[Table]]) -> None:
    """The sheet that says what every column means; it is not read back."""
    sheet: Worksheet = workbook.create_sheet(EXPLANATION_SHEET)
    sheet.append([str(text) for text in EXPLAINED])
    for table in tables:
        for column in table.columns:
            target = column.references
            sheet.append(
                [
                    table.resource,
                    column.name,
                    str(table.title),
                    str(column.title),
                    str(TYPE_NAMES[column.type]),
                    str(YES) if column.required else "",
                    ", ".join(column.allowed),
                    f"{target.resource}.{target.key[0]}" if target else "",
                ]
            )
    _style_header(sheet, [REQUIRED_FILL] * len(EXPLAINED))
    for letter, width in zip("ABCDEFGH", (20, 20, 44, 60, 30, 10, 60, 32), strict=True):
        sheet.column_dimensions[letter].width = width
    _wrap(sheet)
    sheet.auto_filter.ref = sheet.dimensions


def _describe_package(workbook: Workbook, version: str) -> None:
    sheet: Worksheet = workbook.create_sheet(PACKAGE_SHEET)
    for key, value in (("name", None), ("title", None), ("version", version), ("data_as_of", None)):
        sheet.append([key, value])
    sheet.column_dimensions["A"].width = 16
    sheet.column_dimensions["B"].width = 60
    for row, prompt in enumerate(PACKAGE_PROMPTS, start=1):
        sheet.cell(row, 2).number_format = FORMATS["date"] if row == len(PACKAGE_PROMPTS) else FORMATS["string"]
        validation = _date_validation() if row == len(PACKAGE_PROMPTS) else _plain_validation()
        _prompt(validation, str(sheet.cell(row, 1).value), str(prompt))
        sheet.add_data_validation(validation)
        validation.add(f"B{row}")


def _lay_out(sheet: Worksheet, table: type[Table]) -> None:
    from openpyxl.utils import get_column_letter

    sheet.append([column.name for column in table.columns])
    _style_header(sheet, [REQUIRED_FILL if column.required else OPTIONAL_FILL for column in table.columns])
    for position, column in enumerate(table.columns, start=1):
        letter = get_column_letter(position)
        sheet.column_dimensions[letter].width = max(16, len(column.name) + 4)
        sheet.column_dimensions[letter].number_format = FORMATS[column.type]
        validation = _validation(column)
        required = REQUIRED if column.required else OPTIONAL
        _prompt(validation, column.name, f"{column.title}. {TYPE_NAMES[column.type]}. {required}.")
        sheet.add_data_validation(validation)
        validation.add(f"{letter}2:{letter}{LAST_ROW}")


def _validation(column: Column) -> DataValidation:
    """What a spreadsheet lets in and offers for a column."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    if column.allowed or column.type == "boolean":
        words = column.allowed or ("true", "false")
        return DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    if column.references:
        target = column.references
        names = [other.name for other in target.columns]
        letter = get_column_letter(names.index(target.key[0]) + 1)
        return DataValidation(
            type="list", formula1=f"{target.resource}!${letter}$2:${letter}${LAST_ROW}", allow_blank=True
        )
    if column.type in ("date", "datetime"):
        return _date_validation()
    if column.type == "integer":
        least, most = column.minimum or 0, column.maximum or LARGEST
        return DataValidation(
            type="whole", operator="between", formula1=str(least), formula2=str(most), allow_blank=True
        )
    return _plain_validation()


def _date_validation() -> DataValidation:
    from openpyxl.worksheet.datavalidation import DataValidation

    return DataValidation(type="date", operator="greaterThan", formula1="1", allow_blank=True)


def _plain_validation() -> DataValidation:
    """Lets anything in; it carries the prompt."""
    from openpyxl.worksheet.datavalidation import DataValidation

    return DataValidation(allow_blank=True)


def _prompt(validation: DataValidation, title: str, text: str) -> None:
    """What is shown when a cell is chosen, and what when a value is refused."""
    validation.promptTitle = title[:LONGEST_TITLE]
    validation.prompt = text[:LONGEST_PROMPT]
    validation.showInputMessage = True
    validation.errorTitle = title[:LONGEST_TITLE]
    validation.error = text[:LONGEST_PROMPT]
    validation.showErrorMessage = True


def _style_header(sheet: Worksheet, fills: list[str]) -> None:
    from openpyxl.styles import Font, PatternFill

    sheet.freeze_panes = "A2"
    for position, fill in enumerate(fills, start=1):
        cell = sheet.cell(1, position)
        cell.font = Font(bold=True, color="FFFFFFFF")
        cell.fill = PatternFill("solid", fgColor=fill)


def _wrap(sheet: Worksheet) -> None:
    from openpyxl.styles import Alignment

    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


EXPLAINED = (
    Text("Tabelle", "Table"),
    Text("Spalte", "Column"),
    Text("Inhalt der Tabelle", "What the table holds"),
    Text("Bedeutung der Spalte", "What the column means"),
    Text("Art", "Type"),
    Text("Pflicht", "Required"),
    Text("Erlaubte Werte", "Allowed values"),
    Text("Verweist auf", "Refers to"),
)
YES = Text("ja", "yes")
REQUIRED = Text("Muss ausgefüllt sein", "Must be filled in")
OPTIONAL = Text("Kann leer bleiben", "May stay empty")
PACKAGE_PROMPTS = (
    Text("Kurzname des Pakets, etwa zentrum-koeln-2015", "Short name of the package, like centre-cologne-2015"),
    Text("Titel, wie er auf Berichten steht", "Title as it stands on reports"),
    Text("Fassung des Vertrags; nicht ändern", "Version of the contract; do not change"),
    Text("Tag, von dem die Daten sind", "Day that the data speak of"),
)
NOT_XLSX = Text(
    "Die Vorlage ist eine Arbeitsmappe; {path} muss auf .xlsx enden.",
    "The template is a workbook; {path} must end in .xlsx.",
)
