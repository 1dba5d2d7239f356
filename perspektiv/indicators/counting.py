"""Counting: from the rows of a fact to sums per breakdown, in one statement a family.

First person by person (people are counted once, and seventeen appointments of one person are not seventeen independent
facts), at each level at which one person can stand in several rows; then over persons to the finest cells of centre and
gender; then each breakdown from the cells of its level. A further breakdown adds no statement.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from perspektiv.indicators.family import TIME, Family
from perspektiv.indicators.period import MONTHS

Breakdown = tuple[str, ...]


@dataclass(frozen=True, order=True)
class Level:
    """What persons are taken apart by: by segment or not, by a unit of time or none."""

    segment: bool
    grain: str

    @property
    def name(self) -> str:
        return f"by_{'segment_' if self.segment else ''}{self.grain or 'person'}"


def grain_of(breakdown: Breakdown) -> str:
    """The finest unit of time in a breakdown, or an empty text."""
    return next((grain for grain in reversed(TIME) if grain in breakdown), "")


def statement(family: Family, breakdowns: Sequence[Breakdown]) -> str:
    """The SQL that counts a family for all breakdowns at once.

    Columns: the breakdown's place in the list, centre, segment, gender, unit of time, the family's item columns, then
    the sums named by ``sums``. Empty where the breakdown does not tell it.
    """
    levels = sorted({_level(family, breakdown) for breakdown in breakdowns})
    cells = ",\n".join(f"{level.name} AS MATERIALIZED ({_cells(family, level, breakdowns)})" for level in levels)
    rows = "\nUNION ALL\n".join(_rows(family, place, breakdown) for place, breakdown in enumerate(breakdowns))
    return f"WITH {cells}\n{rows}"


def sums(family: Family) -> dict[str, str]:
    """The name of each sum over persons and the SQL that gives it from one row a person."""
    made = {measure: f"sum({measure})" for measure in family.measures}
    if family.of_persons:
        made |= {persons_with(measure): f"count_if({measure} > 0)" for measure in family.measures}
    for counted, out_of in family.squares:
        for a, b in ((counted, counted), (counted, out_of), (out_of, out_of)):
            made[product(a, b)] = f"sum({a} * {b})"
    return made


def persons_with(measure: str) -> str:
    """Name of the number of persons who have any of a measure."""
    return f"persons_{measure}"


def product(a: str, b: str) -> str:
    """Name of the sum over persons of one measure times another."""
    return f"{a}_x_{b}"


def _level(family: Family, breakdown: Breakdown) -> Level:
    return Level(
        segment="segment" in family.splits and "segment" in breakdown,
        grain=grain_of(breakdown) if "time" in family.splits else "",
    )


def _cells(family: Family, level: Level, breakdowns: Sequence[Breakdown]) -> str:
    """Sums by centre, gender and whatever else the breakdowns of one level need."""
    keys = _keys(family, level, breakdowns)
    source = f"(SELECT *{_time(family, level)} FROM fact_{family.fact})"
    if family.once_per:
        source = _grouped(
            source,
            ["person_no", *keys, family.once_per],
            {"participations": "count(*)", "repeated": "(count(*) >= 2)::INT"},
        )
    if family.of_persons:
        source = _grouped(source, ["person_no", *keys], {measure: f"sum({measure})" for measure in family.measures})
    return _grouped(source, keys, sums(family))[1:-1]


def _keys(family: Family, level: Level, breakdowns: Sequence[Breakdown]) -> list[str]:
    needed = {dimension for breakdown in breakdowns if _level(family, breakdown) == level for dimension in breakdown}
    keys = [key for key in ("centre", "segment", "gender") if key in needed]
    return [*keys, *(["time"] if needed & set(TIME) else []), *family.item]


def _time(family: Family, level: Level) -> str:
    """The unit of time, numbered: of the level where persons are told apart by it, else the month."""
    return f", month // {MONTHS[level.grain or 'month']} AS time" if family.dimensions & set(TIME) else ""


def _grouped(source: str, keys: Sequence[str], columns: Mapping[str, str]) -> str:
    named = [*keys, *(f"{sql} AS {name}" for name, sql in columns.items())]
    return f"(SELECT {', '.join(named)} FROM {source} GROUP BY ALL)"


def _rows(family: Family, place: int, breakdown: Breakdown) -> str:
    """One breakdown, rolled up from the cells of its level. Rows that lack what it tells apart are not in it."""
    level, grain = _level(family, breakdown), grain_of(breakdown)
    told = [dimension for dimension in ("centre", "segment", "gender") if dimension in breakdown]
    columns = {
        "place": str(place),
        **{key: key if key in told else "NULL" for key in ("centre", "segment", "gender")},
        "time": "NULL" if not grain else "time" if level.grain else f"time // {MONTHS[grain]}",
        **{item: item for item in family.item},
        **{name: f"sum({name})" for name in sums(family)},
    }
    known = " AND ".join(f"{key} IS NOT NULL" for key in told)
    return _grouped(level.name + (f" WHERE {known}" if known else ""), [], columns)[1:-1]
