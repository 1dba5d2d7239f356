"""The DuckDB connection a package lives in, and how names and texts are written into its SQL."""

import os
import tempfile
from pathlib import Path

import duckdb

from perspektiv.schema import Table
from perspektiv.schema.column import Type

SQL_TYPES: dict[Type, str] = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "datetime": "TIMESTAMPTZ",
}


def connect() -> duckdb.DuckDBPyConnection:
    """An in-memory database that fetches no extensions, thinks in Berlin days and spills to temporary files."""
    connection = duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "temp_directory": str(Path(tempfile.gettempdir()) / f"perspektiv-{os.getpid()}"),
        }
    )
    connection.execute("SET TimeZone = 'Europe/Berlin'; SET enable_progress_bar = false; CREATE SCHEMA staged")
    return connection


def name(identifier: str) -> str:
    """A name as SQL."""
    return '"' + identifier.replace('"', '""') + '"'


def literal(text: str | Path) -> str:
    """A text as SQL."""
    return "'" + str(text).replace("'", "''") + "'"


def file_literal(file: Path) -> str:
    """The path of one file as SQL; signs that DuckDB would read as a pattern of several files are set in brackets."""
    return literal("".join(f"[{sign}]" if sign in "*?[" else sign for sign in str(file)))


def staged(table: type[Table]) -> str:
    """Where the rows of a table wait to be checked: typed, with ``x?`` holding what could not become the type of x."""
    return f"staged.{name(table.resource)}"


def unreadable(column: str) -> str:
    """The column beside a typed one: the text that is not of its type, else null."""
    return name(column + "?")


def no_rows(table: type[Table]) -> str:
    """A table without rows as SQL, in the place of one that a package does not have."""
    columns = ", ".join(f"NULL::{SQL_TYPES[column.type]} AS {name(column.name)}" for column in table.columns)
    return f"(SELECT {columns} WHERE false)"
