"""Parquet files as staged tables: views over the files, with physical types held against the schema."""

from pathlib import Path

import duckdb

from perspektiv.language import Text
from perspektiv.package.database import SQL_TYPES, file_literal, name, staged, unreadable
from perspektiv.package.finding import Findings
from perspektiv.package.rows import Rows
from perspektiv.schema import Column, Table
from perspektiv.schema.column import Type

PHYSICAL: dict[Type, tuple[str, ...]] = {
    "string": ("VARCHAR",),
    "integer": ("BIGINT", "INTEGER", "SMALLINT", "TINYINT", "UTINYINT", "USMALLINT", "UINTEGER"),
    "number": ("DOUBLE", "FLOAT"),
    "boolean": ("BOOLEAN",),
    "date": ("DATE",),
    "datetime": ("TIMESTAMP WITH TIME ZONE",),
}


def stage_parquet(
    connection: duckdb.DuckDBPyConnection, table: type[Table], file: Path, findings: Findings
) -> Rows | None:
    """A staged view over the file; its number of rows, or None where the file cannot be read as this table."""
    source = f"read_parquet({file_literal(file)}, hive_partitioning = false, file_row_number = true)"
    try:
        columns = {row[0]: row[1] for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
        every_value = f"bit_xor(hash({', '.join(map(name, columns))}))"  # a damaged page shows only when it is read
        rows = connection.execute(f"SELECT count(*), {every_value} FROM {source}").fetchall()[0][0]
    except duckdb.Error:
        findings.fault("file", file.name, None, None, NOT_PARQUET)
        return None
    del columns["file_row_number"]
    if not _columns_fit(table, columns, file.name, findings):
        return None
    typed = ", ".join(f"{_typed(c)}, {_unreadable(c)} AS {unreadable(c.name)}" for c in table.columns)
    connection.execute(f"CREATE VIEW {staged(table)} AS SELECT {typed}, file_row_number AS rowid FROM {source}")
    return Rows(int(rows))


def view_parquet(connection: duckdb.DuckDBPyConnection, table: type[Table], file: Path) -> None:
    """The table as a view over a file that was checked before."""
    columns = ", ".join(_typed(column) for column in table.columns)
    source = f"read_parquet({file_literal(file)}, hive_partitioning = false)"
    connection.execute(f"CREATE VIEW main.{name(table.resource)} AS SELECT {columns} FROM {source}")


def _typed(column: Column) -> str:
    return f"{name(column.name)}::{SQL_TYPES[column.type]} AS {name(column.name)}"


def _unreadable(column: Column) -> str:
    if column.type == "number":
        return f"CASE WHEN NOT isfinite({name(column.name)}) THEN {name(column.name)}::VARCHAR END"
    return "NULL::VARCHAR"


def _columns_fit(table: type[Table], columns: dict[str, str], file: str, findings: Findings) -> bool:
    before = findings.fault_count
    known = {column.name: column for column in table.columns}
    for column in columns.keys() - known.keys():
        findings.fault("unknown column", file, 1, column, UNKNOWN_COLUMN)
    for column in known.keys() - columns.keys():
        findings.fault("missing column", file, 1, column, MISSING_COLUMN)
    for column in known.keys() & columns.keys():
        if columns[column] not in PHYSICAL[known[column].type]:
            findings.fault(
                "type", file, 1, column, WRONG_TYPE, found=columns[column], wanted=SQL_TYPES[known[column].type]
            )
    return findings.fault_count == before


NOT_PARQUET = Text(
    "Die Datei ist keine lesbare Parquet-Datei. Bitte neu erzeugen.",
    "The file is not a readable Parquet file. Please make it again.",
)
UNKNOWN_COLUMN = Text(
    "Diese Spalte kennt die Tabelle nicht. Bitte entfernen oder richtig benennen.",
    "The table does not know this column. Please remove it or name it rightly.",
)
MISSING_COLUMN = Text(
    "Diese Spalte fehlt. Bitte ergänzen, notfalls leer.",
    "This column is missing. Please add it, empty if need be.",
)
WRONG_TYPE = Text(
    "Die Spalte hat den Typ {found}, verlangt ist {wanted}. Bitte die Datei mit diesem Typ neu schreiben.",
    "The column is of type {found}, wanted is {wanted}. Please write the file again with that type.",
)
