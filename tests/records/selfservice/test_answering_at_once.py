"""Two hundred people answer at the same moment, each of them twice: nothing is lost, nothing is there twice."""

import json
from pathlib import Path
from typing import Any

from django.db import connection

from tests.records.appointments.own_database import own_database, run


def answered(tmp_path: Path, template: Path, *arguments: str) -> dict[str, Any]:
    with own_database(tmp_path / "home", template) as environment:
        found: dict[str, Any] = json.loads(
            run(["tests.records.selfservice.answering_at_once", *arguments], environment)
        )
        return found


def test_two_hundred_at_once_none_lost_none_twice(db: None, tmp_path: Path, migrated_home: Path) -> None:
    people = 200 if connection.vendor == "sqlite" else 40  # a server of the tests takes fewer connections
    found = answered(tmp_path, migrated_home, "--people", str(people))
    assert found["answers"] == {"303 303": people}
    assert (found["lost"], found["twice"], found["amiss"], found["responses"], found["open"]) == (0, 0, 0, people, 0)


def test_where_nobody_waits_for_a_turn_it_is_seen(db: None, tmp_path: Path, migrated_home: Path) -> None:
    """The control: nobody waits nor sends again: some are turned away, and their answers are not there."""
    found = answered(tmp_path, migrated_home, "--people", "50", "--tries", "1", "--unprotected", "waiting")
    assert found["lost"] > 0 and any("503" in answer for answer in found["answers"]), found


def test_the_database_alone_refuses_a_second_response(db: None, tmp_path: Path, migrated_home: Path) -> None:
    found = answered(tmp_path, migrated_home, "--people", "20", "--unprotected", "looking")
    assert (found["lost"], found["twice"], found["responses"]) == (0, 0, 20)
    assert any("IntegrityError" in answer for answer in found["answers"]), found


def test_without_look_and_constraint_twice_is_seen(db: None, tmp_path: Path, migrated_home: Path) -> None:
    """The control of the count."""
    found = answered(tmp_path, migrated_home, "--people", "20", "--unprotected", "unique")
    assert found["twice"] == 20 and found["responses"] == 40
