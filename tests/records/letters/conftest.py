"""One participant, and a home for programs that send."""

from pathlib import Path

import pytest

from perspektiv.records.people.models import Participant
from tests.records.appointments.own_database import environment_of, run
from tests.records.letters.writing import make_dilan
from tests.records.personas import Personas


@pytest.fixture
def dilan(personas: Personas) -> Participant:
    return make_dilan(personas)


@pytest.fixture(scope="session")
def migrated_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a fresh SQLite database in a file; to be copied, not written to."""
    home = tmp_path_factory.mktemp("migrated")
    run(["django", "migrate", "--verbosity=0"], environment_of(home))
    run(["django", "createcachetable"], environment_of(home))
    return home
