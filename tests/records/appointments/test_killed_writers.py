"""Writers of marks are killed without warning: what was said to be saved is saved, with its row of the trail.

On SQLite in a file, as an installation has it. A killed process does not test the disk itself: that every connection
waits for it (FULL) is asked separately.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.records.appointments.own_database import environment_of, run

FULL = 2


def killed(home: Path, rounds: int, fault: str = "") -> dict[str, Any]:
    arguments = ["--rounds", str(rounds), *(["--fault", fault] if fault else [])]
    report: dict[str, Any] = json.loads(run(["tests.records.appointments.killing", *arguments], environment_of(home)))
    return report


def test_killed_while_marking_nothing_that_was_said_is_lost(own_home: Path) -> None:
    _holds(killed(own_home, 20), 20)


@pytest.mark.soak
def test_three_hundred_killed_while_marking(own_home: Path) -> None:
    _holds(killed(own_home, 300), 300)


def _holds(report: dict[str, Any], rounds: int) -> None:
    assert report["rounds"] == rounds and report["acknowledged"] > rounds
    assert (report["lost"], report["without_trail"], report["half"]) == (0, 0, 0)
    assert report["synchronous"] == [FULL], "every connection waits for the disk"


@pytest.mark.parametrize(
    ("fault", "seen"),
    [("early", "lost"), ("no_trail", "without_trail")],
)
def test_a_careless_writer_is_caught(own_home: Path, fault: str, seen: str) -> None:
    assert killed(own_home, 200, fault)[seen] > 0


def test_a_connection_that_does_not_wait_for_the_disk_is_seen(own_home: Path) -> None:
    assert killed(own_home, 1, "normal")["synchronous"] != [FULL]
