"""What becomes of every field of the records: carried into a column, or withheld for a reason. Nothing is undecided."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from typing import Any

from django.db import models
from django.db.models import QuerySet

from perspektiv.schema import Table


class How(Enum):
    AS_IT_IS = auto()
    PSEUDONYM = auto()
    NOON = auto()  # of a moment, only its day: twelve o'clock in Berlin
    CATALOGUE = auto()  # a segment, reason, questionnaire or question by its key
    SHEET = auto()  # of a questionnaire, which is carried whole: into a column or table
    COMMON_WORD = auto()  # typed text, carried where several people share it
    TOGETHER = auto()  # with other fields, as the table says
    ROWS = auto()  # decides which rows are carried, or their order


@dataclass(frozen=True)
class Carried:
    how: How
    column: str = ""


@dataclass(frozen=True)
class Withheld:
    why: str


Decision = Carried | Withheld


def as_it_is(column: str) -> Carried:
    return Carried(How.AS_IT_IS, column)


def pseudonym(column: str) -> Carried:
    return Carried(How.PSEUDONYM, column)


def noon(column: str) -> Carried:
    return Carried(How.NOON, column)


def catalogue(column: str) -> Carried:
    return Carried(How.CATALOGUE, column)


def common_word(column: str) -> Carried:
    return Carried(How.COMMON_WORD, column)


def sheet(place: str, *fields: str) -> dict[str, Decision]:
    """Of a questionnaire. ``place``: "table.column", or a table that says all of a field."""
    return dict.fromkeys(fields, Carried(How.SHEET, place))


def together(column: str) -> Carried:
    return Carried(How.TOGETHER, column)


ROWS = Carried(How.ROWS)
WHOSE = ROWS
"""The centre: persons carry it; here it is only what the rows are ordered by."""


@dataclass(frozen=True)
class Together:
    """A column made of several values of a row: of fields, and of what the rows are annotated with."""

    of: tuple[str, ...]
    turn: Callable[..., Any]
    pseudonym: bool = False


@dataclass(frozen=True)
class Source:
    """A table of the package and the model that fills it.

    ``together`` are columns made of several fields. ``rows`` chooses rows, ``until`` those of the
    day up to which the snapshot knows. ``order`` are columns by which they stand
    within their centre. ``other`` stands for typed words that few share. ``beside`` are
    other models that columns are made of, in a second table of a model whose fields are decided with the first.
    ``fixed`` are columns that say the same in every row. ``also`` are records of other models in the same table.
    ``whose`` leads to the centre.
    """

    table: type[Table]
    model: type[models.Model]
    decided: Mapping[str, Decision]
    together: Mapping[str, Together] = field(default_factory=dict)
    rows: Callable[[QuerySet[Any]], QuerySet[Any]] = lambda every: every
    until: Callable[[QuerySet[Any], date], QuerySet[Any]] = lambda every, _day: every
    order: tuple[str, ...] = ()
    other: str | None = None
    beside: tuple[type[models.Model], ...] = ()
    fixed: Mapping[str, object] = field(default_factory=dict)
    also: "tuple[Source, ...]" = ()
    whose: str = "centre"

    def carriers(self, column: str) -> dict[str, How]:
        """The fields that the column is made of, and how each is carried."""
        return {
            name: decision.how
            for name, decision in self.decided.items()
            if isinstance(decision, Carried) and decision.column == column
        }


def withheld(why: str, *fields: str) -> dict[str, Decision]:
    return dict.fromkeys(fields, Withheld(why))


OF_EVERY_RECORD = {
    **withheld("Where a record came from and when it was typed is not counted.", "source_key", "created_at"),
    **withheld("How often a record was changed serves forms alone.", "version"),
}
