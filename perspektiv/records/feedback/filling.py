"""What a form of a questionnaire sends, read and checked item by item: by link, on paper, and in the ballot box."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import isfinite
from typing import Protocol

from perspektiv.records.feedback.models.item import Item, Kind

LONGEST_TEXT = 4_000
"""Letters of one answer in words."""


class Fault(StrEnum):
    """What is wrong with an answer; every page has a sentence for each."""

    MISSING = "missing"  # of an item that must be answered
    NO_NUMBER = "no_number"
    OUTSIDE = "outside"  # of the range
    NO_CHOICE = "no_choice"  # none of the answers offered
    TOO_LONG = "too_long"


class Form(Protocol):
    """A form that was sent."""

    def get(self, key: str, default: str, /) -> object: ...


@dataclass
class Filling:
    """Answers by the key of their item, as typed and as understood."""

    typed: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, float] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    shared: set[str] = field(default_factory=set)
    faults: dict[str, Fault] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        return not self.numbers and not self.texts


def name_of(item: Item) -> str:
    """Of its field in a form."""
    return f"q-{item.key}"


def sharing_name_of(item: Item) -> str:
    """Of the box that releases its words for the closing talk."""
    return f"share-{item.key}"


def read(items: Iterable[Item], form: Form, *, longest_text: int = LONGEST_TEXT) -> Filling:
    """Everything that was sent, the wrong beside the right; what is no item's is not looked at."""
    filling = Filling()
    for item in items:
        typed = str(form.get(name_of(item), "") or "").replace("\x00", "").strip()
        filling.typed[item.key] = typed
        if item.kind == Kind.TEXT:
            if typed:
                filling.texts[item.key] = typed.replace("\r\n", "\n")
            if form.get(sharing_name_of(item), ""):
                filling.shared.add(item.key)
        elif typed:
            number = number_in(typed)
            if number is None:
                filling.faults[item.key] = Fault.NO_NUMBER if item.kind == Kind.NUMBER else Fault.NO_CHOICE
            else:
                filling.numbers[item.key] = number
    filling.faults = faults(items, filling.numbers, filling.texts, longest_text=longest_text) | filling.faults
    return filling


def faults(
    items: Iterable[Item], numbers: Mapping[str, float], texts: Mapping[str, str], *, longest_text: int = LONGEST_TEXT
) -> dict[str, Fault]:
    """What is wrong, by the key of the item."""
    found = {item.key: _fault(item, numbers, texts, longest_text) for item in items}
    return {key: fault for key, fault in found.items() if fault}


def number_in(typed: str) -> float | None:
    """
    >>> number_in("3,5"), number_in("٤"), number_in("nan"), number_in("1e9"), number_in("vier")
    (3.5, 4.0, None, None, None)
    """
    plain = typed.strip().replace(",", ".").replace("٫", ".")
    if not plain or len(plain) > 12 or not all(sign.isdecimal() or sign in "+-." for sign in plain):
        return None
    try:
        number = float(plain)
    except ValueError:
        return None
    return number if isfinite(number) else None


def steps(item: Item) -> list[int]:
    """The values that a rating or a choice can have."""
    assert item.minimum is not None and item.maximum is not None
    if item.kind == Kind.CHOICE or item.choices:
        return [int(item.minimum) + place for place in range(len(item.choices))]
    return list(range(int(item.minimum), int(item.maximum) + 1))


def _fault(item: Item, numbers: Mapping[str, float], texts: Mapping[str, str], longest_text: int) -> Fault | None:
    if item.kind == Kind.TEXT:
        said = texts.get(item.key, "").strip()
        if len(said) > longest_text:
            return Fault.TOO_LONG
        return Fault.MISSING if item.required and not said else None
    value = numbers.get(item.key)
    if value is None:
        return Fault.MISSING if item.required else None
    if item.kind != Kind.NUMBER:
        return None if value in steps(item) else Fault.NO_CHOICE
    assert item.minimum is not None and item.maximum is not None
    return None if item.minimum <= value <= item.maximum else Fault.OUTSIDE
