"""What a report claims: a share of two counts, or a total of its parts; and the passage that claims it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from perspektiv.language import Text
from perspektiv.report.verify.blocks import Block, sentences
from perspektiv.report.verify.numbers import Number, numbers_in
from perspektiv.report.verify.reading import Place
from perspektiv.report.verify.units import Unit
from perspektiv.report.verify.verdict import Remark, Verdict

Units = tuple[Unit | None, Unit | None]  # of numerator and denominator

_AROUND = 40  # characters of context on either side


class Certainty(IntEnum):
    """How surely the report itself relates the numbers. Only an explicit claim can be called wrong."""

    GUESSED = 0  # they stand near each other
    ROUGH = 1  # "n of m", and "about x %"
    LINKED = 2  # "n of m" is said, and a percentage stands near
    EXPLICIT = 3  # "n of m (x %)", a row named total, a split by gender


@dataclass(frozen=True)
class Sentence:
    """A sentence of a block with its numbers."""

    block: Block
    start: int
    end: int
    numbers: tuple[Number, ...]

    def before(self, number: Number) -> str:
        return self.block.text[self.start : number.start]

    def between(self, left: Number, right: Number) -> str:
        return self.block.text[left.end : right.start]

    def after(self, number: Number) -> str:
        return self.block.text[number.end : self.end]


def sentences_of(block: Block) -> list[Sentence]:
    """The block's sentences with their numbers."""
    numbers = numbers_in(block.text)
    return [
        Sentence(block, start, end, tuple(n for n in numbers if start <= n.start < end))
        for start, end in sentences(block.text)
    ]


@dataclass(frozen=True)
class Found:
    """Where a claim stands: the place and the words around it."""

    place: Place
    words: str

    @classmethod
    def at(cls, block: Block, *numbers: Number) -> "Found":
        start, end = min(n.start for n in numbers), max(n.end for n in numbers)
        return cls(block.place(start), words_around(block.text, start, end))

    def verdict(self, *remarks: Remark, recomputed: float | None = None) -> Verdict:
        """What is said of this passage."""
        return Verdict(self.place.named(), self.words, remarks, self.place.line, recomputed)


def words_around(text: str, start: int, end: int) -> str:
    """The passage with a few whole words on either side."""
    left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
    if left:
        left = text.find(" ", left, start) + 1 or start
    if right < len(text):
        right = max(text.rfind(" ", end, right), end)
    passage = " ".join(text[left:right].split())
    return f"{'… ' if left else ''}{passage}{' …' if right < len(text) else ''}"


@dataclass(frozen=True)
class Share:
    """A printed percentage with the two counts that it is made of; ``units`` are the words by which they are named."""

    numerator: Number
    denominator: Number
    printed: Number
    certainty: Certainty
    found: Found
    key: tuple[int, int]
    units: Units = (None, None)


@dataclass(frozen=True)
class Total:
    """A printed total with its parts; ``kind`` says of what they are parts."""

    parts: tuple[Number, ...]
    printed: Number
    certainty: Certainty
    found: Found
    kind: Text


def percentage_key(block: Block, printed: Number) -> tuple[int, int]:
    """What tells one printed percentage from all others of the report."""
    return id(block), printed.start


def percentages(sentence: Sentence) -> Iterator[Number]:
    """The sentence's percentages, in order."""
    return (number for number in sentence.numbers if number.kind == "percent")
