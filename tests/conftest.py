"""What several rooms' tests need: the example cohort, made once for all workers."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from perspektiv.example import write_cohort
from perspektiv.package import Package, convert, open_package


@pytest.fixture(scope="session")
def cohort_csv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example cohort as a folder of CSV."""
    return _made_once(tmp_path_factory) / "csv"


@pytest.fixture(scope="session")
def cohort_parquet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example cohort as a sealed Parquet package."""
    return _made_once(tmp_path_factory) / "parquet"


@pytest.fixture(scope="session")
def cohort(cohort_parquet: Path) -> Iterator[Package]:
    """The example cohort, open."""
    with open_package(cohort_parquet) as package:
        yield package


def _made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all workers share; the first of them fills it."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "cohort"
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "done").exists():
            write_cohort(shared / "csv")
            convert(shared / "csv", shared / "parquet", form="parquet")
            (shared / "done").touch()
    return shared
