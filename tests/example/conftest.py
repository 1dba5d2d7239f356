"""The cohort, made once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import duckdb
import plain_counting
import pytest

from perspektiv.example import write_cohort


@pytest.fixture(scope="session")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("example") / "cohort"
    write_cohort(out)
    return out


@pytest.fixture(scope="session")
def tables(cohort: Path) -> duckdb.DuckDBPyConnection:
    return plain_counting.open_tables(cohort)
