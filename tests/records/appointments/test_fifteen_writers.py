"""Fifteen who write at once, by the pages of time and reach: nobody is shown that the database is locked."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.records.appointments.own_database import own_database, run

SECONDS = os.environ.get("SOAK_SECONDS", "60")
"""Of writing. The whole of the target: ``SOAK_SECONDS=300``."""
MOST = 0.3
"""Seconds that 95 of 100 answers may take; on a slow or busy machine, twice as long as all writers in turn."""


def written(tmp_path: Path, template: Path, *arguments: str) -> dict[str, Any]:
    with own_database(tmp_path / "home", template) as environment:
        found: dict[str, Any] = json.loads(run(["tests.records.appointments.writers", *arguments], environment))
        return found


def holds(found: dict[str, Any]) -> None:
    assert found["writers"] == 15 and found["writes"] > 15
    assert (found["otherwise"], found["lost"]) == ({}, 0)
    assert found["p95"] <= max(MOST, 2 * found["writers"] * found["alone"]), found


def test_for_two_seconds(db: None, tmp_path: Path, migrated_home: Path) -> None:
    holds(written(tmp_path, migrated_home, "--seconds", "2"))


@pytest.mark.soak
def test_for_a_minute(db: None, tmp_path: Path, migrated_home: Path) -> None:
    holds(written(tmp_path, migrated_home, "--seconds", SECONDS))


def test_where_nobody_waits_for_a_turn_it_is_seen(db: None, tmp_path: Path, migrated_home: Path) -> None:
    """The control: without the waiting, some are answered with an error, on both kinds of database."""
    found = written(tmp_path, migrated_home, "--seconds", "4", "--pause", "0", "--unprotected")
    assert any("lock" in answer for answer in found["otherwise"]), found
