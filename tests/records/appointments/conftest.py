import shutil
from pathlib import Path

import pytest

from tests.records.appointments.office import Office, open_office
from tests.records.personas import Personas


@pytest.fixture
def office(personas: Personas) -> Office:
    return open_office(personas)


@pytest.fixture
def own_home(tmp_path: Path, migrated_home: Path) -> Path:
    """A home of one's own with an empty SQLite database in a file."""
    return Path(shutil.copytree(migrated_home, tmp_path / "home"))
