"""Every place of a version where something is said: in German, and in one other language beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from perspektiv.records.feedback.contents import VersionContent, fingerprint
from perspektiv.records.feedback.words import is_reviewed
from perspektiv.records.letters.languages import FALLBACK

SAID_OF_ALL = ("name", "intro", "thanks")
SAID_OF_ITEM = ("question", "hint", "low", "high", "raise")
LONGEST = {
    "name": 120,
    "intro": 1000,
    "thanks": 1000,
    "question": 500,
    "hint": 500,
    "low": 80,
    "high": 80,
    "raise": 500,
}
"""Letters of what is said, by part."""
LONGEST_CHOICE = 200
LABELS = {
    "name": _("Name"),
    "intro": _("Before the first question"),
    "thanks": _("After the last question"),
    "question": _("Question"),
    "hint": _("Hint"),
    "low": _("Words at the lowest"),
    "high": _("Words at the highest"),
    "raise": _("What to take up then"),
}
STAFF_READ = (FALLBACK, "en")
"""The languages of counsellors; what is said to them needs no other."""


@dataclass(frozen=True)
class Place:
    """One text: where it stands, and what it is in German and in the language."""

    field: str
    of: str  # its question's key, or empty
    label: Any
    longest: int
    german: str
    stored: str


def places(content: VersionContent, language: str) -> Iterator[Place]:
    """Every text that is to be said in the language: what has no German needs none, but the parts of the whole."""
    for part in SAID_OF_ALL:
        yield _place(f"all.{part}", "", LABELS[part], LONGEST[part], content["words"], part, language)
    for item in content["items"]:
        for part in SAID_OF_ITEM:
            german = item["words"].get(FALLBACK, {}).get(part)
            if german and (part != "raise" or language in STAFF_READ):
                field = f"item.{item['key']}.{part}"
                yield _place(field, item["key"], LABELS[part], LONGEST[part], item["words"], part, language)
        for number, choice in enumerate(item["choices"], start=1):
            yield Place(
                f"choice.{item['key']}.{choice['key']}",
                item["key"],
                _("Answer %(number)s") % {"number": number},
                LONGEST_CHOICE,
                choice["words"].get(FALLBACK, ""),
                choice["words"].get(language, ""),
            )
    for scale in content["scales"]:
        german, stored = scale["words"].get(FALLBACK, ""), scale["words"].get(language, "")
        yield Place(f"scale.{scale['key']}", "", _("Scale"), LONGEST["name"], german, stored)


def _place(field: str, of: str, label: Any, longest: int, words: Any, part: str, language: str) -> Place:
    stored = words.get(language, {}).get(part, "")
    return Place(field, of, label, longest, words.get(FALLBACK, {}).get(part, ""), stored)


def stored_in(content: VersionContent, language: str) -> str:
    """The fingerprint of all that is said in a language, and of the German beside it."""
    said = [(place.field, place.german, place.stored) for place in places(content, language)]
    return fingerprint([said, is_reviewed(content["words"], language)])
