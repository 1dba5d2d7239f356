"""The sheets and columns of a form: those of XLSForm that are taken, and our own."""

import re

from perspektiv.records.letters.languages import FALLBACK, LANGUAGES

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
SCALES, SPOKEN = "scales", "languages"
SHEETS = (SURVEY, CHOICES, SETTINGS, SCALES, SPOKEN)
NOT_TAKEN_SHEETS = ("external_choices", "entities", "osm")
OWN_NUMBERS = ("minimum", "maximum", "positive_from", "stable_from", "threshold")
OWN_WORDS = ("low", "high", "raise")
OWN = ("key", "kind", "scale", "reversed", *OWN_NUMBERS, *OWN_WORDS)
"""Columns of the sheet ``survey`` that are ours."""
OF_LOOKS = ("appearance", "constraint_message", "required_message", "note", "notes", "comment", "comments")
"""Columns that say nothing of what is asked; they are left out without a word."""
YES = {"yes": True, "true": True, "true()": True, "1": True, "no": False, "false": False, "false()": False, "": False}
_NAMES = {
    "german": "de",
    "deutsch": "de",
    "leichte sprache": "de-x-plain",
    "plain german": "de-x-plain",
    "english": "en",
    "englisch": "en",
    "ukrainian": "uk",
    "ukrainisch": "uk",
    "russian": "ru",
    "russisch": "ru",
    "arabic": "ar",
    "arabisch": "ar",
    "farsi": "fa",
    "persian": "fa",
    "persisch": "fa",
    "turkish": "tr",
    "türkisch": "tr",
    "bulgarian": "bg",
    "bulgarisch": "bg",
    "romanian": "ro",
    "rumänisch": "ro",
    "default": FALLBACK,
    **{name.casefold(): code for code, name in LANGUAGES.items()},
    **{code.casefold(): code for code in LANGUAGES},
}
_CODE = re.compile(r"\(([A-Za-z-]+)\)\s*$")


def heading_of(language: str) -> str:
    """
    >>> heading_of("tr")
    'Türkçe (tr)'
    """
    return f"{LANGUAGES[language]} ({language})"


def language_called(heading: str) -> str:
    """The language that a heading means; empty, if it is none of ours.

    >>> [language_called(heading) for heading in ("Deutsch (de)", "Turkish", "AR", "Français (fr)")]
    ['de', 'tr', 'ar', '']
    """
    code = _CODE.search(heading)
    return _NAMES.get((code.group(1) if code else heading).strip().casefold(), "")
