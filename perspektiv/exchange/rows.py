"""The rows of a package's table, one by one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from itertools import count
from typing import Any

from perspektiv.package import Package
from perspektiv.schema import Table

AT_ONCE = 20_000


@dataclass(frozen=True)
class Row:
    """One row; ``number`` as files count them, the header being the first."""

    number: int
    key: str
    values: dict[str, Any]


def rows_of(package: Package, table: type[Table]) -> Iterator[Row]:
    """All rows in their order. Moments are in UTC."""
    columns = ", ".join(
        f"\"{column.name}\" AT TIME ZONE 'UTC'" if column.type == "datetime" else f'"{column.name}"'
        for column in table.columns
    )
    moments = [place for place, column in enumerate(table.columns) if column.type == "datetime"]
    names = [column.name for column in table.columns]
    found = package.connection.execute(f'SELECT {columns} FROM "{table.resource}"')
    at = names.index(table.key[0])
    numbers = count(2)
    while some := found.fetchmany(AT_ONCE):
        for row in some:
            values = dict(zip(names, row, strict=True))
            for place in moments:
                values[names[place]] = row[place].replace(tzinfo=UTC)
            yield Row(next(numbers), row[at], values)


def how_many(package: Package, table: type[Table]) -> int:
    return int(package.connection.execute(f'SELECT count(*) FROM "{table.resource}"').fetchall()[0][0])
