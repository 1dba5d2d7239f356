"""Pseudonyms are stable, and their key never leaves the room."""

import ast
import stat
from pathlib import Path
from uuid import UUID

import pytest
from pytest_django.fixtures import Settings

import perspektiv
from perspektiv.snapshot.pseudonyms import Pseudonyms, kept_pseudonyms

SOMEBODY = UUID("11111111-2222-3333-4444-555555555555")


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    return tmp_path


def test_they_stay_the_same(home: Path) -> None:
    assert kept_pseudonyms().of("person_id", SOMEBODY) == kept_pseudonyms().of("person_id", SOMEBODY)


def test_another_installation_has_others(home: Path) -> None:
    before = kept_pseudonyms().of("person_id", SOMEBODY)
    (home / "keys" / "pseudonym.key").unlink()

    assert kept_pseudonyms().of("person_id", SOMEBODY) != before


def test_columns_do_not_mix() -> None:
    pseudonyms = Pseudonyms(b"key")

    assert pseudonyms.of("person_id", SOMEBODY) != pseudonyms.of("participation_id", SOMEBODY)


def test_they_show_nothing_of_the_id() -> None:
    assert SOMEBODY.hex[:8] not in Pseudonyms(b"key").of("person_id", SOMEBODY)


def test_the_key_can_be_read_by_its_owner_alone(home: Path) -> None:
    kept_pseudonyms()

    assert stat.S_IMODE((home / "keys" / "pseudonym.key").stat().st_mode) == 0o600
    assert stat.S_IMODE((home / "keys").stat().st_mode) == 0o700
    assert len((home / "keys" / "pseudonym.key").read_text()) == 64
    assert [file.name for file in (home / "keys").iterdir()] == ["pseudonym.key"]


def test_no_other_room_knows_where_the_key_is() -> None:
    house = Path(perspektiv.__file__).parent

    knowing = {
        file.relative_to(house).as_posix()
        for file in house.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value == "pseudonym.key"
    }

    assert knowing == {"snapshot/pseudonyms.py"}
