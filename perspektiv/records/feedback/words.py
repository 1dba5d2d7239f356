"""The words of a questionnaire, an item or a choice in one language; German where they are not written in it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from perspektiv.records.letters.languages import FALLBACK, LANGUAGES, direction

Words = Mapping[str, Any]
"""By language: the parts of what is said, or the whole as one text where there is but one."""


class Said(NamedTuple):
    """A text and the language it stands in, so that a page can tell a reader which voice to use, and which way."""

    text: str
    language: str

    @property
    def direction(self) -> str:
        return direction(self.language)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text


def said_in(words: Words, language: str, part: str = "") -> Said:
    """
    >>> said_in({"de": {"question": "Wie war es?"}, "tr": {"question": ""}}, "tr", "question")
    Said(text='Wie war es?', language='de')
    """
    for attempt in (language, FALLBACK):
        if text := _part(words.get(attempt), part):
            return Said(text, attempt)
    return Said("", FALLBACK)


def said(words: Words, language: str, part: str = "") -> str:
    """
    >>> said({"de": "besser", "en": "better"}, "en"), said({"de": "besser"}, "ar")
    ('better', 'besser')
    """
    return said_in(words, language, part).text


def written_in(words: Words, part: str = "") -> list[str]:
    """The languages in which it is written, in the order in which people are shown them.

    >>> written_in({"tr": "iyi", "de": "gut", "ar": ""})
    ['de', 'tr']
    """
    return [language for language in LANGUAGES if _part(words.get(language), part)]


def as_far_as_german(words: Words) -> dict[str, Any]:
    """Without the parts that German does not say (any more): no other language goes on saying them.

    >>> as_far_as_german({"de": {"question": "Wie?"}, "tr": {"question": "Nasıl?", "hint": "…"}, "ar": {"hint": "…"}})
    {'de': {'question': 'Wie?'}, 'tr': {'question': 'Nasıl?'}}
    """
    german = words.get(FALLBACK, {})
    kept = {
        language: {part: text for part, text in parts.items() if part in german} for language, parts in words.items()
    }
    return {language: parts for language, parts in kept.items() if parts or language == FALLBACK}


def is_reviewed(words: Words, language: str) -> bool:
    """Whether somebody who speaks the language read the questionnaire's words in it."""
    own = words.get(language)
    return isinstance(own, Mapping) and bool(own.get("reviewed"))


def _part(said: Any, part: str) -> str:
    if isinstance(said, Mapping):
        said = said.get(part)
    elif part:
        return ""
    return said if isinstance(said, str) else ""
