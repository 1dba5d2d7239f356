"""Totals split by gender: "585 / 211m / 374w", "1463 (Frauen: 939 / Männer: 524)", "132, davon 83 Frauen und 49 …"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from perspektiv.language import Text
from perspektiv.report.verify.blocks import Block
from perspektiv.report.verify.claims import Certainty, Found, Sentence, Total, words_around
from perspektiv.report.verify.numbers import GROUP, WHOLE, Number, may_be_a_label, numbers_in

BY_GENDER = Text("Aufteilung nach Geschlecht", "split by gender")
OVER_SPLITS = Text("Summe über die Aufteilungen ({whose})", "sum over the splits ({whose})")
_WHOSE = {
    "all": Text("insgesamt", "all"),
    "w": Text("Frauen", "women"),
    "m": Text("Männer", "men"),
    "d": Text("divers", "diverse"),
}

_LETTERS = {"w": "w", "f": "w", "m": "m", "d": "d"}
_WORDS = {
    "weiblich": "w",
    "frau": "w",
    "mädchen": "w",
    "männlich": "m",
    "männer": "m",
    "mann": "m",
    "jungen": "m",
    "divers": "d",
}
_GENDER = r"(?:weiblich|männlich|diverse?|Frauen|Frau|Männer|Mann|Mädchen|Jungen|[wmdf])(?!\w)"
_COUNT = rf"(?<![\d.,]){WHOLE}(?![.,]?\d)"
_PART = rf"(?:{_COUNT}\s?{_GENDER}|(?<!\w){_GENDER}\s?:?\s?{_COUNT}(?!\s?%))"
_PARTS = rf"{_PART}(?:\s*(?:/|,|;|\||\bund\b|\bsowie\b)\s*{_PART}){{1,2}}"
_OF_WHAT = r"(?:\s(?!k?eine)[a-zäöüß]{3,}(?:e|en|er))?(?:\s[A-ZÄÖÜ][\w-]+(?:\s(?:und|bzw\.)\s[A-ZÄÖÜ][\w-]+)?)?"
_SPLIT = re.compile(
    rf"(?<![\w.,/-])(?P<total>{_COUNT})"
    rf"(?:\s?/\s?(?P<slashed>{_PARTS})(?!\s?/)"
    rf"|{_OF_WHAT}\s?\(\s?(?:davon:?\s)?(?P<bracketed>{_PARTS})\s?\)"
    rf"|{_OF_WHAT}\s?[,–:-]\s?davon:?\s(?P<of_these>{_PARTS})(?=\s?[.;,)]|\s*$))"
)
_AMONG = re.compile(rf"\b(?:darunter|davon|dabei|hiervon)\b[^.;:\d%]{{0,30}}?(?P<parts>{_PARTS})", re.IGNORECASE)


@dataclass(frozen=True)
class Split:
    """A total with its parts by gender (w, m, d), each with its place in the block."""

    block: Block
    total: Number
    parts: dict[str, Number]
    certainty: Certainty = Certainty.EXPLICIT


def splits_in(block: Block) -> list[Split]:
    """The splits of a block; a form in which a gender is missing or doubled is none."""
    found = []
    counts = {number.start: number for number in numbers_in(block.text) if number.kind == "count"}
    for match in _SPLIT.finditer(block.text):
        group = next(name for name in ("slashed", "bracketed", "of_these") if match[name])
        parts = _parts(block.text, match.start(group), match.end(group))
        total = counts.get(match.start("total"))
        if parts and total:
            doubtful = total.may_be_a_year or may_be_a_label(block.text[: total.start], total)
            found.append(Split(block, total, parts, Certainty.LINKED if doubtful else Certainty.EXPLICIT))
    return found


def split_total(split: Split) -> Total:
    """The parts of a split must make its total."""
    parts = tuple(split.parts.values())
    return Total(parts, split.total, split.certainty, Found.at(split.block, split.total, *parts), BY_GENDER)


def totals_among(sentences: Sequence[Sentence], position: int) -> Iterator[Total]:
    """132 … Darunter waren 83 Frauen und 49 Männer: compared with the counts before, and only confirmed."""
    own = sentences[position]
    for parts, _ in parts_among(own):
        before = [n for s in sentences[max(0, position - 2) : position + 1] if s.block is own.block for n in s.numbers]
        for number in reversed(before):
            if number.kind == "count" and number.start < parts[0].start:
                yield Total(parts, number, Certainty.LINKED, Found.at(own.block, *parts), BY_GENDER)


def parts_among(sentence: Sentence) -> Iterator[tuple[tuple[Number, ...], int]]:
    """ "darunter 83 Frauen und 49 Männer": the parts, and where they end."""
    for match in _AMONG.finditer(sentence.block.text, sentence.start, sentence.end):
        parts = tuple(_parts(sentence.block.text, match.start("parts"), match.end("parts")).values())
        if parts:
            yield parts, match.end("parts")


def totals_over(splits: Sequence[Split], counts: Sequence[Number]) -> Iterator[Total]:
    """The splits that follow each other in one block, against another split or, else, a count of the report."""
    for block in {id(split.block): split.block for split in splits}.values():
        group = [split for split in splits if split.block is block]
        others = [split for split in splits if split.block is not block]
        whole = sum(split.total.value for split in group)
        if len(group) < 2:
            continue
        same = next((split for split in others if split.total.value == whole), None)
        plain = [{"all": number} for number in counts if number.value == whole]
        printed = {"all": same.total, **same.parts} if same else next(iter(plain), {})
        for whose, number in printed.items():
            parts = tuple(
                split.total if whose == "all" else split.parts[whose]
                for split in group
                if whose in {"all", *split.parts}
            )
            found = Found(block.place(group[0].total.start), _passage(block, group))
            yield Total(parts, number, Certainty.LINKED, found, OVER_SPLITS.filled(whose=_WHOSE[whose]))


def _passage(block: Block, group: Sequence[Split]) -> str:
    return words_around(block.text, group[0].total.start, group[0].total.end)


def _parts(text: str, start: int, end: int) -> dict[str, Number]:
    """By gender; empty if one is named twice."""
    parts: dict[str, Number] = {}
    for part in re.finditer(_PART, text[start:end]):
        number = re.search(WHOLE, part[0])
        gender = _gender(re.sub(r"[\W\d_]", "", part[0]))
        if number is None or gender in parts:
            return {}
        parts[gender] = _count(number[0], start + part.start() + number.start())
    return parts if {"w", "m"} <= parts.keys() else {}


def _gender(word: str) -> str:
    known = _LETTERS.get(word.lower())
    return known or next(gender for start, gender in _WORDS.items() if word.lower().startswith(start))


def _count(digits: str, start: int) -> Number:
    return Number(Decimal(re.sub(f"[{GROUP}]", "", digits)), 0, "count", start, start + len(digits))
