"""What does not fit what stands beside it: a wrong digit, or about something else. Asked about, never called wrong.

A percentage that is named a rate, and "n of m" near it; parts by gender that miss the total before them; a column whose
first or last row is nearly, and not quite, the sum of the others.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from perspektiv.report.numbers import rounded
from perspektiv.report.verify.blocks import Row
from perspektiv.report.verify.claims import Certainty, Found, Sentence, Share, Total, percentage_key
from perspektiv.report.verify.confirming import LINES_BELOW, first_count
from perspektiv.report.verify.nearby import around
from perspektiv.report.verify.numbers import Number, plain_number
from perspektiv.report.verify.shares import base_of, is_approximate, says_of, shares_in
from perspektiv.report.verify.splits import BY_GENDER, parts_among
from perspektiv.report.verify.tables import COLUMN, LEAST_TOTAL, MOST_PARTS, names_total
from perspektiv.report.verify.units import unit_after

Explained = Collection[tuple[Decimal, Decimal]]
"""Pairs of counts that already make a percentage of the report."""

_RATE = re.compile(r"[\w-]*(?:quote|rate|anteil|wert)s?\b[^.;:()\d%]{0,30}$", re.IGNORECASE)
_ANOTHER = re.compile(
    r"(?i)\b(?:ziel|soll|plan|mindest|höchst|maximal|vorjahr|toleranz|schwelle|grenz|bundes|landes|durchschnitt|"
    r"im mittel|mittelwert|vergleich)"
)
_POINTS = 10  # a rate further from "n of m" of another sentence is about something else
_NEARLY = Decimal("0.05")  # of a column's total, by which its parts may miss it and still be meant
_LEAST_ROWS = 4  # of a total and three parts; two numbers come near a third one too often
_COMPLETE = re.compile(r"\s*(?:[.;,)]|$)")


def share_in_question(
    sentences: Sequence[Sentence], position: int, printed: Number, explained: Explained
) -> Share | None:
    """The counts beside a rate that they do not make."""
    own = sentences[position]
    if is_approximate(own, printed):
        return None
    for n, m, within in (*_amounts(own, printed), *_pairs(sentences, position, printed)):
        exact = Fraction(n.value) / Fraction(m.value) * 100
        if rounded(100 - exact, printed.decimals) == printed.value:
            return None
        again = within is not own and any(number.value == m.value for number in own.numbers)
        if (n.value, m.value) in explained and not again:
            continue
        near = abs(exact - Fraction(printed.value)) <= _POINTS
        if near or (within is own and _says(own, n, m)):
            found, key = Found.at(own.block, printed), percentage_key(own.block, printed)
            return Share(n, m, printed, Certainty.GUESSED, found, key)
    return None


def _amounts(own: Sentence, printed: Number) -> Iterator[tuple[Number, Number, Sentence]]:
    """Of amounts that may be rounded, "n of m (x %)" can be confirmed, but not called wrong."""
    for share in shares_in(own):
        if share.printed == printed and share.numerator.kind == "amount":
            yield share.numerator, share.denominator, own


def _pairs(sentences: Sequence[Sentence], position: int, printed: Number) -> Iterator[tuple[Number, Number, Sentence]]:
    """What the sentence and those beside it say of n and m, the nearest first; nothing for targets and other years."""
    own = sentences[position]
    before = own.before(printed)
    if not _RATE.search(before) or _ANOTHER.search(before[-60:]):
        return
    for sentence in around(sentences, position):
        for n, m in _related(sentence, alone=sentence is own):
            if 0 < n.value <= m.value and not is_approximate(sentence, n, m):
                yield n, m, sentence


def _related(sentence: Sentence, *, alone: bool) -> Iterator[tuple[Number, Number]]:
    """ "n of m", "of m … n"; and, where that is enough, the only two counts of the sentence."""
    counts = [number for number in sentence.numbers if number.kind == "count" and not _may_be_a_year(sentence, number)]
    yield from ((n, m) for n, m in pairwise(counts) if says_of(sentence, n, m))
    different = sorted({number.value: number for number in counts}.values(), key=lambda number: number.value)
    if len(different) == 2 and (alone or _says(sentence, *different)):
        yield different[0], different[1]


def _says(sentence: Sentence, n: Number, m: Number) -> bool:
    """Whether the sentence itself says "n of m"."""
    return says_of(sentence, n, m) if n.start < m.start else base_of(sentence) == m


def _may_be_a_year(sentence: Sentence, number: Number) -> bool:
    return number.may_be_a_year and not unit_after(sentence.after(number))


def splits_in_question(
    sentences: Sequence[Sentence], position: int, settled: Collection[tuple[int, int]]
) -> Iterator[Total]:
    """131 … Darunter waren 83 Frauen und 49 Männer. ``settled``: block and place of parts that were judged."""
    own = sentences[position]
    for parts, end in parts_among(own):
        counts = [
            number
            for sentence in sentences[max(0, position - 2) : position + 1]
            if sentence.block is own.block
            for number in _wholes(sentence)
            if number.start < parts[0].start
        ]
        whole = sum(part.value for part in parts)
        if (id(own.block), parts[0].start) in settled or not _COMPLETE.match(own.block.text[end : own.end]):
            continue
        if len(counts) == 1 and whole != counts[0].value and whole / 2 < counts[0].value < whole * 2:
            yield Total(parts, counts[0], Certainty.GUESSED, Found.at(own.block, *parts), BY_GENDER)


def _wholes(sentence: Sentence) -> Iterator[Number]:
    """Counts that may be split: not the base m of "n of m"."""
    base = base_of(sentence)
    counts = [number for number in sentence.numbers if number.kind == "count" and not number.may_be_a_year]
    bases = {m.start for n, m in pairwise(counts) if says_of(sentence, n, m)}
    yield from (number for number in counts if number.start not in bases and number != base)


def columns_in_question(rows: Sequence[Row]) -> Iterator[Total]:
    """due 9794, held 7225, missed 2017, cancelled 553: rows of counts below each other that nearly make a total."""
    for column in _columns(rows):
        named = any(names_total(cell) for row, _ in column for cell in row.cells)
        if named or not _LEAST_ROWS <= len(column) <= MOST_PARTS + 1:
            continue
        whole = sum(number.value for _, number in column)
        row, printed = min(column[0], column[-1], key=lambda end: abs(whole - 2 * end[1].value))
        missing = abs(whole - 2 * printed.value)
        if printed.value >= LEAST_TOTAL and 0 < missing <= printed.value * _NEARLY:
            parts = tuple(number for other, number in column if other is not row)
            found = Found(row.place, " | ".join(cell.strip() for cell in row.cells)[:120])
            yield Total(parts, printed, Certainty.GUESSED, found, COLUMN)


def _columns(rows: Sequence[Row]) -> Iterator[list[tuple[Row, Number]]]:
    """Rows with a count that follow each other closely."""
    column: list[tuple[Row, Number]] = []
    for row in rows:
        at = first_count(row)
        number = plain_number(row.cells[at]) if at else None
        if column and (number is None or row.place.line - column[-1][0].place.line > LINES_BELOW):
            yield column
            column = []
        if number:
            column.append((row, number))
    if column:
        yield column
