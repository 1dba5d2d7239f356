"""Totals in tables: a row named total under its parts, columns of women and men beside their sum, shares of a total."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from perspektiv.language import Text
from perspektiv.report.verify.blocks import Row
from perspektiv.report.verify.claims import Certainty, Found, Share, Total, percentage_key
from perspektiv.report.verify.numbers import Number, plain_number
from perspektiv.report.verify.units import names_persons

COLUMN = Text("Summe der Zeilen", "sum of the rows")
ACROSS = Text("Summe der Spalten", "sum of the columns")

_TOTAL = re.compile(r"(?i)(?:summe(?:\s\w+){0,3}|gesamtsumme|endsumme|gesamt|insgesamt|zusammen|total|Σ)\s*:?")
_TOTAL_ANYWHERE = re.compile(r"(?i)\b(?:summe|gesamt\w*|insgesamt|zusammen|total)\b")
_NOT_A_PART = re.compile(
    r"(?i)\b(?:davon|darunter|dar\.|zwischensumme|durchschnitt\w*|mittel\w*|median|anteil\w*|\w*quote|\w*rate|saldo|nachrichtlich|"
    r"abzüglich|abzgl|minus|vorjahr|ziel|plan|soll|index)\b|Ø|^\s*[-–]\s"
)
_GENDERED = re.compile(
    r"(?i)(?:davon\s)?(?:w|m|d|f|weiblich|männlich|divers|frauen|männer|diverse|ohne angabe|unbekannt|k\.\s?A\.)"
)
_SHARE = re.compile(r"(?i)%|prozent|anteil|quote|\w*rate\b|v\.\s?H\.")  # what never adds up
_NOTHING = re.compile(r"[-–—]?")
LEAST_TOTAL = 50  # below it, sums of small numbers agree by chance too often to tell anything
MOST_PARTS = 6

Table = Sequence[Row]


def tables(rows: Sequence[Row]) -> Iterator[Table]:
    """Rows that follow each other without other text between them."""
    start = 0
    for index in range(1, len(rows) + 1):
        if index == len(rows) or rows[index].prose_before:
            if index - start > 1:
                yield rows[start:index]
            start = index


def totals_in(table: Table) -> Iterator[Total]:
    """Every total of the table that can be compared with its parts."""
    yield from _labelled_totals(table)
    yield from _gendered_columns(table)
    for width, rows in groupby(table, key=lambda row: len(row.cells)):
        alike = list(rows)
        if width == 2 and not any(_TOTAL.fullmatch(_label(row)) for row in alike):
            yield from _unlabelled_totals(alike)


def _labelled_totals(table: Table) -> Iterator[Total]:
    start = 0
    for index, row in enumerate(table):
        if not _TOTAL.fullmatch(_label(row)):
            continue
        above = [part for part in table[start:index] if len(part.cells) == len(row.cells)]
        heads = " ".join(cell for part in table[:index] if _is_header(part) for cell in part.cells)
        for column in range(1, len(row.cells)):
            total = _column_total(above, row, column, _header(table[:index], len(row.cells), column), heads)
            if total:
                yield total
        start = index + 1


def _column_total(above: Table, row: Row, column: int, header: str, heads: str) -> Total | None:
    """The total of a column; explicit only if the rows are surely its parts, and all of them."""
    printed = plain_number(row.cells[column])
    data = [part for part in above if plain_number(part.cells[column])]
    numbers = [number for part in data if (number := plain_number(part.cells[column]))]
    if printed is None or printed.kind == "percent" or len(data) < 2 or _NOT_A_PART.search(header):
        return None
    if any(number.kind != printed.kind for number in numbers) or _SHARE.search(f"{header} {_label(row)}"):
        return None
    since = above[above.index(data[0]) :]
    doubtful = (
        any(not plain_number(part.cells[column]) and not _NOTHING.fullmatch(part.cells[column]) for part in since)
        or any(_NOT_A_PART.search(_label(part)) for part in data)
        or names_persons(f"{header} {_label(row)}")
        or numbers[0].may_be_a_year
        or printed.value == 100  # of shares, too, which are rounded
        or (not header and _SHARE.search(heads) is not None)  # some column is one of shares; perhaps this one
        or sum(number.value for number in numbers) in (2 * printed.value, 3 * printed.value)  # several breakdowns
        or len({part.blank_before for part in (*since[1:], row)}) > 1
    )
    certainty = Certainty.LINKED if doubtful else Certainty.EXPLICIT
    return Total(tuple(_parts_of(printed, numbers)), printed, certainty, _found(row), COLUMN)


def _parts_of(printed: Number, numbers: list[Number]) -> list[Number]:
    """All rows, or the last of them where those alone make the total: above stands a year, or another breakdown."""
    for start in range(len(numbers) - 1):
        if sum(number.value for number in numbers[start:]) == printed.value:
            return numbers[start:]
    return numbers


def _gendered_columns(table: Table) -> Iterator[Total]:
    """Columns "gesamt | w | m": in each row the parts make the total."""
    for index, header in enumerate(table):
        sums = [i for i, cell in enumerate(header.cells) if i and _TOTAL.fullmatch(cell)]
        parts = [i for i, cell in enumerate(header.cells) if i and _GENDERED.fullmatch(cell)]
        if len(sums) != 1 or len(parts) < 2:
            continue
        words = " ".join((*header.cells, ""))
        for row in table[index + 1 :]:
            if len(row.cells) != len(header.cells):
                break
            total = plain_number(row.cells[sums[0]])
            numbers = [plain_number(row.cells[i]) for i in parts]
            counts = tuple(number for number in numbers if number and number.kind == "count")
            if total is None or total.kind != "count" or len(counts) < len(parts) or _SHARE.search(words + _label(row)):
                continue
            yield Total(counts, total, Certainty.EXPLICIT, _found(row), ACROSS)


def _unlabelled_totals(table: Table) -> Iterator[Total]:
    """A number followed by the numbers that make it ("planned 9794, held 7225, missed 2017, cancelled 552")."""
    rows = [(row, number) for row in table if (number := plain_number(row.cells[1]))]
    for index, (row, printed) in enumerate(rows):
        for length in range(2, min(MOST_PARTS, len(rows) - index - 1) + 1):
            parts = tuple(number for _, number in rows[index + 1 : index + 1 + length])
            if printed.value >= LEAST_TOTAL and printed.kind == "count" and {n.kind for n in parts} == {"count"}:
                yield Total(parts, printed, Certainty.GUESSED, _found(row), COLUMN)


def shares_of_total(table: Table) -> Iterator[Share]:
    """Columns "number | share" over a total with 100 %: each share is its number over the total's."""
    start = 0
    for index, total in enumerate(table):
        for column, (base, hundred) in enumerate(pairwise(plain_number(cell) for cell in total.cells)):
            if base and hundred and base.kind == "count" and hundred.kind == "percent" and hundred.value == 100:
                yield from _shares_above(table[start:index], total, base, column)
                start = index + 1


def _shares_above(rows: Table, total: Row, base: Number, column: int) -> Iterator[Share]:
    alike = [row for row in rows if len(row.cells) == len(total.cells) and not _NOT_A_PART.search(_label(row))]
    one_table = len({row.blank_before for row in (*alike[1:], total)}) == 1
    for row in (*alike, total):
        n, x = plain_number(row.cells[column]), plain_number(row.cells[column + 1])
        if n and x and n.kind == "count" and x.kind == "percent":
            certainty = Certainty.EXPLICIT if one_table else Certainty.LINKED
            yield Share(n, base, x, certainty, _found(row), percentage_key(row.blocks[column + 1], x))


def names_total(cell: str) -> bool:
    """Whether the cell names its row a total."""
    return _TOTAL.fullmatch(cell.strip()) is not None


def _label(row: Row) -> str:
    return row.cells[0].strip()


def _is_header(row: Row) -> bool:
    return not any(plain_number(cell) for cell in row.cells[1:])


def _header(above: Table, width: int, column: int) -> str:
    """The column's heading: the cell of the nearest row without numbers."""
    heads = [row for row in above if len(row.cells) == width and _is_header(row)]
    return heads[-1].cells[column] if heads else ""


def _found(row: Row) -> Found:
    return Found(row.place, " | ".join(cell.strip() for cell in row.cells)[:120])
