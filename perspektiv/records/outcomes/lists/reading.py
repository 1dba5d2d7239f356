"""Reading what came back: CSV in UTF-8 or cp1252, or a workbook. Every fault with its row and column."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypedDict

from python_calamine import CalamineError, CalamineWorkbook

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.outcomes.lists.columns import COLUMNS, KIND, MEASURE, NEEDED, NUMBER, START, UNKNOWN
from perspektiv.records.outcomes.lists.harmless import as_typed

MOST_BYTES = 5_000_000
MOST_UNPACKED = 50_000_000
MOST_ROWS = 20_000
MOST_ENTRIES = 200
LONGEST_KIND = 120
GERMAN_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})")
YES = {"x", "ja", "wahr", "true", "1", "yes", "✓"}
NO = {"", "nein", "falsch", "false", "0", "no", "-", "–"}


class Row(TypedDict):
    """One filled row, as JSON can hold it; days as ISO."""

    row: int
    number: str
    start: str
    measure: str
    kind: str
    unknown: bool


@dataclass(frozen=True)
class Fault:
    row: int
    column: str
    sentence: Text


@dataclass
class Read:
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    empty: int = 0  # rows in which nothing was filled in


def read_list(content: bytes) -> Read:
    """All rows; raises Refused for a file that is none."""
    if len(content) > MOST_BYTES:
        raise Refused(TOO_LARGE)
    table = list(_workbook(content) if content.startswith(b"PK") else _csv(content))
    if len(table) > MOST_ROWS:
        raise Refused(TOO_LONG, most=MOST_ROWS)
    if not table:
        raise Refused(EMPTY)
    places = _places([cell.strip() for cell in table[0]])
    read = Read()
    for number, cells in enumerate(table[1:], start=2):
        _take(read, number, {name: _cell(cells, at) for name, at in places.items()})
    return read


def _cell(cells: list[str], at: int) -> str:
    return as_typed(cells[at]).strip() if at < len(cells) else ""


def _places(header: list[str]) -> dict[str, int]:
    known = {name.casefold(): at for at, name in reversed(list(enumerate(header)))}
    if missing := [name for name in NEEDED if name.casefold() not in known]:
        raise Refused(NO_COLUMN, column=missing[0])
    return {name: known[name.casefold()] for name in COLUMNS if name.casefold() in known}


def _take(read: Read, number: int, cells: dict[str, str]) -> None:
    if not any(cells.values()):
        return
    faults = len(read.faults)
    start, measure = (_day(read, number, column, cells.get(column, "")) for column in (START, MEASURE))
    kind, unknown = cells.get(KIND, ""), cells.get(UNKNOWN, "").casefold()
    if not cells[NUMBER]:
        read.faults.append(Fault(number, NUMBER, NO_NUMBER))
    if kind and not cells.get(MEASURE):
        read.faults.append(Fault(number, MEASURE, KIND_ALONE))
    if len(kind) > LONGEST_KIND:
        read.faults.append(Fault(number, KIND, KIND_TOO_LONG.filled(most=LONGEST_KIND)))
    if unknown not in YES | NO:
        read.faults.append(Fault(number, UNKNOWN, NO_MARK))
    if unknown in YES and start and measure:
        read.faults.append(Fault(number, UNKNOWN, BOTH_KNOWN))
    if len(read.faults) > faults:
        return
    if not (start or measure or unknown in YES):
        read.empty += 1
        return
    read.rows.append(
        Row(row=number, number=cells[NUMBER], start=start, measure=measure, kind=kind, unknown=unknown in YES)
    )


def _day(read: Read, number: int, column: str, typed: str) -> str:
    if not typed:
        return ""
    try:
        if found := GERMAN_DAY.fullmatch(typed):
            day, month, year = (int(part) for part in found.groups())
            return date(year if year > 99 else 2000 + year, month, day).isoformat()
        return date.fromisoformat(typed[:10] if typed[10:11] in ("T", " ") else typed).isoformat()
    except ValueError:
        read.faults.append(Fault(number, column, NO_DAY.filled(value=typed[:40])))
        return ""


def _csv(content: bytes) -> Iterator[list[str]]:
    text = _decoded(content)
    header = text.partition("\n")[0]
    delimiter = max(";,\t", key=header.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as broken:
        raise Refused(BROKEN) from broken


def _decoded(content: bytes) -> str:
    encodings: tuple[str, ...] = ("utf-8-sig", "cp1252")
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ("utf-16",)
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refused(BROKEN)


def _workbook(content: bytes) -> Iterator[list[str]]:
    """The first sheet. Looked at before it is unpacked: a small file can swell."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
        if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
            raise Refused(TOO_LARGE)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, NotImplementedError, ValueError, OSError, IndexError) as broken:
        raise Refused(BROKEN) from broken
    for row in rows:
        yield [_text(cell) for cell in row]


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


TOO_LARGE = Text(
    "Diese Datei ist zu groß. Bitte nur die ausgefüllte Liste schicken.",
    "This file is too large. Please send the filled list alone.",
)
TOO_LONG = Text("Die Liste hat mehr als {most} Zeilen.", "The list has more than {most} rows.")
EMPTY = Text("Diese Datei ist leer.", "This file is empty.")
BROKEN = Text(
    "Diese Datei lässt sich nicht lesen. Bitte als CSV oder XLSX speichern und noch einmal schicken.",
    "This file cannot be read. Please save it as CSV or XLSX and send it once more.",
)
NO_COLUMN = Text(
    "Die Spalte „{column}“ fehlt. Bitte die Liste mit ihrer Kopfzeile zurückschicken.",
    "The column “{column}” is missing. Please send the list back with its header.",
)
NO_NUMBER = Text("Die Kundennummer fehlt.", "The customer number is missing.")
NO_DAY = Text(
    "„{value}“ ist kein Tag. Bitte als 31.08.2026 schreiben.", "“{value}” is no day. Please write it as 31.08.2026."
)
KIND_ALONE = Text(
    "Eine Art der Maßnahme ist genannt, aber kein Tag. Bitte ergänzen.",
    "A kind of measure is named, but no day. Please add it.",
)
KIND_TOO_LONG = Text("Höchstens {most} Zeichen haben hier Platz.", "There is room for {most} characters at most.")
NO_MARK = Text("Bitte ein x oder nichts eintragen.", "Please enter an x, or nothing.")
BOTH_KNOWN = Text(
    "Beide Tage sind genannt, und doch „nicht bekannt“. Bitte eines von beiden streichen.",
    "Both days are given, and yet “unknown”. Please strike one of the two.",
)
