"""The page of the centre says when it was last backed up, and whether restoring was ever tried."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from perspektiv.records.access.models import User
from tests.records.personas import Personas

Browser = Callable[[User], Client]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    with override_settings(HOME=tmp_path):
        yield tmp_path


def test_nothing_noted_is_said_with_how_to_make_one(home: Path, personas: Personas, as_user: Browser) -> None:
    page = as_user(personas.ada).get(reverse("access:centre")).content.decode()
    assert page.count("noch keine") == 2
    assert "<code>perspektiv backup</code>" in page


def test_what_is_noted_is_said_in_local_time(home: Path, personas: Personas, as_user: Browser) -> None:
    noted = {"last_backup": {"at": "2026-11-25T01:15:00+00:00"}, "last_restore": {"at": "2026-10-02T08:00:00+00:00"}}
    (home / "backup.json").write_text(json.dumps(noted), encoding="utf-8")
    page = as_user(personas.ada).get(reverse("access:centre")).content.decode()
    assert "25. November 2026, 02:15" in page
    assert "2. Oktober 2026, 10:00" in page


@pytest.mark.parametrize("written", ["", "[]", "[1]", '{"last_backup": 3}', '{"last_backup": {"at": "gestern"}}'])
def test_what_cannot_be_read_is_no_backup(home: Path, personas: Personas, as_user: Browser, written: str) -> None:
    (home / "backup.json").write_text(written, encoding="utf-8")
    page = as_user(personas.ada).get(reverse("access:centre")).content.decode()
    assert page.count("noch keine") == 2
