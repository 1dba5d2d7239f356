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


def told_apart(breakdown: Breakdown) -> frozenset[str]:
    """What a breakdown tells apart: its categories and its finest unit of time. By quarter and year is by quarter."""
    return frozenset(breakdown) - set(TIME) | ({grain_of(breakdown)} - {""})


def statement(family: Family, breakdowns: Sequence[Breakdown]) -> str:
    """The SQL that counts a family for all breakdowns at once, no two of which may tell the same things apart.

    Columns: the breakdown's place in the list, centre, segment, gender, unit of time, the family's item columns, then
    the sums named by ``sums``. Empty where the breakdown does not tell it.
    """
    places: dict[Level, dict[int, Breakdown]] = {}
    for place, breakdown in enumerate(breakdowns):
        places.setdefault(_level(family, breakdown), {})[place] = breakdown
    cells = ",\n".join(
        f"{level.name} AS MATERIALIZED ({_cells(family, level, breakdowns)})" for level in sorted(places)
    )
    rows = "\nUNION ALL\n".join(_rows(family, level, places[level]) for level in sorted(places))
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


def _rows(family: Family, level: Level, places: Mapping[int, Breakdown]) -> str:
    """The breakdowns of one level, rolled up from its cells in one pass. Rows that lack what is told are left out.

    One pass for all of them: cells can be millions.
    """
    told = sorted({dimension for breakdown in places.values() for dimension in told_apart(breakdown)})
    grains = [dimension for dimension in told if dimension in TIME]
    units = [f"{'time' if level.grain else f'time // {MONTHS[grain]}'} AS {grain}" for grain in grains]
    columns = {
        "place": _place(told, places),
        **{key: key if key in told else "NULL" for key in ("centre", "segment", "gender")},
        "time": f"coalesce({', '.join(grains)})" if grains else "NULL",
        **{item: item for item in family.item},
        **{name: f"sum({name})" for name in sums(family)},
    }
    sets = ", ".join(f"({', '.join([*sorted(told_apart(breakdown)), *family.item])})" for breakdown in places.values())
    known = [f"(grouping({key}) = 1 OR {key} IS NOT NULL)" for key in told if key not in TIME]
    return (
        f"SELECT {', '.join(f'{sql} AS {name}' for name, sql in columns.items())}"
        f" FROM (SELECT {', '.join(['*', *units])} FROM {level.name})"
        f" GROUP BY GROUPING SETS ({sets}) HAVING {' AND '.join(['count(*) > 0', *known])}"
    )


def _place(told: Sequence[str], places: Mapping[int, Breakdown]) -> str:
    """The place of the breakdown that a row belongs to: ``grouping`` has a bit for each dimension it does not tell."""
    if not told:
        return str(next(iter(places)))
    cases = []
    for place, breakdown in places.items():
        untold = sum(1 << bit for bit, name in enumerate(reversed(told)) if name not in told_apart(breakdown))
        cases.append(f"WHEN {untold} THEN {place}")
    return f"CASE grouping({', '.join(told)}) {' '.join(cases)} END"
