"""One participant, and a home for programs that send."""

import pytest

from perspektiv.records.people.models import Participant
from tests.records.letters.writing import make_dilan
from tests.records.personas import Personas


@pytest.fixture
def dilan(personas: Personas) -> Participant:
    return make_dilan(personas)
