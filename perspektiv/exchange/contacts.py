"""The contacts file: names and how people are reached. It is only ever read, and never part of a package."""

import csv
import io
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.exchange.columns_of_contacts import CALLED, FIELDS, KEY, field_called, language_called
from perspektiv.exchange.harmless import as_typed
from perspektiv.language import Text
from perspektiv.package import Findings
from perspektiv.package.reading_xlsx import cell_text, open_workbook, read_sheet
from perspektiv.package.safety import MOST_WORKBOOK_BYTES, reading, refuse_too_large
from perspektiv.records.people.models import Participant
from perspektiv.records.people.names import joined
from perspektiv.records.people.numbers import fault_of_customer_number, fault_of_phone

LONGEST = {field.name: field.max_length or 0 for field in Participant._meta.fields if field.name in FIELDS}
FIRST_BIRTH = date(1900, 1, 1)
MOST_PLACES = 30
GERMAN_DAY = "%d.%m.%Y"

Value = str | date


@dataclass(frozen=True)
class Contacts:
    """What a file says of people, by their keys; and where it says so."""

    file: str
    of: Mapping[str, Mapping[str, Value]]
    rows: Mapping[str, int]


def read_contacts(path: Path, findings: Findings) -> Contacts:
    """The file's people. Faults go into ``findings``; Refused for what is no CSV file or workbook."""
    with reading(path):
        if not path.is_file():
            raise Refused(MISSING, path=path)
        refuse_too_large(path, MOST_WORKBOOK_BYTES)
        suffix = path.suffix.lower()
        if suffix == ".csv":
            return _read(path.name, _csv_rows(path, findings), findings)
        if suffix == ".xlsx":
            return _read(path.name, _sheet_rows(path), findings)
    raise Refused(OTHER_FORM, path=path.name)


def _read(file: str, rows: Iterator[list[str]], findings: Findings) -> Contacts:
    written = [name.strip() for name in next(rows, [])]
    header = [field_called(name) or "" for name in written]
    of: dict[str, Mapping[str, Value]] = {}
    places: dict[str, int] = {}
    if not _header_fits(header, written, file, findings):
        return Contacts(file, of, places)
    called = dict(zip(header, written, strict=True))
    for number, row in enumerate(rows, start=2):
        cells = {name: as_typed(cell.strip()) for name, cell in zip(header, row, strict=False) if cell.strip()}
        if not cells:
            continue
        if any(cell.strip() for cell in row[len(header) :]):
            findings.fault("fields", file, number, None, TOO_MANY_FIELDS)
        person = cells.pop(KEY, "")
        if not person:
            findings.fault("required", file, number, called[KEY], NO_KEY)
        elif person in places:
            findings.fault("duplicate key", file, number, called[KEY], TWICE, value=person, row=places[person])
        else:
            of[person] = dict(_values(cells, called, file, number, findings))
            places[person] = number
    return Contacts(file, of, places)


def _header_fits(header: list[str], written: list[str], file: str, findings: Findings) -> bool:
    before = findings.fault_count
    if KEY not in header:
        findings.fault("missing column", file, 1, KEY, NO_KEY_COLUMN)
    for field, name in zip(header, written, strict=True):
        if name and not field:
            findings.fault("unknown column", file, 1, name[:MOST_PLACES], UNKNOWN_COLUMN, known=KNOWN_COLUMNS)
        elif field and header.count(field) > 1:
            findings.fault("duplicate column", file, 1, name, DUPLICATE_COLUMN)
    return findings.fault_count == before


def _values(
    cells: dict[str, str], called: Mapping[str, str], file: str, row: int, findings: Findings
) -> Iterator[tuple[str, Value]]:
    for name, text in cells.items():
        if not name:
            continue  # a column without a name
        found = _value(name, text)
        if isinstance(found, Text):
            findings.fault(_kind(found), file, row, called[name], found, most=LONGEST[name])
        else:
            yield name, found


def _value(name: str, text: str) -> Value | Text:
    """What is kept of it, or why it cannot be."""
    if name == "birth_date":
        return _day(text) or NO_DAY
    value = {"customer_number": joined, "language": language_called}.get(name, str)(text)
    if len(value) > LONGEST[name]:
        return TOO_LONG
    if "\0" in value:
        return ZERO
    if name == "email" and not _is_mail(value):
        return NO_MAIL
    if name == "phone":
        return fault_of_phone(value) or value
    return (fault_of_customer_number(value) if name == "customer_number" else None) or value


def _kind(fault: Text) -> str:
    return {TOO_LONG: "maximum", ZERO: "encoding"}.get(fault, "type")


def _day(text: str) -> date | None:
    """A birth date, written YYYY-MM-DD or DD.MM.YYYY."""
    for read in (date.fromisoformat, lambda day: datetime.strptime(day, GERMAN_DAY).date()):
        with suppress(ValueError):
            day = read(text[:10] if text[10:] in ("T00:00:00", " 00:00:00") else text)
            return day if FIRST_BIRTH <= day <= timezone.localdate() else None
    return None


def _is_mail(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _csv_rows(path: Path, findings: Findings) -> Iterator[list[str]]:
    """The rows as spreadsheets write them: UTF-8, UTF-16 or Windows-1252; commas, semicolons or tabs."""
    text = _decoded(path.read_bytes())
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from rows
    except csv.Error:
        findings.fault("quoting", path.name, rows.line_num, None, QUOTING)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _sheet_rows(path: Path) -> Iterator[list[str]]:
    workbook = open_workbook(path)
    for sheet in workbook.sheet_names[:1]:
        for row in read_sheet(workbook, sheet):
            yield [cell_text(cell) or "" for cell in row]


MISSING = Text("{path} gibt es nicht. Bitte den Pfad prüfen.", "{path} does not exist. Please check the path.")
OTHER_FORM = Text(
    "{path} ist keine Kontaktdatei: erwartet wird eine CSV-Datei oder eine XLSX-Arbeitsmappe.",
    "{path} is no contacts file: a CSV file or an XLSX workbook is expected.",
)
NO_KEY_COLUMN = Text(
    "Die Spalte person_id fehlt. Sie sagt, wessen Kontaktdaten in der Zeile stehen.",
    "The column person_id is missing. It says whose contact data a row holds.",
)
UNKNOWN_COLUMN = Text(
    "Diese Spalte kennt die Kontaktdatei nicht. Möglich sind {known}.",
    "The contacts file does not know this column. Possible are {known}.",
)
KNOWN_COLUMNS = Text(", ".join(CALLED[name][0] for name in FIELDS), ", ".join(FIELDS))
DUPLICATE_COLUMN = Text(
    "Diese Spalte kommt mehrmals vor. Bitte nur einmal angeben.",
    "This column occurs more than once. Please give it only once.",
)
TOO_MANY_FIELDS = Text(
    "Die Zeile hat mehr Felder als die Kopfzeile. Bitte berichtigen.",
    "The row has more fields than the header. Please mend it.",
)
NO_KEY = Text("Der Schlüssel der Person fehlt. Bitte eintragen.", "The person's key is missing. Please enter it.")
TWICE = Text(
    "Die Person „{value}“ steht schon in Zeile {row}. Bitte nur einmal angeben.",
    "The person “{value}” stands in row {row} already. Please give it only once.",
)
TOO_LONG = Text("Höchstens {most} Zeichen haben hier Platz.", "There is room for {most} characters at most.")
NO_MAIL = Text("Das ist keine E-Mail-Adresse.", "This is no e-mail address.")
NO_DAY = Text(
    "Das ist kein Geburtsdatum. Bitte JJJJ-MM-TT oder TT.MM.JJJJ schreiben.",
    "This is no date of birth. Please write YYYY-MM-DD or DD.MM.YYYY.",
)
ZERO = Text("Hier steht ein Nullzeichen (NUL).", "There is a NUL character here.")
QUOTING = Text(
    "Ein Anführungszeichen ist nicht geschlossen oder steht falsch. Bitte berichtigen.",
    "A quotation mark is not closed or misplaced. Please mend it.",
)
