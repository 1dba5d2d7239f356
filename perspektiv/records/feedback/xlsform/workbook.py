"""A workbook that somebody sent, as rows of texts: small, whole, and without anything that computes."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from perspektiv.errors import Refused
from perspektiv.language import Text, spelled_size
from perspektiv.package.safety import BROKEN_ARCHIVE, check_archive
from perspektiv.records.feedback.xlsform.findings import Findings

MOST_BYTES = 10_000_000
MOST_UNPACKED_BYTES = 50_000_000
MOST_ROWS = 2_000
MOST_COLUMNS = 200
LONGEST_CELL = 5_000
FILE = "XLSForm.xlsx"


@dataclass
class Sheet:
    """Rows by their number in the file, from 2 on, each as text by the heading of its column."""

    headings: list[str] = field(default_factory=list)
    rows: dict[int, dict[str, str]] = field(default_factory=dict)

    def padded(self) -> list[dict[str, str]]:
        """All rows from the second on, empty ones between them, too."""
        return [self.rows.get(number, {}) for number in range(2, max(self.rows, default=1) + 1)]


def read_sheets(file: bytes, wanted: tuple[str, ...], findings: Findings) -> Mapping[str, Sheet]:
    """The wanted sheets by their names in small letters. Refused for what is no harmless workbook."""
    import openpyxl

    if len(file) > MOST_BYTES:
        raise Refused(TOO_LARGE, size=spelled_size(len(file)), most=spelled_size(MOST_BYTES))
    with tempfile.TemporaryDirectory(prefix="perspektiv-") as folder:
        kept = Path(folder) / FILE
        kept.write_bytes(file)
        check_archive(kept, most=MOST_UNPACKED_BYTES)
    try:
        book = openpyxl.load_workbook(BytesIO(file), read_only=True)
        try:
            return {
                name: _read(name, sheet, findings)
                for sheet in book.worksheets
                if (name := sheet.title.strip().lower()) in wanted
            }
        finally:
            book.close()
    except Refused:
        raise
    except Exception as broken:  # whatever a parser stumbles over in a damaged or hostile file
        raise Refused(BROKEN_ARCHIVE, file=FILE) from broken


def _read(name: str, sheet: Any, findings: Findings) -> Sheet:
    read = Sheet()
    cells = sheet.iter_rows(min_row=1, max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1)
    for number, row in enumerate(cells, start=1):
        texts = list(_texts(name, number, row, read.headings, findings))
        if not any(texts):
            continue
        if number > MOST_ROWS or (len(texts) > MOST_COLUMNS and texts[MOST_COLUMNS]):
            raise Refused(TOO_MANY, sheet=name, rows=MOST_ROWS, columns=MOST_COLUMNS)
        if not read.headings:
            read.headings = texts
            for heading in {heading for heading in texts if heading and texts.count(heading) > 1}:
                findings.add(name, number, heading, COLUMN_TWICE)
        else:
            read.rows[number] = {
                heading: text for heading, text in zip(read.headings, texts, strict=False) if heading and text
            }
    return read


def _texts(name: str, number: int, row: Any, headings: list[str], findings: Findings) -> Iterator[str]:
    for place, cell in enumerate(row):
        column = headings[place] if place < len(headings) else getattr(cell, "column_letter", "")
        if getattr(cell, "data_type", "") == "f":
            findings.add(name, number, column, FORMULA)
            yield ""
            continue
        text = _text(cell.value)
        if len(text) > LONGEST_CELL:
            findings.add(name, number, column, TOO_LONG.filled(most=LONGEST_CELL))
        yield text


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return "" if value is None else str(value).strip()


TOO_LARGE = Text(
    "Die Datei ist mit {size} zu groß; höchstens {most} werden gelesen.",
    "The file is too large with {size}; at most {most} are read.",
)
TOO_MANY = Text(
    "Das Blatt „{sheet}“ ist zu groß; höchstens {rows} Zeilen und {columns} Spalten werden gelesen.",
    "The sheet “{sheet}” is too large; at most {rows} rows and {columns} columns are read.",
)
TOO_LONG = Text("Höchstens {most} Zeichen haben hier Platz.", "There is room for {most} characters at most.")
FORMULA = Text(
    "Hier steht eine Formel; Formeln werden nicht gerechnet. Bitte schreiben Sie den Wert selbst hinein.",
    "This is a formula; formulas are not computed. Please write the value itself.",
)
COLUMN_TWICE = Text("Diese Spalte gibt es zweimal.", "This column is there twice.")
