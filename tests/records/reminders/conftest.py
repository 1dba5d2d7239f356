"""An office whose participants can be written to, and a clock that a test sets."""

from datetime import time
from pathlib import Path

import pytest
from django.utils import timezone

from perspektiv.records.appointments.moments import local
from tests.records.appointments.own_database import environment_of, run
from tests.records.personas import Personas
from tests.records.reminders.clock import Clock
from tests.records.reminders.reminding import Desk, open_desk


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Ten in the morning of today, until the test says otherwise."""
    clock = Clock(local(timezone.localdate(), time(10)))
    monkeypatch.setattr(timezone, "now", clock)
    return clock


@pytest.fixture
def desk(clock: Clock, personas: Personas) -> Desk:
    return open_desk(personas)


@pytest.fixture(scope="session")
def migrated_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a fresh SQLite database in a file; to be copied, not written to."""
    home = tmp_path_factory.mktemp("migrated")
    run(["django", "migrate", "--verbosity=0"], environment_of(home))
    run(["django", "createcachetable"], environment_of(home))
    return home
