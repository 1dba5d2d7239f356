"""What several rooms' tests need: the example cohort and an empty database, each made once for all workers."""

import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from perspektiv.example import write_cohort
from perspektiv.package import Package, convert, open_package
from tests.records.appointments.own_database import migrate


@pytest.fixture(scope="session")
def cohort_csv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example cohort as a folder of CSV."""
    return _made_once(tmp_path_factory, "cohort", _write_cohort) / "csv"


@pytest.fixture(scope="session")
def cohort_parquet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example cohort as a sealed Parquet package."""
    return _made_once(tmp_path_factory, "cohort", _write_cohort) / "parquet"


@pytest.fixture(scope="session")
def cohort(cohort_parquet: Path) -> Iterator[Package]:
    """The example cohort, open."""
    with open_package(cohort_parquet) as package:
        yield package


@pytest.fixture(scope="session")
def migrated_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a fresh SQLite database in a file; to be copied, not written to."""
    return _made_once(tmp_path_factory, "migrated", migrate)


def _write_cohort(folder: Path) -> None:
    write_cohort(folder / "csv")
    convert(folder / "csv", folder / "parquet", form="parquet")


def _made_once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder that all workers share; the first of them fills it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    made, done = shared / name, shared / f"{name}.done"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            made.mkdir()
            make(made)
            done.touch()
    return made
