"""A centre at work, as the tests of appointments start from it."""

from datetime import time

import pytest
from django.utils import timezone

from perspektiv.records.appointments.moments import local
from perspektiv.records.feedback import links
from tests.records.appointments.office import Office, open_office
from tests.records.feedback.planning import Forms, Plan, open_plan
from tests.records.personas import Personas
from tests.records.reminders.clock import Clock


@pytest.fixture
def office(personas: Personas) -> Office:
    return open_office(personas)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Two in the afternoon of today, until the test says otherwise."""
    clock = Clock(local(timezone.localdate(), time(14)))
    monkeypatch.setattr(timezone, "now", clock)
    return clock


@pytest.fixture
def forms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Links of messages lead somewhere."""
    monkeypatch.setattr(links, "_forms", [Forms()])


@pytest.fixture
def plan(clock: Clock, forms: None, personas: Personas) -> Plan:
    return open_plan(personas)
