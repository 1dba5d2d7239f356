"""Many want the same at the same moment: one gets it, the others are told, and no form counts twice."""

import json
from pathlib import Path

import pytest

from tests.records.appointments.own_database import own_database, run

CROWD = "tests.records.appointments.crowd"


def crowd(tmp_path: Path, template: Path, *arguments: str) -> list[dict[str, int]]:
    with own_database(tmp_path / "home", template) as environment:
        ends: list[dict[str, int]] = json.loads(run([CROWD, *arguments], environment))
        return ends


def test_of_twenty_who_want_one_time_one_gets_it(db: None, tmp_path: Path, migrated_home: Path) -> None:
    for ends in crowd(tmp_path, migrated_home, "slot", "--slots", "3", "--people", "20"):
        assert ends == {"booked": 1, "refused": 19}


@pytest.mark.soak
def test_of_fifty_who_want_one_time_one_gets_it_a_hundred_times(db: None, tmp_path: Path, migrated_home: Path) -> None:
    found = crowd(tmp_path, migrated_home, "slot", "--slots", "100", "--people", "50")
    assert len(found) == 100
    for ends in found:
        assert ends == {"booked": 1, "refused": 49}


def test_without_the_guard_of_the_database_many_would_get_it(db: None, tmp_path: Path, migrated_home: Path) -> None:
    (ends,) = crowd(tmp_path, migrated_home, "slot", "--people", "20", "--unguarded")
    assert ends["booked"] > 1


def test_twenty_sends_of_one_form_are_one_booking_and_one_answer(db: None, tmp_path: Path, migrated_home: Path) -> None:
    answers, rows = crowd(tmp_path, migrated_home, "form", "--people", "20")
    assert len(answers) == 1 and sum(answers.values()) == 20
    assert next(iter(answers)).startswith("303 /termine/")
    assert rows == {"appointments": 1, "steps": 1}
