"""A participant with a link of their own, a date in a week, and a browser without scripts and cookies."""

import pytest
from django.test import Client

from tests.records.appointments.office import Office, open_office
from tests.records.personas import Personas
from tests.records.selfservice.visiting import Visitor, visitor


@pytest.fixture
def office(personas: Personas) -> Office:
    return open_office(personas)


@pytest.fixture
def dilan(office: Office) -> Visitor:
    """With an appointment in a week, at nine."""
    return visitor(office)


@pytest.fixture
def browser() -> Client:
    return Client(enforce_csrf_checks=True)
