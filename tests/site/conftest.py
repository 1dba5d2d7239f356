from tests.records.conftest import as_user, personas
from tests.records.desk.conftest import scene

__all__ = ["as_user", "personas", "scene"]
