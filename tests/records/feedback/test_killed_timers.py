"""The timer dies or runs twice: each invitation and each reminder comes once."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.records.appointments.own_database import own_database, run

KILLING = "tests.records.feedback.killing"


def at_work(tmp_path: Path, template: Path, way: str, rounds: int, *more: str) -> dict[str, Any]:
    with own_database(tmp_path / "home", template) as environment:
        report: dict[str, Any] = json.loads(run([KILLING, "--way", way, "--rounds", str(rounds), *more], environment))
        return report


def _each_once(report: dict[str, Any]) -> None:
    assert report["twice"] == 0
    assert report["talks"] == report["invitations"] == report["invited"] == report["reminded"]


@pytest.mark.parametrize("way", ["killed", "doubled"])
def test_ten_times(db: None, tmp_path: Path, migrated_home: Path, way: str) -> None:
    _each_once(at_work(tmp_path, migrated_home, way, 10))


@pytest.mark.soak
@pytest.mark.parametrize("way", ["killed", "doubled"])
def test_a_hundred_times(db: None, tmp_path: Path, migrated_home: Path, way: str) -> None:
    _each_once(at_work(tmp_path, migrated_home, way, 100))


@pytest.mark.parametrize("way", ["killed", "doubled"])
def test_a_timer_that_does_not_look_asks_twice(db: None, tmp_path: Path, migrated_home: Path, way: str) -> None:
    assert at_work(tmp_path, migrated_home, way, 100, "--careless")["twice"] > 0
