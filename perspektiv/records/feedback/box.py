"""What lies in the ballot box: one filled-in survey as text of always the same length, so that a seal tells nothing."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from perspektiv.records.feedback.models.item import Item, Kind

LENGTH = 12_000
"""Bytes of every ballot before it is sealed."""
LONGEST_TEXT = 1_500
"""Letters of one answer in words, where a survey asks for few."""
WIDEST_LETTER = 4
"""Bytes that one letter can take."""
AROUND_AN_ANSWER = 30
"""Bytes of a number, its quotes and commas."""


@dataclass(frozen=True)
class Filled:
    """Answers of one survey by the key of their item, and the first day of the quarter in which they were given."""

    quarter: date
    numbers: Mapping[str, float]
    texts: Mapping[str, str]


def quarter_of(day: date) -> date:
    """The first day of its quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def quarters_before(quarter: date, count: int) -> date:
    """
    >>> quarters_before(date(2027, 1, 1), 2)
    datetime.date(2026, 7, 1)
    """
    months = quarter.year * 12 + quarter.month - 1 - 3 * count
    return date(months // 12, months % 12 + 1, 1)


def longest_text(items: Iterable[Item]) -> int:
    """Letters of each text, so that a ballot holds all answers of these items whatever is written."""
    asked = list(items)
    texts = sum(item.kind == Kind.TEXT for item in asked)
    left = LENGTH - sum(len(item.key) + AROUND_AN_ANSWER for item in asked) - AROUND_AN_ANSWER
    return max(min(LONGEST_TEXT, left // (WIDEST_LETTER * max(texts, 1))), 0)


def written(text: str) -> str:
    """Without signs that nobody can type: they would need more room than a letter has.

    >>> written("so\\tist es\\x07")
    'so ist es'
    """
    return "".join(sign for sign in text.replace("\t", " ") if sign == "\n" or sign.isprintable())


def packed(filled: Filled) -> bytes:
    """
    Raises ValueError where the texts are too many to fit.

    >>> len(packed(Filled(date(2026, 10, 1), {"rooms": 4}, {"wish": "أكثر"})))
    12000
    """
    answers = [filled.quarter.isoformat(), dict(filled.numbers), dict(filled.texts)]
    said = json.dumps(answers, separators=(",", ":"), ensure_ascii=False).encode()
    if len(said) > LENGTH:
        raise ValueError("more text than a ballot holds")
    return said.ljust(LENGTH)


def unpacked(content: bytes) -> Filled:
    quarter, numbers, texts = json.loads(content)
    return Filled(date.fromisoformat(quarter), numbers, texts)
