"""Straightforward SQL, as an analyst writes it by hand: shared tables, then one plain query a topic and breakdown.

The SQL lies in ``sql/``. It follows the definitions and not Perspektiv's engine, whose proof it is, too.
"""

import json
import os
import tempfile
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

import duckdb

from bench.comparing import WITHHELD, Cell, Cells, Key
from bench.question import PERIOD, Breakdown, breakdowns_of
from perspektiv.indicators import CATALOGUE
from perspektiv.package.describing import DESCRIPTOR

TOPICS = {
    "entries": "persons_entered",
    "endings": "endings",
    "appointments": "appointments_due",
    "leavers": "leavers_appointments_due",
    "exits": "persons_exited",
    "improvement": "improvement_rate",
    "quality": "counselling_quality_rate",
    "satisfaction": "satisfaction_mean",
    "spending": "spending_eur",
    "budget": "budget_use",
    "staff": "weekly_hours",
}
"""The queries, each with one of its indicators: the others have the same breakdowns."""

SHARED = ("macros", "tables")
Results = list[tuple[Breakdown, Sequence[str], list[tuple[Any, ...]]]]
"""Of each query: its breakdown, the names of its columns, its rows."""


class HandwrittenSql:
    """DuckDB with views over the package's files."""

    def __init__(self, package: Path) -> None:
        self.statements = 0
        self._results: Results = []
        described = json.loads((package / DESCRIPTOR).read_text(encoding="utf-8"))
        self._words = {
            "from_day": PERIOD.from_.isoformat(),
            "to_day": PERIOD.to.isoformat(),
            "data_as_of": described["data_as_of"],
        }
        self._connection = duckdb.connect(config={"temp_directory": f"{tempfile.gettempdir()}/bench-{os.getpid()}"})
        self._connection.execute("SET TimeZone = 'Europe/Berlin'")
        for resource in described["resources"]:
            file = str(package / resource["path"]).replace("'", "''")
            self._connection.execute(f"CREATE VIEW {resource['name']} AS SELECT * FROM read_parquet('{file}')")

    def answer(self) -> None:
        self.statements = 0
        self._results = []
        for statement in ";".join(map(_text, SHARED)).split(";"):
            if statement.strip():
                self._execute(statement, ())
        for topic, indicator in TOPICS.items():
            for breakdown in breakdowns_of(indicator):
                rows = self._execute(_text(topic), breakdown).fetchall()
                columns = [column[0] for column in self._connection.description or ()]
                self._results.append((breakdown, columns, rows))

    def cells(self) -> Cells:
        return {
            key: cell
            for breakdown, columns, rows in self._results
            for row in rows
            for key, cell in _cells(breakdown, columns, row)
        }

    def _execute(self, sql: str, breakdown: Breakdown) -> duckdb.DuckDBPyConnection:
        self.statements += 1
        by = "".join(f"{dimension}, " for dimension in breakdown)
        return self._connection.execute(Template(sql).substitute(self._words, by=by))


@cache
def _text(name: str) -> str:
    return files("bench.engines").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


def _cells(breakdown: Breakdown, columns: Sequence[str], row: tuple[Any, ...]) -> list[tuple[Key, Cell]]:
    """The cells of one row: a count is a plain value, all else a struct; two of one name belong together."""
    categories, values = row[: len(breakdown)], row[len(breakdown) :]
    if None in categories:  # answers that belong to no segment and no gender
        return []
    by = tuple((dimension, str(category)) for dimension, category in zip(breakdown, categories, strict=True))
    numbers: dict[str, dict[str, Any]] = {}
    for name, value in zip(columns[len(breakdown) :], values, strict=True):
        numbers.setdefault(name, {}).update(value if isinstance(value, dict) else {"numerator": value, "value": value})
    withheld = numbers.pop("withheld", {}).get("value")
    open_windows = numbers.pop("open_windows", {}).get("value")
    return [
        ((name, by), WITHHELD if withheld else Cell(**found, open_windows=open_windows if _matures(name) else None))
        for name, found in numbers.items()
    ]


def _matures(name: str) -> bool:
    return CATALOGUE[name].matures
