"""Opening a package: everything is checked before anything is used."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.package.checking import Progress, check_tables
from perspektiv.package.database import connect, name, no_rows, staged
from perspektiv.package.finding import Finding, Findings, PackageFaulty
from perspektiv.package.reading_csv import stage_csv
from perspektiv.package.reading_parquet import stage_parquet, view_parquet
from perspektiv.package.reading_xlsx import stage_sheets
from perspektiv.package.rows import Rows
from perspektiv.package.safety import reading
from perspektiv.package.sealing import is_sealed, sealed_findings, write_seal
from perspektiv.package.source import Source, find_source
from perspektiv.schema import KNOWN, OPTIONAL, Table


class Package:
    """An open package. In ``connection`` every table of the schema is a view or table of its name, with typed columns.

    ``warnings`` are the first of each kind, ``warning_counts`` tells how many there are. Days are Berlin days:
    the connection's time zone is Europe/Berlin. Close it, or use it with ``with``.
    """

    def __init__(
        self,
        source: Source,
        connection: duckdb.DuckDBPyConnection,
        findings: Findings,
        resources: ExitStack,
    ) -> None:
        self.name: str = source.described.name
        self.title: str = source.described.title
        self.version: str = source.described.version
        self.data_as_of: date = source.described.data_as_of
        self.made_up: bool = source.described.made_up
        self.pseudonymous: bool = source.described.pseudonymous
        self.not_collected: frozenset[str] = source.described.not_collected | _lacking(source)
        self.warnings: tuple[Finding, ...] = findings.warnings
        self.warning_counts: dict[str, int] = findings.warning_counts
        self.connection = connection
        self._resources = resources

    def close(self) -> None:
        self._resources.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_package(path: Path | str, *, progress: Progress | None = None) -> Package:
    """Open the package at ``path`` (folder, zip or workbook) if it has no faults.

    A sealed Parquet package whose checksums hold is not checked again. Raises Refused for what is no package,
    PackageFaulty for a package with faults.
    """
    path = Path(path)
    with ExitStack() as stack:
        findings = Findings()
        source = find_source(path, findings, stack)
        connection = stack.enter_context(connect())
        if source is not None and is_sealed(source):
            for table, file in source.files.items():
                view_parquet(connection, table, file)
            _stand_in(connection, source)
            return Package(source, connection, sealed_findings(source), stack.pop_all())
        if source is not None:
            stage_and_check(connection, source, findings, progress)
        if source is None or findings.fault_count:
            raise PackageFaulty(path.name, findings)
        for table in source.files:
            columns = ", ".join(name(column.name) for column in table.columns)
            connection.execute(f"CREATE VIEW main.{name(table.resource)} AS SELECT {columns} FROM {staged(table)}")
        _stand_in(connection, source)
        return Package(source, connection, findings, stack.pop_all())


def check(path: Path | str, *, progress: Progress | None = None) -> Findings:
    """All faults and warnings of the package at ``path``. Raises Refused for what is no package."""
    with ExitStack() as stack:
        findings = Findings()
        source = find_source(Path(path), findings, stack)
        if source is not None:
            connection = stack.enter_context(connect())
            stage_and_check(connection, source, findings, progress)
        return findings


def seal(folder: Path | str, *, progress: Progress | None = None) -> None:
    """Check a Parquet package and write checksums and warnings into its descriptor. Raises PackageFaulty."""
    folder = Path(folder)
    with ExitStack() as stack:
        findings = Findings()
        source = find_source(folder, findings, stack)
        if source is not None and (source.form != "parquet" or not folder.is_dir()):
            raise Refused(NOT_TO_SEAL, folder=folder)
        if source is not None:
            stage_and_check(stack.enter_context(connect()), source, findings, progress)
        if source is None or findings.fault_count:
            raise PackageFaulty(folder.name, findings)
        write_seal(source, findings)


def stage_and_check(
    connection: duckdb.DuckDBPyConnection, source: Source, findings: Findings, progress: Progress | None = None
) -> None:
    """Read all tables of the source into ``staged`` and check them."""
    rows = stage(connection, source, findings, progress)
    for table, staged_rows in rows.items():
        if table.resource in source.described.not_collected and staged_rows.count:
            findings.fault("descriptor", source.shown(table), None, None, COLLECTED.filled(table=table.resource))
    check_tables(connection, source, rows, findings, progress)


def stage(
    connection: duckdb.DuckDBPyConnection, source: Source, findings: Findings, progress: Progress | None
) -> dict[type[Table], Rows]:
    """Read the tables into ``staged``; the rows of those that could be read."""
    if source.workbook is not None:
        return stage_sheets(connection, source.workbook, source.files, findings)
    read = stage_csv if source.form == "csv" else stage_parquet
    staged_rows = {}
    for done, (table, file) in enumerate(source.files.items()):
        if progress is not None:
            progress(done, 2 * len(source.files), table.title)
        with reading(file):
            rows = read(connection, table, file, findings)
        if rows is not None:
            staged_rows[table] = rows
    return staged_rows


def _lacking(source: Source) -> frozenset[str]:
    """The optional tables that the package does not have."""
    return frozenset(table.resource for table in OPTIONAL if table not in source.files)


def _stand_in(connection: duckdb.DuckDBPyConnection, source: Source) -> None:
    """Empty tables in the place of those that the package does not have."""
    for table in KNOWN:
        if table.resource in _lacking(source):
            connection.execute(f"CREATE VIEW main.{name(table.resource)} AS FROM {no_rows(table)}")


COLLECTED = Text(
    "Die Beschreibung sagt, dass {table} nicht erhoben wird (not_collected), aber die Tabelle hat Zeilen. "
    "Bitte eines von beiden berichtigen.",
    "The descriptor says that {table} is not collected (not_collected), but the table has rows. "
    "Please mend one of them.",
)
NOT_TO_SEAL = Text(
    "{folder} ist kein Ordner mit Parquet-Dateien. Nur ein solcher wird versiegelt.",
    "{folder} is no folder of Parquet files. Only such a one is sealed.",
)
