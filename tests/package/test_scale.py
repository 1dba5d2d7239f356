"""The check is set-wise: its statements do not grow with the rows, and a million rows take seconds."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any, cast

import duckdb
import pytest

from perspektiv.package import Findings, PackageWriter, check
from perspektiv.package.database import connect
from perspektiv.package.opening import stage_and_check
from perspektiv.package.source import find_source

Write = Callable[..., Path]


class Counting:
    """A connection that counts its statements."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.statements = 0

    def execute(self, *sql: Any) -> duckdb.DuckDBPyConnection:
        self.statements += 1
        return self.connection.execute(*sql)


def statements(folder: Path) -> int:
    with ExitStack() as stack:
        findings = Findings()
        source = find_source(folder, findings, stack)
        assert source is not None
        counting = Counting(stack.enter_context(connect()))
        stage_and_check(cast(duckdb.DuckDBPyConnection, counting), source, findings)
        assert not findings.fault_count
        return counting.statements


def test_number_of_statements_does_not_grow_with_the_rows(write: Write, with_rows: Callable[..., str]) -> None:
    many = [f"x{n},c1,2015-02-01,1,Honorare," for n in range(10_000)]
    few = statements(write("few"))
    assert statements(write("many", spending=with_rows("spending", *many))) == few <= 60


@pytest.mark.soak
def test_one_and_a_half_million_rows_are_checked_in_half_a_minute(tmp_path: Path) -> None:
    rows = duckdb.connect()
    persons = 100_000
    tables = {
        "centres": "SELECT 'c1' AS centre_id, 'Nord' AS name",
        "segments": "SELECT 's1' AS segment_id, 'A' AS name, 1 AS position, true AS surveyed, "
        "NULL::VARCHAR AS setting, NULL::DATE AS valid_from, NULL::DATE AS valid_to",
        "persons": f"SELECT 'p' || i AS person_id, 'c1' AS centre_id, 'female' AS gender, 1980 AS birth_year "
        f"FROM range({persons}) t(i)",
        "participations": "SELECT 't' || i AS participation_id, 'p' || i AS person_id, 's1' AS segment_id, "
        "NULL::VARCHAR AS counsellor_id, DATE '2015-01-01' AS started_on, NULL::DATE AS ended_on, "
        f"NULL::VARCHAR AS ending, NULL::VARCHAR AS reason_id FROM range({persons}) t(i)",
        "appointments": "SELECT 'a' || i AS appointment_id, 't' || (i // 13) AS participation_id, "
        "'counselling' AS kind, TIMESTAMPTZ '2015-01-02 09:00:00+00' AS starts_at, 75 AS minutes, 'held' AS status "
        f"FROM range({13 * persons}) t(i)",
    }
    with PackageWriter(tmp_path / "x", form="csv", name="x", title="x", data_as_of=date(2016, 1, 1)) as package:
        for table, sql in tables.items():
            package.write(table, rows.sql(sql).to_arrow_table())
    started = time.perf_counter()
    assert not check(tmp_path / "x").counts
    assert time.perf_counter() - started < 30
