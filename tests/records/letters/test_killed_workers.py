"""The worker dies or runs twice: each message comes once, or is shown as uncertain; none comes twice."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.records.appointments.own_database import own_database, run

KILLING = "tests.records.letters.killing"


def sent(tmp_path: Path, template: Path, way: str, other_side: str, rounds: int, *more: str) -> dict[str, Any]:
    with own_database(tmp_path / "home", template) as environment:
        arguments = ["--way", way, "--other-side", other_side, "--rounds", str(rounds), *more]
        report: dict[str, Any] = json.loads(run([KILLING, *arguments], environment))
        return report


def _holds(report: dict[str, Any], way: str, other_side: str) -> None:
    assert (report["twice"], report["lost"], report["unsettled"]) == (0, 0, 0)
    if way == "doubled" or other_side == "folder":
        assert (report["arrived"], report["uncertain"]) == (report["written"], 0)
    else:
        assert report["arrived"] >= report["written"] - report["uncertain"]
        assert report["uncertain"] <= report["rounds"], "at most the one that was in hand"


CASES = [("killed", "folder"), ("killed", "server"), ("doubled", "folder"), ("doubled", "server")]


@pytest.mark.parametrize(("way", "other_side"), CASES)
def test_ten_times(db: None, tmp_path: Path, migrated_home: Path, way: str, other_side: str) -> None:
    _holds(sent(tmp_path, migrated_home, way, other_side, 10), way, other_side)


@pytest.mark.soak
@pytest.mark.parametrize(("way", "other_side"), CASES)
def test_a_hundred_times(db: None, tmp_path: Path, migrated_home: Path, way: str, other_side: str) -> None:
    _holds(sent(tmp_path, migrated_home, way, other_side, 100), way, other_side)


@pytest.mark.parametrize("way", ["killed", "doubled"])
def test_a_worker_that_does_not_claim_sends_twice(db: None, tmp_path: Path, migrated_home: Path, way: str) -> None:
    assert sent(tmp_path, migrated_home, way, "server", 100, "--unclaimed")["twice"] > 0
