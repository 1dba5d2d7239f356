"""Questionnaires in a person's copy: questions and answers in German words, not by their keys."""

from perspektiv.records.feedback.models import Answer, InstrumentVersion, Item, Response
from perspektiv.records.feedback.words import said
from perspektiv.records.letters.languages import FALLBACK


def questionnaire(version: InstrumentVersion) -> str:
    return said(version.words, FALLBACK, "name") or version.instrument.key


def question(item: Item) -> str:
    return said(item.words, FALLBACK, "question") or item.key


def response(given: Response) -> str:
    """Which questionnaire, and when."""
    return f"{questionnaire(given.version_of)}, {given.submitted_on:%d.%m.%Y}"


def answer(given: Answer) -> str:
    """What was chosen in its words; a number with what its ends mean."""
    item, value = given.item, given.value
    if value is None or item.minimum is None or item.maximum is None:
        return ""
    place = int(value - item.minimum)
    if value == item.minimum + place < item.minimum + len(item.choices):
        chosen = item.choices[place]
        return said(chosen["words"], FALLBACK) or str(chosen["key"])
    low, high = (_end(item, part, end) for part, end in (("low", item.minimum), ("high", item.maximum)))
    return f"{_number(value)} (von {low} bis {high})"


def _end(item: Item, part: str, value: float) -> str:
    meant = said(item.words, FALLBACK, part)
    return f"{_number(value)} „{meant}“" if meant else _number(value)


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")
