"""The check: the rules of every table, each table in a constant number of statements."""

from collections.abc import Callable

import duckdb

from perspektiv.language import Text
from perspektiv.package.finding import Findings
from perspektiv.package.rows import Rows
from perspektiv.package.source import Source
from perspektiv.schema import Table

Progress = Callable[[int, int, Text], None]
"""Told how many steps are done, of how many, and what is done next."""


def check_tables(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    rows: dict[type[Table], Rows],
    findings: Findings,
    progress: Progress | None,
) -> None:
    """Check all staged tables."""
