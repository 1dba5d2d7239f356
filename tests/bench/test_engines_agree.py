"""Three independent computations of every figure: Perspektiv's engine, SQL by hand, and pandas, cell by cell."""

from pathlib import Path

import pytest

from bench.comparing import Cells, differences
from bench.engines import ENGINES
from bench.question import NAMES
from perspektiv.example import write_scaled
from perspektiv.package import seal
from tests.bench.wild_package import write_wild


def answered(engine: str, package: Path) -> Cells:
    running = ENGINES[engine](package)
    running.answer()
    return running.cells()


def wild(out: Path) -> Path:
    return write_wild(out, seed=1)


def not_followed_up(out: Path) -> Path:
    return write_wild(out, seed=2, followed_up=False)


def scaled(out: Path) -> Path:
    write_scaled(out, centres=3, persons=30, seed=1)
    seal(out)
    return out


@pytest.fixture(scope="module", params=[wild, not_followed_up, scaled])
def package(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = request.param(tmp_path_factory.mktemp("bench") / "package")
    return made


@pytest.fixture(scope="module")
def found(package: Path) -> Cells:
    return answered("ours", package)


@pytest.mark.parametrize("engine", ["sql", "pandas"])
def test_an_independent_computation_gives_the_same_cells(engine: str, found: Cells, package: Path) -> None:
    assert list(differences(found, answered(engine, package))) == []


def test_every_indicator_counts_something_at_random(tmp_path: Path) -> None:
    found = answered("ours", wild(tmp_path / "package"))
    assert {name for (name, _), cell in found.items() if cell.value} == set(NAMES)
