"""A centre at work, as the tests of appointments start from it."""

import pytest

from tests.records.appointments.office import Office, open_office
from tests.records.personas import Personas


@pytest.fixture
def office(personas: Personas) -> Office:
    return open_office(personas)
