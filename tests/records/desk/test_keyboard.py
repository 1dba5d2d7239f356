"""The keys: none without an entry in the one table, and no entry without a key."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from perspektiv.records.access.models import User
from perspektiv.records.appointments.states import MARKS
from perspektiv.records.desk.keyboard import KEYS, keys_of
from perspektiv.records.desk.links import link
from tests.records.personas import Personas

ROOT = Path(__file__).parents[3] / "perspektiv"
SCRIPTS = sorted((ROOT / "site/static/perspektiv").glob("*.js"))
NAMED = re.compile(r'\bkey(?:\.to(?:Lower|Upper)Case\(\))? [!=]== "([^"]+)"')
CHOSEN = re.compile(r"\{([^{}]*)\}\[event\.key\]|const STEPS = \{(.*?)\};")
SHORT = re.compile(r'data-key="(\w)"')
MODIFIED = {"house": {"K": "Ctrl+K"}, "attendance": {"Z": "Ctrl+Z"}}
SHOWN_BY = {"booking": "s", "attendance": "".join(mark.key for mark in MARKS)}
"""Keys that stand at buttons and fields, and not in the script."""


def keys_in(script: Path) -> set[str]:
    text = script.read_text()
    found = set(NAMED.findall(text))
    for first, second in CHOSEN.findall(text):
        found |= set(re.findall(r"(\w+):", first or second))
    found |= set(SHOWN_BY.get(script.stem, ""))
    upper = {key.upper() if len(key) == 1 else key for key in found}
    modified = MODIFIED.get(script.stem, {})
    kept = {modified.get(key, key) for key in upper}
    if script.stem == "select":  # the same key, with Shift for a range
        kept |= {"Shift+X"}
    return kept | ({"Z"} if script.stem == "attendance" else set())


def entries_of(script: str) -> set[str]:
    return {key for entry in KEYS if entry.script == script for key in entry.keys}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_no_key_without_an_entry_and_no_entry_without_a_key(script: Path) -> None:
    assert keys_in(script) == entries_of(script.stem)


def test_the_search_for_keys_finds_them() -> None:
    assert {"Ctrl+K", "/", "?", "Escape", "Enter", "ArrowUp", "ArrowDown"} == keys_in(
        ROOT / "site/static/perspektiv/house.js"
    )


def test_every_script_listens_by_names_that_are_found() -> None:
    """Another way to ask for a key would go unnoticed: codes and numbers are not used."""
    for script in SCRIPTS:
        assert not re.search(r"event\.(code|keyCode|which)\b", script.read_text()), script.name


def test_short_keys_of_templates_have_entries() -> None:
    found = {key for page in ROOT.rglob("*.html") for key in SHORT.findall(page.read_text())}
    assert {key.upper() for key in found} <= entries_of("booking")


def test_every_page_that_is_named_is_there() -> None:
    assert all(link(page) for entry in KEYS for page in entry.pages)


def test_a_page_shows_its_own_keys(personas: Personas, as_user: Callable[[User], Client]) -> None:
    client = as_user(personas.toni)
    page = client.get("/anwesenheit/").content.decode()
    shown = page[page.index('id="keys-here"') :]
    assert str(keys_of("appointments:attendance")[1].does) in shown
    assert str(keys_of("appointments:attendance")[1].does) not in client.get("/personen/").content.decode()
    assert str(keys_of("appointments:attendance")[1].does) in client.get("/hilfe/").content.decode()
