import shutil
from pathlib import Path

import pytest

from tests.records.appointments.office import Office, open_office
from tests.records.appointments.own_database import environment_of, run
from tests.records.personas import Personas


@pytest.fixture
def office(personas: Personas) -> Office:
    return open_office(personas)


@pytest.fixture(scope="session")
def migrated_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a fresh SQLite database in a file; to be copied, not written to."""
    home = tmp_path_factory.mktemp("migrated")
    run(["django", "migrate", "--verbosity=0"], environment_of(home))
    run(["django", "createcachetable"], environment_of(home))
    return home


@pytest.fixture
def own_home(tmp_path: Path, migrated_home: Path) -> Path:
    """A home of one's own with an empty SQLite database in a file."""
    return Path(shutil.copytree(migrated_home, tmp_path / "home"))
