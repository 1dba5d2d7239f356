"""A questionnaire as it is asked: its questions in one language, with what was answered so far."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from perspektiv.records.feedback.filling import LONGEST_TEXT, Filling, name_of, sharing_name_of, steps
from perspektiv.records.feedback.form_words import form_words
from perspektiv.records.feedback.models import InstrumentVersion, Item, Kind, Purpose
from perspektiv.records.feedback.words import Said, said_in

IN_ONE_ROW = 7
"""Steps of a rating that stand beside each other on a telephone; more stand in two rows."""


@dataclass(frozen=True)
class Option:
    """One answer that can be ticked."""

    value: int
    label: Said
    chosen: bool


@dataclass(frozen=True)
class Question:
    """One item in one language."""

    item: Item
    language: str
    filling: Filling
    shareable: bool = False
    longest_text: int = LONGEST_TEXT

    @property
    def key(self) -> str:
        return self.item.key

    @property
    def name(self) -> str:
        return name_of(self.item)

    @property
    def sharing_name(self) -> str:
        return sharing_name_of(self.item)

    @property
    def is_text(self) -> bool:
        return self.item.kind == Kind.TEXT

    @property
    def is_number(self) -> bool:
        return self.item.kind == Kind.NUMBER

    @property
    def is_row(self) -> bool:
        """A rating by numbers, with words at its ends alone."""
        return self.item.kind == Kind.RATING and not self.item.choices

    @property
    def required(self) -> bool:
        return self.item.required

    @property
    def text(self) -> Said:
        return said_in(self.item.words, self.language, "question")

    @property
    def hint(self) -> Said:
        return said_in(self.item.words, self.language, "hint")

    @property
    def low(self) -> Said:
        return said_in(self.item.words, self.language, "low")

    @property
    def high(self) -> Said:
        return said_in(self.item.words, self.language, "high")

    @cached_property
    def options(self) -> Sequence[Option]:
        """The first and the last of a row carry the words of its ends."""
        values, typed = steps(self.item), self.typed
        labels = [said_in(choice.get("words", {}), self.language) for choice in self.item.choices]
        if not labels:
            none = Said("", self.language)
            labels = [self.low, *[none] * (len(values) - 2), self.high]
        return [Option(value, label, typed == str(value)) for value, label in zip(values, labels, strict=True)]

    @property
    def columns(self) -> int:
        """Of a row of numbers."""
        count = len(self.options)
        return count if count <= IN_ONE_ROW else (count + 1) // 2

    @property
    def typed(self) -> str:
        return self.filling.typed.get(self.key, "")

    @property
    def shared(self) -> bool:
        return self.key in self.filling.shared

    @property
    def range(self) -> str:
        return self._in_range("range")

    @property
    def missing(self) -> str:
        """What is said where it must be answered and is not."""
        return form_words(self.language)["missing"]

    @property
    def fault(self) -> str:
        fault = self.filling.faults.get(self.key)
        return self._in_range(fault.value) if fault else ""

    def _in_range(self, sentence: str) -> str:
        low, high = (f"{edge:g}" if edge is not None else "" for edge in (self.item.minimum, self.item.maximum))
        return form_words(self.language)[sentence].format(low=low, high=high)


def questions_of(
    version: InstrumentVersion,
    language: str,
    filling: Filling | None = None,
    *,
    items: Iterable[Item] | None = None,
    longest_text: int = LONGEST_TEXT,
) -> list[Question]:
    """All questions of a version in their order. Words can be released for the closing talk in a reflection alone."""
    shareable = version.instrument.purpose == Purpose.IMPROVEMENT
    found = version.items.all() if items is None else items
    return [Question(item, language, filling or Filling(), shareable, longest_text) for item in found]
