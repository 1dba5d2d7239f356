"""The descriptor of a package: read, and compared with the schema."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from perspektiv.language import Text
from perspektiv.package.finding import Findings
from perspektiv.package.safety import MOST_DESCRIPTOR_BYTES
from perspektiv.schema import KNOWN, OPTIONAL, TABLES, TABLES_OF, VERSIONS, Table, descriptor

DESCRIPTOR = "datapackage.json"
NAMES = tuple(table.resource for table in TABLES)
NO_CELLS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Described:
    """What a package says of itself. ``paths`` are the files of its tables as the descriptor writes them."""

    name: str
    title: str
    version: str
    data_as_of: date
    made_up: bool = False
    pseudonymous: bool = False
    """Whether people and records stand under pseudonyms of a snapshot, by which nobody knows them again."""
    not_collected: frozenset[str] = frozenset()
    """Tables that are empty because nobody keeps them yet: what they would say is unknown, not nought."""
    paths: dict[str, str] = field(default_factory=dict)
    """The file of each table that the package has: all of version 1, and optional ones."""
    checked: dict[str, Any] | None = None

    @property
    def tables(self) -> tuple[type[Table], ...]:
        return tuple(table for table in KNOWN if table.resource in self.paths)


def read_descriptor(folder: Path, findings: Findings, words: Mapping[str, str]) -> dict[str, Any] | None:
    """The descriptor's JSON object; None and a fault where there is none, unless ``words`` suffice to make one."""
    file = folder / DESCRIPTOR
    if not file.exists() and suffice(words):
        there = [table for table in KNOWN if table in TABLES or (folder / f"{table.resource}.csv").exists()]
        return descriptor(name=words["name"], title=words["name"], data_as_of=words["data_as_of"], tables=there)
    if not file.is_file():
        findings.fault("descriptor", DESCRIPTOR, None, None, MISSING)
        return None
    if file.stat().st_size > MOST_DESCRIPTOR_BYTES:
        findings.fault("descriptor", DESCRIPTOR, None, None, TOO_LARGE)
        return None
    try:
        content = json.loads(file.read_bytes().decode("utf-8-sig"))
    except json.JSONDecodeError as broken:
        findings.fault("descriptor", DESCRIPTOR, broken.lineno, None, BROKEN)
        return None
    except (UnicodeDecodeError, RecursionError, ValueError):
        findings.fault("descriptor", DESCRIPTOR, None, None, BROKEN)
        return None
    if not isinstance(content, dict):
        findings.fault("descriptor", DESCRIPTOR, 1, None, BROKEN)
        return None
    return content


def suffice(words: Mapping[str, str]) -> bool:
    """Whether a package can be described by these words alone."""
    return words.keys() >= {"name", "data_as_of"}


def describe(
    content: dict[str, Any], file: str, findings: Findings, cells: Mapping[str, str] = NO_CELLS
) -> Described | None:
    """The package's own words, held against the schema; None where a fault makes them unusable.

    ``cells`` tells in which cell of a workbook's sheet ``package`` a word stands.
    """
    before = findings.fault_count

    def fault(sentence: Text, /, key: str = "", column: str | None = None, **values: object) -> None:
        said = sentence.filled(**values)
        findings.fault(
            "descriptor", file, None, column, IN_CELL.filled(cell=cells[key], said=said) if key in cells else said
        )

    name, title = content.get("name"), content.get("title") or content.get("name")
    if not isinstance(name, str) or not name.strip() or not isinstance(title, str):
        fault(NO_NAME, "name")
    version = content.get("version")
    if version not in VERSIONS:
        fault(UNKNOWN_VERSION, "version", known=KNOWN_VERSIONS, found=version)
    as_of = day(content.get("data_as_of"))
    if as_of is None:
        fault(NO_DAY, "data_as_of")
    paths = _paths(content.get("resources"), TABLES_OF.get(str(version), KNOWN), fault)
    if findings.fault_count > before or as_of is None:
        return None
    not_collected = content.get("not_collected", [])
    unknown = [each for each in not_collected if each not in NAMES] if isinstance(not_collected, list) else ["?"]
    if unknown:
        fault(NOT_COLLECTED_UNKNOWN, "not_collected", table=unknown[0])
        return None
    checked = content.get("checked")
    return Described(
        name=str(name),
        title=str(title),
        version=str(version),
        data_as_of=as_of,
        made_up=content.get("made_up") is True,
        pseudonymous=content.get("pseudonymous") is True,
        not_collected=frozenset(not_collected),
        paths=paths,
        checked=checked if isinstance(checked, dict) else None,
    )


def day(value: object) -> date | None:
    """A calendar day written YYYY-MM-DD, else None."""
    if not isinstance(value, str) or len(value) != 10:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


Fault = Callable[..., None]


def _paths(resources: object, known: Sequence[type[Table]], fault: Fault) -> dict[str, str]:
    """The path of each table; faults for unknown, missing and doubly named tables and columns."""
    tables = {table.resource: table for table in known}
    paths: dict[str, str] = {}
    if not isinstance(resources, list):
        fault(NO_RESOURCES)
        return paths
    for resource in resources:
        name = resource.get("name") if isinstance(resource, dict) else None
        if not isinstance(name, str) or name not in tables:
            fault(UNKNOWN_TABLE, table=name)
        elif name in paths:
            fault(TWICE, table=name)
        else:
            paths[name] = _path(resource, fault)
            _compare_columns(tables[name], resource, fault)
    for name in tables.keys() - paths.keys() - {table.resource for table in OPTIONAL}:
        fault(MISSING_TABLE, table=name)
    return paths


def _path(resource: dict[str, Any], fault: Fault) -> str:
    path = resource.get("path")
    path = path[0] if isinstance(path, list) and len(path) == 1 else path
    if not isinstance(path, str) or not _stays_inside(path):
        fault(BAD_PATH, table=resource["name"], path=path)
        return ""
    return path


def _stays_inside(path: str) -> bool:
    parts = PurePosixPath(path)
    odd = "\\" in path or ":" in path or "\0" in path
    return bool(path.strip()) and not odd and not parts.is_absolute() and ".." not in parts.parts


def _compare_columns(table: type[Table], resource: dict[str, Any], fault: Fault) -> None:
    """Columns of the descriptor against the schema, where the descriptor lists them."""
    schema = resource.get("schema", {})
    fields = schema.get("fields", []) if isinstance(schema, dict) else None
    if not isinstance(fields, list) or not all(isinstance(entry, dict) for entry in fields):
        fault(BAD_FIELDS, table=table.resource)
        return
    if not fields:
        return
    listed = {str(entry.get("name")): entry.get("type") for entry in fields}
    known = {column.name: column.type for column in table.columns}
    for column in listed.keys() - known.keys():
        fault(UNKNOWN_COLUMN, column=column, table=table.resource, name=column)
    for column in known.keys() - listed.keys():
        fault(MISSING_COLUMN, column=column, table=table.resource, name=column)
    for column in known.keys() & listed.keys():
        if listed[column] not in (None, known[column]):
            fault(OTHER_TYPE, column=column, table=table.resource, wanted=known[column], found=listed[column])


MISSING = Text(
    "Die Datei datapackage.json fehlt. Sie sagt, wie das Paket heißt und von welchem Tag die Daten sind; "
    "„perspektiv convert“ legt sie an, wenn --name und --data-as-of angegeben sind.",
    "The file datapackage.json is missing. It says how the package is called and of which day the data are; "
    "“perspektiv convert” makes it if --name and --data-as-of are given.",
)
TOO_LARGE = Text("Die Datei ist für eine Beschreibung zu groß.", "The file is too large for a descriptor.")
BROKEN = Text(
    "Die Beschreibung ist kein gültiges JSON-Objekt. Bitte diese Stelle berichtigen.",
    "The descriptor is no valid JSON object. Please mend this place.",
)
IN_CELL = Text("Blatt package, Zelle {cell}: {said}", "Sheet package, cell {cell}: {said}")
NO_NAME = Text(
    "Der Name des Pakets (name) fehlt. Bitte eintragen.", "The package's name (name) is missing. Please enter it."
)
UNKNOWN_VERSION = Text(
    "Die Fassung {found} des Vertrags (version) ist unbekannt; dieses Programm kennt {known}.",
    "Version {found} of the contract (version) is unknown; this program knows {known}.",
)
_FIRST, _LAST = ", ".join(VERSIONS[:-1]), VERSIONS[-1]
KNOWN_VERSIONS = Text(f"{_FIRST} und {_LAST}", f"{_FIRST} and {_LAST}")
NO_DAY = Text(
    "Der Stand der Daten (data_as_of) fehlt oder ist kein Tag der Form JJJJ-MM-TT. Bitte eintragen.",
    "The day of the data (data_as_of) is missing or not a day of the form YYYY-MM-DD. Please enter it.",
)
NO_RESOURCES = Text(
    "Die Liste der Tabellen (resources) fehlt. Bitte ergänzen.",
    "The list of tables (resources) is missing. Please add it.",
)
NOT_COLLECTED_UNKNOWN = Text(
    "Die Liste der nicht erhobenen Tabellen (not_collected) ist nicht lesbar oder nennt eine, die der Vertrag nicht "
    "kennt ({table}). Bitte berichtigen.",
    "The list of tables that are not collected (not_collected) cannot be read, or names one that the contract does not "
    "know ({table}). Please mend it.",
)
UNKNOWN_TABLE = Text(
    "Die Tabelle {table} kennt der Vertrag nicht. Bitte entfernen.",
    "The contract does not know the table {table}. Please remove it.",
)
MISSING_TABLE = Text(
    "Die Tabelle {table} fehlt. Bitte ergänzen, notfalls leer.",
    "The table {table} is missing. Please add it, empty if need be.",
)
TWICE = Text("Die Tabelle {table} ist doppelt genannt.", "The table {table} is named twice.")
BAD_PATH = Text(
    "Der Pfad der Tabelle {table} ({path}) muss eine Datei innerhalb des Pakets nennen.",
    "The path of the table {table} ({path}) must name a file within the package.",
)
BAD_FIELDS = Text(
    "Die Liste der Spalten der Tabelle {table} ist nicht lesbar. Bitte berichtigen.",
    "The list of columns of the table {table} cannot be read. Please mend it.",
)
UNKNOWN_COLUMN = Text(
    "Die Beschreibung nennt in {table} eine unbekannte Spalte {name}. Bitte entfernen.",
    "The descriptor names an unknown column {name} in {table}. Please remove it.",
)
MISSING_COLUMN = Text(
    "In der Beschreibung von {table} fehlt die Spalte {name}. Bitte ergänzen.",
    "The descriptor of {table} lacks the column {name}. Please add it.",
)
OTHER_TYPE = Text(
    "Die Beschreibung gibt in {table} den Typ {found} an, verlangt ist {wanted}.",
    "The descriptor gives the type {found} in {table}, wanted is {wanted}.",
)
