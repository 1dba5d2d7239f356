"""An office whose participants can be written to, and a clock that a test sets."""

from datetime import time

import pytest
from django.utils import timezone

from perspektiv.records.appointments.moments import local
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
