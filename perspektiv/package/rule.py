"""A rule of the check, as SQL that finds the rows which break it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from perspektiv.language import Text
from perspektiv.package.database import name
from perspektiv.schema import Table

Staged = Callable[[type[Table]], str]
"""SQL for the staged rows of another table, each key once."""


@dataclass(frozen=True)
class Rule:
    """Rows ``t`` of a table for which ``where`` (SQL) is true break the rule.

    ``values`` are SQL expressions for the places of the sentence. ``count`` replaces counting the rows one by one.
    """

    kind: str
    column: str | None
    where: str
    sentence: Text
    fault: bool = True
    values: dict[str, str] = field(default_factory=dict)
    count: str = ""


@dataclass(frozen=True)
class Rules:
    """Rules that are looked at in one pass over a table.

    ``source`` is SQL for that table's rows as ``t``, joined with what the rules need, given where tables are staged;
    it needs the tables in ``needs``.
    """

    table: type[Table]
    rules: Sequence[Rule]
    source: Callable[[Staged], str]
    needs: tuple[type[Table], ...] = ()


def own_rows(table: type[Table]) -> Callable[[Staged], str]:
    """A source of the table's own rows alone."""
    return lambda staged: f"{staged(table)} t"


def field_of(column: str) -> str:
    """SQL for a column of ``t``."""
    return f"t.{name(column)}"


def day_literal(day: date) -> str:
    return f"DATE '{day.isoformat()}'"
