"""A form that is sent twenty times at once has one effect, one row of the trail, and one answer."""

import json
from pathlib import Path

from tests.records.appointments.own_database import own_database, run

ONE: dict[str, dict[str, int]] = {
    "complaint": {"wishes": 1},
    "copy": {"wishes": 1},
    "wish": {"wishes": 1},
    "cancel": {"steps": 1},
    "come": {},
    "consent": {"consents": 1},
}


def test_twenty_sends_are_one(db: None, tmp_path: Path, migrated_home: Path) -> None:
    with own_database(tmp_path / "home", migrated_home) as environment:
        found = json.loads(run(["tests.records.selfservice.crowd"], environment))
    assert found.keys() == ONE.keys()
    for what, (answers, rows) in found.items():
        assert len(answers) == 1 and sum(answers.values()) == 20, (what, answers)
        assert next(iter(answers)).startswith("303"), what
        assert rows == {"wishes": 0, "consents": 0, "steps": 0, **ONE[what], "trail": 1}, what
