"""The cohort's tables for plain SQL."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.example import plain_counting


@pytest.fixture(scope="session")
def tables(cohort_csv: Path) -> duckdb.DuckDBPyConnection:
    return plain_counting.open_tables(cohort_csv)
