"""A centre whose records were frozen: the made-up cohort stands as its latest snapshot."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from perspektiv.package import Package
from tests.records.personas import Personas, make_personas
from tests.records.selfservice.visiting import logged_in

MOMENT = "2019-12-31-120000-000000"


@pytest.fixture
def personas(db: None) -> Personas:
    return make_personas()


@pytest.fixture
def frozen(settings: Settings, tmp_path: Path, cohort_parquet: Path) -> Path:
    """The snapshot's folder. Beside it lies one that was never finished, and one that is older."""
    settings.SNAPSHOTS = tmp_path / "snapshots"
    settings.SNAPSHOTS.mkdir()
    (settings.SNAPSHOTS / f".{MOMENT}-x7").mkdir()
    (settings.SNAPSHOTS / "2018-01-01-120000-000000").mkdir()
    moment = Path(settings.SNAPSHOTS / MOMENT)
    moment.symlink_to(cohort_parquet, target_is_directory=True)
    return moment


@pytest.fixture
def of_cohort(cohort: Package, personas: Personas) -> Personas:
    """The personas' centre bears the cohort's key, so that its figures are theirs."""
    ((key,),) = cohort.connection.execute("SELECT centre_id FROM centres").fetchall()
    personas.centre.key = key
    personas.centre.save()
    return personas


@pytest.fixture
def quirin(of_cohort: Personas) -> Client:
    return logged_in(of_cohort.quirin)
