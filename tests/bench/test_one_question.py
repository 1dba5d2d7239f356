"""Asking for everything at once: the same numbers as one by one, in a fixed number of statements."""

from pathlib import Path

import pytest

from bench.engines import ours
from bench.question import BREAKDOWNS
from tests.bench.wild_package import write_wild

SOME = ("persons_repeating_a_segment", "job_start_within_6m_rate", "satisfaction_response_rate", "budget_use")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_wild(tmp_path_factory.mktemp("bench") / "package", seed=2)


def test_one_by_one_gives_the_same_cells(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once, one_by_one = ours.AllAtOnce(package), ours.OneByOne(package)
    at_once.answer()
    monkeypatch.setattr(ours, "NAMES", SOME)
    one_by_one.answer()
    assert one_by_one.cells() == {key: cell for key, cell in at_once.cells().items() if key[0] in SOME}


def test_further_breakdowns_need_no_further_statement(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    running = ours.AllAtOnce(package)
    running.answer()
    everything = running.statements
    monkeypatch.setattr(ours, "BREAKDOWNS", BREAKDOWNS[:1])
    running.answer()
    assert 0 < running.statements == everything
