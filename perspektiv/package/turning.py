"""Turning CSV files as spreadsheets write them into the contract's CSV, and saying what was assumed.

Taken care of: UTF-16 and Windows-1252, semicolons and tabs, decimal commas, German days, WAHR and ja,
clock times without offset. What nobody can know (an hour that autumn doubles, 1.234 as money) is a fault.
"""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from perspektiv.language import Text
from perspektiv.package.finding import Findings
from perspektiv.package.german import Style, style_of, turn
from perspektiv.package.reading_csv import QUOTING
from perspektiv.package.scanning import CHUNK
from perspektiv.schema import Table

DELIMITERS = (",", ";", "\t")


@dataclass
class _Turning:
    """A file under way: how it is written, and what was assumed so far."""

    file: Path
    table: type[Table]
    encoding: str
    delimiter: str
    styles: dict[str, Style | None] = field(default_factory=dict)
    assumed: Counter[str] = field(default_factory=Counter)


def turn_csv(file: Path, table: type[Table], target: Path, findings: Findings) -> Counter[str]:
    """Write the contract's CSV of a spreadsheet's; what was assumed, by kind. Faults where a value cannot be known.

    Rows keep their numbers. What is not understood is written as it is: the check of ``target`` names it.
    """
    encoding = _encoding(file)
    delimiter = _delimiter(file, encoding)
    turning = _Turning(file, table, encoding, delimiter, assumed=Counter((encoding, delimiter)))
    line = 0
    try:
        header: list[str] = []
        for line, row in _records(turning):
            if line == 1:
                header = _header(row)
            _learn_styles(turning, header, row)
        with target.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            for line, row in _records(turning):
                writer.writerow(_header(row) if line == 1 else _turned(turning, header, row, line, findings))
    except csv.Error:
        findings.fault("quoting", file.name, line + 1, None, QUOTING)
    except UnicodeError:
        findings.fault("encoding", file.name, line + 1, None, UNKNOWN_ENCODING)
    return turning.assumed


def _encoding(file: Path) -> str:
    """UTF-16 shows itself by its mark; what is not UTF-8 is taken for Windows-1252."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with file.open("rb") as content:
        if content.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16"
        content.seek(0)
        try:
            while chunk := content.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _delimiter(file: Path, encoding: str) -> str:
    """The mark that the first row has most of; names of columns hold none of them."""
    with file.open(encoding=encoding, errors="replace") as text:
        first = text.readline(100_000)
    return max(DELIMITERS, key=first.count)


def _records(turning: _Turning) -> Iterator[tuple[int, list[str]]]:
    """Row number and fields of every record, blank ones too."""
    with turning.file.open(encoding=turning.encoding, newline="") as text:
        yield from enumerate(csv.reader(text, delimiter=turning.delimiter, strict=True), start=1)


def _header(row: list[str]) -> list[str]:
    return [name.strip() for name in row]


def _learn_styles(turning: _Turning, header: list[str], row: list[str]) -> None:
    """Whether a column of numbers has decimal commas or points; both is no style at all, a conflict stays None."""
    numbers = {column.name for column in turning.table.columns if column.type == "number"}
    for name, value in zip(header, row, strict=False):
        if name in numbers and (style := style_of(value.strip())):
            known = turning.styles.setdefault(name, style)
            turning.styles[name] = style if known == style else None


def _turned(turning: _Turning, header: list[str], row: list[str], line: int, findings: Findings) -> list[str]:
    types = {column.name: column.type for column in turning.table.columns}
    values = []
    for position, value in enumerate(row):
        name = header[position] if position < len(header) else ""
        style = turning.styles.get(name)
        if style is None and turning.delimiter != "," and "," in value and name not in turning.styles:
            style = "german"  # whoever separates columns by semicolons does so because the comma is the decimal mark
        turned = turn(types.get(name, "string"), value, style)
        if turned.fault:
            kind, sentence = turned.fault
            findings.fault(kind, turning.file.name, line, name, sentence, value=value)
        turning.assumed[turned.assumed] += 1
        values.append(turned.value)
    return values


UNKNOWN_ENCODING = Text(
    "Der Zeichensatz ist weder UTF-8 noch UTF-16 noch Windows-1252. Bitte als „CSV UTF-8“ speichern.",
    "The encoding is neither UTF-8 nor UTF-16 nor Windows-1252. Please save as “CSV UTF-8”.",
)
