"""Questionnaires that come with Perspektiv, in our own words; nothing whose licence is not plainly free."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from perspektiv.records.letters.languages import LANGUAGES

FILES = Path(__file__).parent
KEYS = tuple(sorted(file.stem for file in FILES.glob("*.toml")))


@cache
def form_of(key: str) -> Mapping[str, Any]:
    """Purpose, scales and items of a questionnaire, without its words."""
    found: Mapping[str, Any] = tomllib.loads((FILES / f"{key}.toml").read_text(encoding="utf-8"))
    return found


@cache
def words_of(language: str) -> Mapping[str, Any]:
    """The words of all questionnaires in one language; ``reviewed`` says whether somebody who speaks it read them."""
    found: Mapping[str, Any] = tomllib.loads((FILES / "words" / f"{language.lower()}.toml").read_text(encoding="utf-8"))
    return found


def in_every_language(key: str, *path: str) -> dict[str, Any]:
    """What stands at a place of a questionnaire's words, by language; languages without it are left out."""
    found = {}
    for language in LANGUAGES:
        place: Any = words_of(language).get(key)
        for part in path:
            place = place.get(part) if isinstance(place, Mapping) else None
        if place is not None:
            found[language] = place
    return found
