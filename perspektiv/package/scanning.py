"""A CSV file as bytes, before any of it is read as a table: encoding, header, blank rows."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from perspektiv.language import Text
from perspektiv.package.finding import Findings
from perspektiv.schema import Table

CHUNK = 1 << 24
LONGEST_HEADER = 100_000


@dataclass(frozen=True)
class Scanned:
    """What the bytes tell: the header's columns, whether rows follow, and whether the file is plainly laid out.

    A file is plain if it has one kind of line ending, no blank rows and as many fields as the header asks for; then
    its n-th record is row n + 1.
    """

    columns: tuple[str, ...]
    has_rows: bool
    plain: bool


def scan_csv(file: Path, table: type[Table], findings: Findings) -> Scanned | None:
    """Scan a file; None and faults where its rows should not be read."""
    with file.open("rb") as bytes_:
        head = bytes_.read(LONGEST_HEADER)
    if _looks_like_utf16(head):
        findings.fault("encoding", file.name, 1, None, UTF16)
        return None
    first = head.removeprefix(codecs.BOM_UTF8)
    columns = _header(first)
    if _other_delimiter(columns):
        header_fits(columns, table, file.name, findings)
        _readable_body(file, (), findings)
        return None
    if not _readable_body(file, columns, findings) or not header_fits(columns, table, file.name, findings):
        return None
    rows = first.replace(b"\r", b"\n").partition(b"\n")[2].strip(b"\n")
    return Scanned(
        columns, has_rows=bool(rows) or file.stat().st_size > LONGEST_HEADER, plain=_is_plain(file, len(columns))
    )


def _looks_like_utf16(head: bytes) -> bool:
    """Whether there is a mark of UTF-16, or every second byte at the start is zero, as in plain letters of UTF-16."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    even, odd = head[:20:2], head[1:20:2]
    return len(odd) > 1 and any(even) != any(odd)


def _header(head: bytes) -> tuple[str, ...]:
    """The fields of the first row; of bytes that are not UTF-8, as near as can be."""
    text = head.decode("utf-8", errors="replace")
    try:
        return tuple(next(csv.reader(io.StringIO(text, newline=""), strict=True), ()))
    except csv.Error:
        return ()


def _readable_body(file: Path, columns: tuple[str, ...], findings: Findings) -> bool:
    """Whether every byte belongs to UTF-8 and none is zero; the place of the first that does not is a fault."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    offset = 0
    with file.open("rb") as bytes_:
        while chunk := bytes_.read(CHUNK):
            pending = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as wrong:
                _fault_at(file, offset - pending + wrong.start, columns, NOT_UTF8, findings)
                return False
            if b"\0" in chunk:
                _fault_at(file, offset + chunk.index(b"\0"), columns, ZERO_BYTE, findings)
                return False
            offset += len(chunk)
    if decoder.getstate()[0]:
        _fault_at(file, offset - 1, columns, NOT_UTF8, findings)
        return False
    return True


def _fault_at(file: Path, offset: int, columns: tuple[str, ...], sentence: Text, findings: Findings) -> None:
    with file.open("rb") as bytes_:
        before = bytes_.read(offset)
    outside_quotes = b"".join(before.split(b'"')[::2])
    endings = outside_quotes.count(b"\n") or outside_quotes.count(b"\r")
    row = endings + 1
    field = outside_quotes.replace(b"\r", b"\n").rpartition(b"\n")[2].count(b",")
    column = columns[field] if field < len(columns) and row > 1 else None
    findings.fault("encoding", file.name, row, column, sentence)


def header_fits(columns: tuple[str, ...], table: type[Table], file: str, findings: Findings) -> bool:
    """Whether the header names every column of the table once and nothing else; faults where not."""
    known = [column.name for column in table.columns]
    if not columns:
        findings.fault("header", file, 1, None, NO_HEADER)
        return False
    if delimiter := _other_delimiter(columns):
        findings.fault("delimiter", file, 1, None, DELIMITER, delimiter=delimiter)
        return False
    before = findings.fault_count
    for column, times in Counter(columns).items():
        if column not in known:
            findings.fault("unknown column", file, 1, column, UNKNOWN_COLUMN)
        elif times > 1:
            findings.fault("duplicate column", file, 1, column, DUPLICATE_COLUMN)
    for column in known:
        if column not in columns:
            findings.fault("missing column", file, 1, column, MISSING_COLUMN)
    return findings.fault_count == before


def _other_delimiter(columns: tuple[str, ...]) -> Text | None:
    """What parts the columns in place of commas, if anything does."""
    if len(columns) != 1:
        return None
    return next((title for mark, title in OTHER_DELIMITERS.items() if mark in columns[0]), None)


def _is_plain(file: Path, width: int) -> bool:
    """One kind of line ending, LF or CRLF, no blank row, and as many commas as ``width`` columns need."""
    feeds = returns = pairs = commas = 0
    tail = b""
    for outside in _outside_quotes(file):
        seam = tail + outside
        if b"\n\n" in seam or b"\n\r\n" in seam:
            return False
        feeds += outside.count(b"\n")
        returns += outside.count(b"\r")
        pairs += (tail[-1:] + outside).count(b"\r\n")
        commas += outside.count(b",")
        tail = seam[-2:]
    records = feeds if tail.endswith(b"\n") else feeds + 1
    return returns == pairs and pairs in (0, feeds) and commas == (width - 1) * records


def _outside_quotes(file: Path) -> Iterator[bytes]:
    """The file's bytes without what stands in quotation marks; a mark stays in its place."""
    inside = 0
    with file.open("rb") as bytes_:
        while chunk := bytes_.read(CHUNK):
            parts = chunk.split(b'"')
            yield b'"'.join(parts[inside::2])
            inside = (inside + len(parts) - 1) % 2


UTF16 = Text(
    "Die Datei ist nicht in UTF-8 gespeichert (vermutlich UTF-16). Bitte als „CSV UTF-8“ speichern oder mit "
    "„perspektiv convert“ wandeln.",
    "The file is not saved in UTF-8 (probably UTF-16). Please save it as “CSV UTF-8” or turn it with "
    "“perspektiv convert”.",
)
NOT_UTF8 = Text(
    "Hier steht ein Zeichen, das nicht UTF-8 ist (vermutlich Windows-1252). Bitte als „CSV UTF-8“ speichern oder mit "
    "„perspektiv convert“ wandeln.",
    "There is a character here that is not UTF-8 (probably Windows-1252). Please save as “CSV UTF-8” or turn it with "
    "“perspektiv convert”.",
)
ZERO_BYTE = Text(
    "Hier steht ein Nullzeichen (NUL); die Datei ist beschädigt oder keine Tabelle. Bitte neu speichern.",
    "There is a NUL character here; the file is damaged or no table. Please save it again.",
)
NO_HEADER = Text(
    "Die Kopfzeile mit den Spaltennamen fehlt. Bitte ergänzen.",
    "The header with the names of the columns is missing. Please add it.",
)
OTHER_DELIMITERS = {
    ";": Text("Semikolons", "semicolons"),
    "\t": Text("Tabulatoren", "tabs"),
    "|": Text("senkrechte Striche", "vertical bars"),
}
DELIMITER = Text(
    "Die Spalten sind durch {delimiter} statt durch Kommas getrennt. Bitte mit Kommas speichern oder mit "
    "„perspektiv convert“ wandeln.",
    "The columns are separated by {delimiter}, not by commas. Please save with commas or turn the file with "
    "“perspektiv convert”.",
)
UNKNOWN_COLUMN = Text(
    "Diese Spalte kennt die Tabelle nicht. Bitte entfernen oder richtig benennen.",
    "The table does not know this column. Please remove it or name it rightly.",
)
DUPLICATE_COLUMN = Text(
    "Diese Spalte kommt mehrmals vor. Bitte nur einmal angeben.",
    "This column occurs more than once. Please give it only once.",
)
MISSING_COLUMN = Text(
    "Diese Spalte fehlt. Bitte ergänzen, notfalls leer.",
    "This column is missing. Please add it, empty if need be.",
)
