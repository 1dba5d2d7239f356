"""A package that exists only in memory, for tests that need many: its tables are rows, unchecked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import duckdb

from perspektiv.package import Package
from perspektiv.package.database import SQL_TYPES
from perspektiv.schema import KNOWN

Rows = Mapping[str, Iterable[Mapping[str, Any]]]


@dataclass(eq=False)
class InMemory:
    """What the engine needs of a package."""

    connection: duckdb.DuckDBPyConnection
    data_as_of: date
    name: str = "erdacht"
    made_up: bool = True
    not_collected: frozenset[str] = frozenset()


def package_of(rows: Rows, data_as_of: date, connection: duckdb.DuckDBPyConnection) -> Package:
    """The package in a connection, in place of the one that was there before. Columns not given are empty."""
    for table in KNOWN:
        columns = ", ".join(f"{column.name} {SQL_TYPES[column.type]}" for column in table.columns)
        connection.execute(f"CREATE OR REPLACE TABLE {table.resource} ({columns})")
        told = [tuple(row.get(column.name) for column in table.columns) for row in rows.get(table.resource, ())]
        if told:
            places = f"({', '.join('?' for _ in table.columns)})"
            values = [value for row in told for value in row]
            connection.execute(f"INSERT INTO {table.resource} VALUES {', '.join(places for _ in told)}", values)
    return cast(Package, InMemory(connection, data_as_of))
