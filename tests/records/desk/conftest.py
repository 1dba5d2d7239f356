import pytest

from tests.records.desk.scenes import Scene
from tests.records.personas import Personas


@pytest.fixture
def scene(personas: Personas) -> Scene:
    return Scene(personas)
