"""Sentences in the user's language: German first, English complete.

A sentence is written once, in both languages, where it is needed; so neither can be missing.
"""

import os
from typing import Literal, NamedTuple

Language = Literal["de", "en"]


def language() -> Language:
    """The user's language: ``PERSPEKTIV_LANGUAGE``, else the system's if it is English, else German."""
    wish = os.environ.get("PERSPEKTIV_LANGUAGE") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "en" if wish.lower().startswith("en") else "de"


class Text(NamedTuple):
    """One sentence or title in both languages.

    >>> Text("Zeile {n}", "Row {n}").filled(n=3).en
    'Row 3'
    """

    de: str
    en: str

    def __str__(self) -> str:
        return self.de if language() == "de" else self.en

    def filled(self, **values: object) -> "Text":
        """The same text with its places filled; a value that is a Text is filled in its own language."""
        return Text(*(side.format(**_values_in(lang, values)) for lang, side in zip(("de", "en"), self, strict=True)))


def spelled_size(size: int) -> Text:
    """A size in bytes as people say it, with the decimal sign of each language; below one MB in whole kB."""
    if size < 1e6:
        kilobytes = f"{-(-size // 1000)} kB"
        return Text(kilobytes, kilobytes)
    said = f"{size / 1e6:.1f}"
    return Text(f"{said.replace('.', ',')} MB", f"{said} MB")


def _values_in(lang: str, values: dict[str, object]) -> dict[str, object]:
    return {k: getattr(v, lang) if isinstance(v, Text) else v for k, v in values.items()}
