"""The languages in which people are written to, their direction, and the few words that no template holds."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).parent / "shipped"
RIGHT_TO_LEFT = frozenset({"ar", "fa"})
FALLBACK = "de"
LANGUAGES: Mapping[str, str] = {
    "de": "Deutsch",
    "de-x-plain": "Einfache Sprache",
    "en": "English",
    "uk": "Українська",
    "ru": "Русский",
    "ar": "العربية",
    "fa": "فارسی",
    "tr": "Türkçe",
    "bg": "Български",
    "ro": "Română",
}
"""By their own names."""


def direction(language: str) -> str:
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


@cache
def shipped(language: str) -> Mapping[str, Any]:
    """What comes with Perspektiv in one language: words, and texts by purpose and channel."""
    found: Mapping[str, Any] = tomllib.loads((SHIPPED / f"{language.lower()}.toml").read_text(encoding="utf-8"))
    return found


def words(language: str) -> Mapping[str, str]:
    """What stands around every mail and on the page that it leads to."""
    said: Mapping[str, str] = shipped(language if language in LANGUAGES else FALLBACK)["words"]
    return said
