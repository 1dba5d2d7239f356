"""Relations that a report's layout only suggests: a match confirms them, and nothing else is ever said of them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from perspektiv.report.verify.blocks import Row
from perspektiv.report.verify.claims import Certainty, Found, Sentence, Share, Total, percentage_key, percentages
from perspektiv.report.verify.numbers import Number, plain_number
from perspektiv.report.verify.shares import mark_after, says_of, units_of
from perspektiv.report.verify.tables import COLUMN, LEAST_TOTAL, MOST_PARTS, names_total

LINES_BELOW = 2  # a line of the next column may stand between a figure and what it is made of
_LEAST_PARTS = 3  # two numbers make a third one by chance too often

_Pair = tuple[Sentence, Number, Number]


def shares_by_mark(sentences: Sequence[Sentence]) -> Iterator[Share]:
    """64,2 %⁴ … ⁴ Gezählt: Teilnahmen (939 von 1.463)"""
    notes = [pair for sentence in sentences if sentence.block.note for pair in _pairs(sentence)]
    for sentence in sentences:
        for printed in percentages(sentence):
            mark, page = mark_after(sentence, printed), sentence.block.place(printed.start).page
            for note in notes:
                if mark == note[0].block.note and page == note[0].block.place(0).page:
                    yield _share(sentence, printed, note)


def shares_below(sentences: Sequence[Sentence]) -> Iterator[Share]:
    """A line that begins with "20,6 % der Termine", and one below it that begins with "2.017 von 9.794"."""
    below: dict[int, list[_Pair]] = {}
    for sentence in sentences:
        for pair in _pairs(sentence):
            if _begins_a_line(sentence, pair[1]):
                below.setdefault(_line(sentence, pair[1]), []).append(pair)
    for sentence in sentences:
        for printed in percentages(sentence):
            if _begins_a_line(sentence, printed):
                line = _line(sentence, printed)
                for under in range(line + 1, line + 1 + LINES_BELOW):
                    yield from (_share(sentence, printed, pair) for pair in below.get(under, ()))


def _pairs(sentence: Sentence) -> Iterator[_Pair]:
    for n, m in pairwise(sentence.numbers):
        if n.kind == m.kind and n.kind in ("count", "amount") and says_of(sentence, n, m):
            yield sentence, n, m


def _share(sentence: Sentence, printed: Number, pair: _Pair) -> Share:
    said, n, m = pair
    found, key = Found.at(sentence.block, printed), percentage_key(sentence.block, printed)
    return Share(n, m, printed, Certainty.ROUGH, found, key, units_of(said, n, m))


def _begins_a_line(sentence: Sentence, number: Number) -> bool:
    return any(number.start == start for start, _ in sentence.block.starts)


def _line(sentence: Sentence, number: Number) -> int:
    return sentence.block.place(number.start).line


def totals_below(rows: Sequence[Row]) -> Iterator[tuple[Total, tuple[Share, ...]]]:
    """held 7225, missed 2017, cancelled 552, due 9794: rows above a row that has no name for a total, and their shares.

    Of each row the first count is taken, wherever it stands: beside a table, a PDF may print other text.
    """
    counted = [(row, column) for row in rows if (column := first_count(row))]
    for end, (row, column) in enumerate(counted):
        printed = plain_number(row.cells[column])
        if not printed or printed.value < LEAST_TOTAL or any(names_total(cell) for cell in row.cells):
            continue
        for start in range(end - _LEAST_PARTS, max(-1, end - MOST_PARTS - 1), -1):
            above = counted[start:end]
            parts = tuple(number for part, at in above if (number := plain_number(part.cells[at])))
            near = all(
                b.place.line - a.place.line <= LINES_BELOW for (a, _), (b, _) in pairwise(counted[start : end + 1])
            )
            if near and sum(part.value for part in parts) == printed.value:
                found = Found(row.place, " | ".join(row.cells[column - 1 : column + 1]))
                yield Total(parts, printed, Certainty.GUESSED, found, COLUMN), tuple(_shares_of(above, printed))
                break


def first_count(row: Row) -> int | None:
    """The position of the cell."""
    for column, cell in enumerate(row.cells):
        number = plain_number(cell)
        if column and number and number.kind == "count":
            return column
    return None


def _shares_of(rows: Sequence[tuple[Row, int]], base: Number) -> Iterator[Share]:
    for row, column in rows:
        n = plain_number(row.cells[column])
        x = plain_number(row.cells[column + 1]) if column + 1 < len(row.cells) else None
        if n and x and x.decimals and x.kind in ("number", "percent"):
            found = Found(row.place, " | ".join(row.cells[column - 1 : column + 2]))
            yield Share(n, base, x, Certainty.GUESSED, found, percentage_key(row.blocks[column + 1], x))
