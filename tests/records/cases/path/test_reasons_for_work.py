"""Which reasons ask for a first day of work is ticked in the catalogue; those of before are ticked by their names."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from perspektiv.exchange.catalogue import tells_of_work
from perspektiv.records.cases.models import EndingReason
from tests.records.personas import Personas

NAMED = [
    ("work", "Stelle", True),
    ("x1", "Arbeit aufgenommen (Minijob)", True),
    ("x2", "ARBEITSAUFNAHME", True),
    ("x3", "Umzug", False),
    ("workshop", "Kurs begonnen", False),
]


@pytest.mark.parametrize(("key", "name", "asked"), NAMED)
def test_reasons_that_were_there_go_on_as_before(personas: Personas, key: str, name: str, asked: bool) -> None:
    reason = EndingReason.objects.create(centre=personas.centre, key=key, name=name, valuation="positive")
    fill = import_module("perspektiv.records.cases.migrations.0010_reasons_for_work").fill
    fill(apps, SimpleNamespace(connection=connection))
    reason.refresh_from_db()
    assert reason.is_work is asked


@pytest.mark.parametrize(("key", "name", "asked"), NAMED)
def test_an_imported_reason_begins_the_same_way(key: str, name: str, asked: bool) -> None:
    """A package has no column for it."""
    assert tells_of_work(key, name) is asked
