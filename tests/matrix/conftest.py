"""What the matrix needs."""

import pytest

from tests.records.personas import Personas, make_personas


@pytest.fixture
def personas(db: None) -> Personas:
    return make_personas()
