"""A column of the data package: its type, meaning, unit and allowed values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from perspektiv.language import Text

if TYPE_CHECKING:
    from perspektiv.schema.table import Table

    TableClass = type[Table]  # within Column, `type` is the column's own

Type = Literal["string", "integer", "number", "boolean", "date", "datetime"]


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column. ``minimum`` and ``maximum`` are included; ``allowed`` empty means any value."""

    title: Text
    type: Type
    required: bool = False
    allowed: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    unit: str = ""
    references: TableClass | None = None
    name: str = ""

    def named(self, name: str) -> Column:
        return replace(self, name=name)


def text(en: str, de: str, *, required: bool = False) -> Column:
    """Any non-empty text."""
    return Column(title=Text(de, en), type="string", required=required)


def choice(en: str, de: str, *allowed: str, required: bool = False) -> Column:
    """One of a few words."""
    return Column(title=Text(de, en), type="string", allowed=allowed, required=required)


def reference(to: type[Table], en: str, de: str, *, required: bool = False) -> Column:
    """The key of a row in another table."""
    return Column(title=Text(de, en), type="string", references=to, required=required)


def whole(
    en: str, de: str, *, required: bool = False, minimum: int | None = None, maximum: int | None = None, unit: str = ""
) -> Column:
    """A whole number."""
    return Column(title=Text(de, en), type="integer", required=required, minimum=minimum, maximum=maximum, unit=unit)


def number(en: str, de: str, *, required: bool = False, minimum: int | None = None, unit: str = "") -> Column:
    """A finite number with a decimal point."""
    return Column(title=Text(de, en), type="number", required=required, minimum=minimum, unit=unit)


def yes_no(en: str, de: str, *, required: bool = False) -> Column:
    """``true`` or ``false``."""
    return Column(title=Text(de, en), type="boolean", required=required)


def day(en: str, de: str, *, required: bool = False) -> Column:
    """A calendar day in Europe/Berlin, ``YYYY-MM-DD``."""
    return Column(title=Text(de, en), type="date", required=required)


def moment(en: str, de: str, *, required: bool = False) -> Column:
    """An instant, RFC 3339 with any offset."""
    return Column(title=Text(de, en), type="datetime", required=required)
