"""What lies in the ballot box: one filled-in survey as text of always the same length, so that a seal tells nothing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

LENGTH = 12_000
"""Bytes of every ballot before it is sealed; texts are cut before they could not fit."""
LONGEST_TEXT = 1_500


@dataclass(frozen=True)
class Filled:
    """Answers of one survey by the key of their item, and the first day of the quarter in which they were given."""

    quarter: date
    numbers: Mapping[str, float]
    texts: Mapping[str, str]


def quarter_of(day: date) -> date:
    """The first day of its quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def packed(filled: Filled) -> str:
    """
    Raises ValueError where the texts are too many to fit.

    >>> len(packed(Filled(date(2026, 10, 1), {"rooms": 4}, {})))
    12000
    """
    said = json.dumps([filled.quarter.isoformat(), dict(filled.numbers), dict(filled.texts)], separators=(",", ":"))
    if len(said) > LENGTH:
        raise ValueError("more text than a ballot holds")
    return said.ljust(LENGTH)


def unpacked(text: str) -> Filled:
    quarter, numbers, texts = json.loads(text)
    return Filled(date.fromisoformat(quarter), numbers, texts)
