"""The rows of a breakdown: which categories there are, in which order, and how they are coded and merged."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import duckdb

from perspektiv.errors import Refused
from perspektiv.indicators.counting import Breakdown, grain_of
from perspektiv.indicators.family import TIME
from perspektiv.indicators.period import Period, Unit
from perspektiv.language import Text
from perspektiv.schema.tables import Persons

Merge = Mapping[str, Mapping[str, Sequence[str]]]
"""Dimension → new category → the categories merged into it."""
Key = tuple[str, ...]
"""The categories of one row, in the order of the breakdown."""

GENDERS = Persons.column("gender").allowed
SOURCES = {
    "centre": "SELECT DISTINCT centre_id AS id, 0 AS place FROM centres",
    "segment": "SELECT segment_id, position FROM segments",
    "gender": f"SELECT DISTINCT gender, list_position({list(GENDERS)}, gender) FROM persons",
}
"""The categories and their order. A gender that nobody in the package has is no category of it."""


@dataclass(frozen=True)
class Categories:
    """The categories of centre, segment and gender, by their codes 0, 1, …"""

    labels: Mapping[str, Sequence[str]]
    period: Period

    def keys(self, breakdown: Breakdown) -> Iterator[Key]:
        """Every combination that can occur, in order: a true 0 is a row, too."""
        grain = grain_of(breakdown)
        units: Sequence[Unit | None] = list(self.period.units(grain)) if grain else [None]
        told = [dimension for dimension in breakdown if dimension not in TIME]
        for labels in product(*(self.labels[dimension] for dimension in told)):
            for unit in units:
                yield self._key(breakdown, dict(zip(told, labels, strict=True)), unit)

    def key(self, breakdown: Breakdown, codes: Mapping[str, int], time: int | None) -> Key:
        """The key of a counted row."""
        labels = {d: self.labels[d][codes[d]] for d in breakdown if d not in TIME}
        return self._key(breakdown, labels, None if time is None else Unit(grain_of(breakdown), time))

    def _key(self, breakdown: Breakdown, labels: Mapping[str, str], unit: Unit | None) -> Key:
        return tuple(labels[d] if d in labels else _unit_named(d, unit) for d in breakdown)


def _unit_named(grain: str, unit: Unit | None) -> str:
    """A unit of time, or the coarser one that it lies in: a breakdown by year and quarter names both."""
    assert unit is not None  # a breakdown with a unit of time has rows with one
    return str(unit.within(grain))


def bring_categories(connection: duckdb.DuckDBPyConnection, merge: Merge) -> Mapping[str, Sequence[str]]:
    """Makes the tables ``centre_code``, ``segment_code`` and ``gender_code``, and tells each code's label, in order.

    Refused for a merge of something that is no category, or into the name of one that stays.
    """
    return {dimension: _bring(connection, dimension, merge.get(dimension, {})) for dimension in SOURCES}


def _bring(connection: duckdb.DuckDBPyConnection, dimension: str, merged: Mapping[str, Sequence[str]]) -> Sequence[str]:
    into = {category: label for label, categories in merged.items() for category in categories}
    ids = [id_ for id_, _ in connection.execute(f"{SOURCES[dimension]} ORDER BY 2, 1").fetchall()]
    _check_merge(dimension, GENDERS if dimension == "gender" else ids, into)
    labels = list(dict.fromkeys(into.get(id_, id_) for id_ in ids))
    code = {label: number for number, label in enumerate(labels)}
    rows = ", ".join(f"({_quoted(id_)}, {code[into.get(id_, id_)]}, {own})" for own, id_ in enumerate(ids))
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {dimension}_code ({dimension}_id VARCHAR, {dimension} INT, own_{dimension} INT)"
    )
    if rows:
        connection.execute(f"INSERT INTO {dimension}_code VALUES {rows}")
    return labels


def _quoted(text: str) -> str:
    """A text as SQL. Lists as parameters would make DuckDB load pandas, which takes longer than all figures."""
    return "'" + text.replace("'", "''") + "'"


def _check_merge(dimension: str, ids: Sequence[str], into: Mapping[str, str]) -> None:
    unknown = sorted(set(into) - set(ids))
    staying = sorted(set(into.values()) & (set(ids) - set(into)))
    if unknown or staying:
        raise Refused(
            Text(
                "{d}: „{c}“ ist keine Kategorie, die zusammengefasst werden kann. Möglich sind: {ids}.",
                "{d}: “{c}” is no category that can be merged. There are: {ids}.",
            )
            if unknown
            else Text(
                "{d}: „{c}“ heißt schon eine Kategorie, die bestehen bleibt. Bitte einen anderen Namen wählen.",
                "{d}: “{c}” is the name of a category that stays. Please choose another name.",
            ),
            d=dimension,
            c=(unknown or staying)[0],
            ids=", ".join(ids),
        )
