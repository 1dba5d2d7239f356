"""The answers to one questionnaire as a matrix: a row a response that answers something, a column an item."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from perspektiv.indicators.period import Period
from perspektiv.package import Package

Numbers = NDArray[np.float64]
MOMENTS = ("single", "before", "then", "after")
"""Kept apart, everywhere."""


@dataclass(frozen=True)
class AskedItem:
    """An item and what is known of its form; without one it is a rating that is not turned."""

    key: str
    scale: str | None
    lowest: float
    highest: float
    positive_from: float | None = None
    kind: str = "rating"
    reversed: bool = False

    @property
    def in_order(self) -> bool:
        """Whether more is more: of answers to choose from only where some count as positive, else a mean is none."""
        return self.kind != "choice" or self.positive_from is not None


@dataclass(frozen=True)
class Answers:
    """``values`` are responses × items, NaN where nothing was answered.

    ``persons`` numbers who answered, so that several responses of one person are known; unlinked ones stand alone.
    ``quarters`` counts them from year 0, as ``Unit`` does.
    """

    items: tuple[AskedItem, ...]
    anonymous: bool
    moments: NDArray[np.int64]
    quarters: NDArray[np.int64]
    persons: NDArray[np.int64]
    values: Numbers

    def __len__(self) -> int:
        return len(self.values)

    def where(self, chosen: NDArray[np.bool_]) -> "Answers":
        """Only these responses."""
        of = {name: getattr(self, name)[chosen] for name in ("moments", "quarters", "persons", "values")}
        return replace(self, **of)

    def of_moment(self, moment: str) -> "Answers":
        return self.where(self.moments == MOMENTS.index(moment))

    def by_quarter(self) -> "Iterator[tuple[int, Answers]]":
        for quarter in np.unique(self.quarters):
            yield int(quarter), self.where(self.quarters == quarter)

    def turned(self, items: Sequence[AskedItem] | None = None) -> Numbers:
        """The values of some items (all if None), each in the direction of its scale."""
        chosen = self.items if items is None else items
        columns = [self.items.index(item) for item in chosen]
        values: Numbers = self.values[:, columns].copy()
        for place, item in enumerate(chosen):
            if item.reversed:
                values[:, place] = item.lowest + item.highest - values[:, place]
        return values


def read_answers(package: Package, instrument: str, period: Period, centre: str | None = None) -> Answers:
    """What was answered to one version of a questionnaire in a period, in one centre or all; KeyError if unknown."""
    connection = package.connection
    known = connection.execute("SELECT anonymous FROM instruments WHERE instrument_id = ?", [instrument]).fetchone()
    if known is None:
        raise KeyError(instrument)
    items = tuple(AskedItem(*row) for row in connection.execute(ITEMS, [instrument]).fetchall())
    given = connection.execute(
        ANSWERS, [list(MOMENTS), [item.key for item in items], instrument, period.from_, period.to, centre, centre]
    ).fetchnumpy()
    of, first = np.unique(given["response"], return_index=True)
    values = np.full((len(of), len(items)), np.nan)
    values[given["response"], given["item"]] = given["value"]
    told = {name: np.asarray(given[name], dtype=np.int64)[first] for name in ("moment", "quarter", "person")}
    return Answers(items, bool(known[0]), told["moment"], told["quarter"], told["person"], values)


ITEMS = """
SELECT i.item_id, i.scale, i.minimum, i.maximum, i.positive_from,
       coalesce(f.kind, 'rating'), coalesce(f.reversed, false)
FROM items i LEFT JOIN item_forms f ON f.instrument_id = i.instrument_id AND f.item_id = i.item_id
WHERE i.instrument_id = ? ORDER BY f.position NULLS LAST, i.item_id
"""
ANSWERS = """
SELECT dense_rank() OVER (ORDER BY r.response_id) - 1 AS response,
       list_position(?::VARCHAR[], r.moment) - 1 AS moment,
       year(r.submitted_on) * 4 + quarter(r.submitted_on) - 1 AS quarter,
       dense_rank() OVER (ORDER BY coalesce('person ' || p.person_id, 'response ' || r.response_id)) - 1 AS person,
       list_position(?::VARCHAR[], a.item_id) - 1 AS item,
       a.value AS value
FROM responses r JOIN answers a ON a.response_id = r.response_id
LEFT JOIN participations p ON p.participation_id = r.participation_id
WHERE r.instrument_id = ? AND r.submitted_on BETWEEN ? AND ? AND (?::VARCHAR IS NULL OR r.centre_id = ?)
"""
"""Responses are numbered by their keys: the order of rows means nothing."""
