"""Every place of a version where something is said: in German, and in one other language beside it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
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

    fields: tuple[str, ...]  # of every place that says the same
    of: int  # the number of its question; 0: of none
    label: Any
    longest: int
    german: str
    stored: str

    @property
    def field(self) -> str:
        return self.fields[0]


def places(content: VersionContent, language: str) -> list[Place]:
    """Every text that is to be said in the language; what is said of answers in the same words is one place.

    What has no German needs none, but the parts of the whole.
    """
    found: dict[tuple[str, str, str], Place] = {}
    for place in _every(content, language):
        key = (_of_answers(place.field) or place.field, place.german, place.stored)
        before = found.get(key)
        found[key] = replace(before, fields=(*before.fields, place.field)) if before else place
    return list(found.values())


def _of_answers(field: str) -> str:
    """Answers to choose from and words at the ends of a rating come back from question to question; all else does not.

    >>> _of_answers("choice.mood.good"), _of_answers("item.mood.low"), _of_answers("item.mood.question")
    ('choice', 'low', '')
    """
    whole, _dot, _rest = field.partition(".")
    part = field.rpartition(".")[2]
    return whole if whole == "choice" else part if whole == "item" and part in ("low", "high") else ""


def _every(content: VersionContent, language: str) -> Iterator[Place]:
    for part in SAID_OF_ALL:
        yield _place(f"all.{part}", 0, part, content["words"], language)
    for number, item in enumerate(content["items"], start=1):
        for part in SAID_OF_ITEM:
            german = item["words"].get(FALLBACK, {}).get(part)
            if german and (part != "raise" or language in STAFF_READ):
                yield _place(f"item.{item['key']}.{part}", number, part, item["words"], language)
        for at, choice in enumerate(item["choices"], start=1):
            field, label = f"choice.{item['key']}.{choice['key']}", _("Answer %(number)s") % {"number": at}
            german, stored = choice["words"].get(FALLBACK, ""), choice["words"].get(language, "")
            yield Place((field,), number, label, LONGEST_CHOICE, german, stored)
    for scale in content["scales"]:
        german, stored = scale["words"].get(FALLBACK, ""), scale["words"].get(language, "")
        yield Place((f"scale.{scale['key']}",), 0, _("Scale"), LONGEST["name"], german, stored)


def _place(field: str, of: int, part: str, words: Any, language: str) -> Place:
    stored = words.get(language, {}).get(part, "")
    return Place((field,), of, LABELS[part], LONGEST[part], words.get(FALLBACK, {}).get(part, ""), stored)


def outdated(before: VersionContent, after: VersionContent) -> list[str]:
    """The languages that say of some place the same as before, though the German there says something else now."""
    spoken = [language for language in after["words"] if language != FALLBACK]
    return [language for language in spoken if _is_outdated(before, after, language)]


def _is_outdated(before: VersionContent, after: VersionContent, language: str) -> bool:
    known = {place.field: place for place in _every(before, language)}
    return any(
        (then := known.get(now.field)) and now.german != then.german and now.stored and now.stored == then.stored
        for now in _every(after, language)
    )


def stored_in(content: VersionContent, language: str) -> str:
    """The fingerprint of all that is said in a language, and of the German beside it."""
    said = [(place.fields, place.german, place.stored) for place in places(content, language)]
    return fingerprint([said, is_reviewed(content["words"], language)])
