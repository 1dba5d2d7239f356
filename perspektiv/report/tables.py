"""The tables of a report: written row by row in the plan, or made from a breakdown."""

import re
from dataclasses import dataclass

from perspektiv.indicators import Figure
from perspektiv.package import Package
from perspektiv.report.binding import SLOT, Binder
from perspektiv.report.facts import Facts
from perspektiv.report.naming import Naming
from perspektiv.report.numbers import german
from perspektiv.report.plan import Block, Section
from perspektiv.report.plan.model import Pairs
from perspektiv.report.printing import ABSENT, WITHHELD, part

BREAKDOWN_HEADS = {
    "centre": "Zentrum",
    "segment": "Segment",
    "gender": "Geschlecht",
    "year": "Jahr",
    "quarter": "Quartal",
    "month": "Monat",
}
_NUMERIC = re.compile(rf"[−\d.,–\s%€p]*|{WITHHELD}|{ABSENT}")


@dataclass(frozen=True)
class Table:
    """A table as printed. ``numeric`` columns stand at the right; ``total`` and ``strong`` rows are counted from 0."""

    name: str
    title: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    total: tuple[int, ...] = ()
    strong: tuple[int, ...] = ()
    narrow: bool = False


def written_table(block: Block, title: str, caption: str, binder: Binder) -> Table:
    """A table whose rows the author wrote, with figures bound into the cells."""
    place = (*block.place, "rows")
    rows = tuple(tuple(binder.cell(cell, place) for cell in row) for row in block.rows)
    bound = [all(SLOT.search(row[x]) or _is_number(row[x]) for row in block.rows) for x in range(len(block.heads))]
    return Table(
        block.name,
        title,
        caption,
        block.heads,
        rows,
        tuple(bound[x] and x > 0 for x in range(len(bound))),
        total=tuple(number - 1 for number in block.total),
        strong=tuple(number - 1 for number in block.strong),
        narrow=block.narrow,
    )


def table_by(block: Block, section: Section, title: str, caption: str, facts: Facts, naming: Naming) -> Table:
    """A table of one row for each row of a breakdown, and their total where all its columns have one."""
    first = block.columns[0]
    found = facts.rows(first.indicator, section.period, (block.by, *(name for name, _ in first.where)))
    keys = sorted({tuple(p for p in by if p[0] == block.by) for by in found}, key=naming.order)
    rows = [_row(block, section, facts, naming.row(key), key) for key in keys]
    total = [facts.row(c.indicator, section.period, c.where) for c in block.columns]
    if all(total):
        rows.append(("zusammen", *(part(f, c.part) for f, c in zip(total, block.columns, strict=True) if f)))
    return Table(
        block.name,
        title,
        caption,
        (BREAKDOWN_HEADS[block.by], *(column.head for column in block.columns)),
        tuple(rows),
        (False, *(True for _ in block.columns)),
        total=(len(rows) - 1,) if all(total) else (),
    )


def _row(block: Block, section: Section, facts: Facts, name: str, key: Pairs) -> tuple[str, ...]:
    figures = [facts.row(c.indicator, section.period, (*key, *c.where)) for c in block.columns]
    return name, *(_cell(f, c.part) for f, c in zip(figures, block.columns, strict=True))


def _cell(figure: Figure | None, what: str) -> str:
    return ABSENT if figure is None else part(figure, what)


def positions_table(block: Block, section: Section, title: str, caption: str, package: Package) -> Table:
    """The employed positions on the last day of the section's period, by function, with their weekly hours."""
    day = f"DATE '{section.period.to}'"
    rows = package.connection.execute(
        f"SELECT role, sum(weekly_hours) FROM staff WHERE employment = 'employed' AND started_on <= {day} "
        f"AND (ended_on IS NULL OR ended_on >= {day}) AND weekly_hours IS NOT NULL GROUP BY role ORDER BY 2 DESC, role"
    ).fetchall()
    printed = [(role, german(hours, 1)) for role, hours in rows]
    printed.append(("zusammen", german(sum(hours for _, hours in rows), 1)))
    return Table(
        block.name,
        title,
        caption,
        ("Aufgabe", "Wochenstunden"),
        tuple(printed),
        (False, True),
        total=(len(printed) - 1,),
        narrow=True,
    )


def chart_table(name: str, title: str, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Table:
    """What a chart shows, as a table beside it."""
    numeric = tuple(x > 0 and all(_is_number(row[x]) for row in rows) for x in range(len(head)))
    return Table(name, title, "", head, rows, numeric)


def _is_number(cell: str) -> bool:
    return bool(_NUMERIC.fullmatch(cell))
