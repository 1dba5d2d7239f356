"""What stands around the anonymous survey, on the telephone and on its cards: one file a language."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from perspektiv.records.letters.languages import FALLBACK, LANGUAGES

FILES = Path(__file__).parent


@cache
def survey_words(language: str) -> Mapping[str, str]:
    """Those of a language, or of German where there are none."""
    known = language if language in LANGUAGES else FALLBACK
    found: dict[str, Any] = tomllib.loads((FILES / f"{known.lower()}.toml").read_text(encoding="utf-8"))
    said: Mapping[str, str] = found["words"]
    return said
