"""Where a package lies: folder, zip or workbook, and the file of each table in it."""

import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.package.describing import DESCRIPTOR, Described, describe, read_descriptor
from perspektiv.package.finding import Findings
from perspektiv.package.reading_xlsx import open_workbook, package_cells, workbook_descriptor
from perspektiv.package.safety import inside, reading, refuse_too_large, unpack
from perspektiv.schema import Table

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

TABLE_FILES = (".csv", ".parquet", ".xlsx", ".tsv", ".ods", ".xls")


@dataclass(frozen=True)
class Source:
    """A package found. ``folder`` is where its files lie (unpacked, if it came as a zip)."""

    form: Literal["csv", "parquet", "xlsx"]
    folder: Path
    described: Described
    files: dict[type[Table], Path]
    workbook: "CalamineWorkbook | None" = None

    def shown(self, table: type[Table]) -> str:
        """The file of a table, or its sheet, as findings name it."""
        return table.resource if self.workbook else self.files[table].name


def find_source(
    path: Path, findings: Findings, stack: ExitStack, words: Mapping[str, str] | None = None
) -> Source | None:
    """What lies at ``path``; None where faults keep its tables from being read. ``stack`` removes what was unpacked.

    ``words`` take the place of those in the descriptor; with a name and a day they make up for a missing one.
    """
    with reading(path):
        return _find(path, findings, stack, words or {})


def _find(path: Path, findings: Findings, stack: ExitStack, words: Mapping[str, str]) -> Source | None:
    if not path.exists():
        raise Refused(MISSING, path=path)
    if path.is_dir():
        return _in_folder(path, findings, words)
    if not path.is_file():
        raise Refused(UNKNOWN_FORM, path=path)
    refuse_too_large(path)
    if path.suffix.lower() == ".zip":
        into = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="perspektiv-")))
        return _in_folder(unpack(path, into), findings, words)
    if path.suffix.lower() == ".xlsx":
        return _in_workbook(path, findings, words)
    raise Refused(UNKNOWN_FORM, path=path)


def _in_workbook(path: Path, findings: Findings, words: Mapping[str, str]) -> Source | None:
    workbook = open_workbook(path)
    content = workbook_descriptor(workbook, path.name, findings, words)
    cells = package_cells(workbook)
    described = describe({**content, **words}, path.name, findings, cells) if content is not None else None
    if described is None:
        return None
    return Source("xlsx", path.parent, described, dict.fromkeys(described.tables, path), workbook)


def _in_folder(folder: Path, findings: Findings, words: Mapping[str, str]) -> Source | None:
    if not any(folder.iterdir()):
        raise Refused(EMPTY, path=folder)
    content = read_descriptor(folder, findings, words)
    described = describe({**content, **words}, DESCRIPTOR, findings) if content is not None else None
    if described is None:
        return None
    suffixes = {Path(path).suffix.lower() for path in described.paths.values()}
    if suffixes not in ({".csv"}, {".parquet"}):
        findings.fault("descriptor", DESCRIPTOR, None, None, MIXED_FORMS)
        return None
    files = _files(folder, described, findings)
    for stray in _strays(folder, described):
        findings.fault("unknown table", stray, None, None, STRAY)
    return Source("csv" if suffixes == {".csv"} else "parquet", folder, described, files)


def _files(folder: Path, described: Described, findings: Findings) -> dict[type[Table], Path]:
    files = {}
    for table in described.tables:
        path = described.paths[table.resource]
        file = inside(folder, path)
        if file is None:
            findings.fault("missing table", path, None, None, _why_no_file(folder / path))
        else:
            refuse_too_large(file)
            files[table] = file
    return files


def _why_no_file(path: Path) -> Text:
    if path.is_symlink():
        return LINK
    return DIRECTORY if path.is_dir() else NO_FILE


def _strays(folder: Path, described: Described) -> list[str]:
    """Tables that lie in the folder or below it though the descriptor does not name them; hidden ones do not count."""
    named = {folder / path for path in described.paths.values()}
    strays = []
    for file in folder.rglob("*"):
        path = file.relative_to(folder)
        hidden = any(part.startswith(".") for part in path.parts)
        if (
            file.suffix.lower() in TABLE_FILES
            and not (hidden or file.is_dir())
            and named.isdisjoint((file, *file.parents))
        ):
            strays.append(path.as_posix())
    return sorted(strays)


MISSING = Text(
    "{path} gibt es nicht. Bitte den Pfad des Pakets prüfen.",
    "{path} does not exist. Please check the path of the package.",
)
UNKNOWN_FORM = Text(
    "{path} ist kein Paket: erwartet wird ein Ordner, eine ZIP-Datei oder eine XLSX-Arbeitsmappe.",
    "{path} is no package: a folder, a zip file or an XLSX workbook is expected.",
)
EMPTY = Text(
    "Der Ordner {path} ist leer. Bitte den Ordner mit datapackage.json und den Tabellen nennen.",
    "The folder {path} is empty. Please name the folder with datapackage.json and the tables.",
)
MIXED_FORMS = Text(
    "Alle Tabellen müssen CSV-Dateien oder alle Parquet-Dateien sein. Bitte die Pfade berichtigen.",
    "All tables must be CSV files, or all Parquet files. Please mend the paths.",
)
NO_FILE = Text(
    "Diese Datei fehlt im Paket. Bitte ergänzen, notfalls nur mit Kopfzeile.",
    "This file is missing from the package. Please add it, with its header alone if need be.",
)
LINK = Text(
    "Dies ist eine Verknüpfung, die zu keiner Datei im Paket führt. Bitte die Datei selbst hineinlegen.",
    "This is a link that leads to no file within the package. Please put the file itself there.",
)
DIRECTORY = Text(
    "Dies ist ein Ordner, keine Datei. Bitte die Tabelle als Datei hineinlegen.",
    "This is a folder, not a file. Please put the table there as a file.",
)
STRAY = Text(
    "Diese Tabelle nennt die Beschreibung nicht. Bitte entfernen oder in datapackage.json aufnehmen.",
    "The descriptor does not name this table. Please remove it or add it to datapackage.json.",
)
