"""Values as German spreadsheets write them, turned into the contract's."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from perspektiv.language import Text
from perspektiv.package.clock import why_unknown, with_offset
from perspektiv.schema.column import Type

WORDS = {"wahr": "true", "ja": "true", "true": "true", "falsch": "false", "nein": "false", "false": "false"}
GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
GERMAN_CLOCK = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})[ T](\d{1,2}):(\d\d)(?::(\d\d))?")
CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)[ Tt](\d\d:\d\d)(:\d\d(?:\.\d+)?)?(Z|z|[+-]\d\d:\d\d)?")
GROUPED = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?")
DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")
ONE_GROUP = re.compile(r"[+-]?\d{1,3}[.,]\d{3}")


Style = Literal["german", "international"]


@dataclass(frozen=True)
class Turned:
    """A turned value, what was assumed if anything was, and why it cannot be turned if so."""

    value: str
    assumed: str = ""
    fault: tuple[str, Text] | None = None


def style_of(value: str) -> Style | None:
    """What a number betrays of its column: 1.234,5 and 12,5 are German, 12.5 is international, 1.234 tells nothing."""
    if ONE_GROUP.fullmatch(value) or not re.search("[.,]", value):
        return None
    return "german" if GROUPED.fullmatch(value) or DECIMAL_COMMA.fullmatch(value) else "international"


def turn(kind: Type, value: str, style: Style | None) -> Turned:
    """Turn the text of a field of that type; what is not understood stays as it is, for the check to name.

    ``style`` is that of the column's numbers; where it is unknown, a lone group of three digits is a fault.
    """
    return TURNS[kind](value.strip(), style) if kind in TURNS else Turned(value)


def _whole(value: str, _: Style | None) -> Turned:
    bare = value.replace(".", "") if re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+", value) else value
    bare = re.sub(r"[.,]0+$", "", bare)
    return Turned(bare, "" if bare == value else "whole")


def _number(value: str, style: Style | None) -> Turned:
    bare = re.sub(r"\s*(€|EUR)$", "", value)
    if ONE_GROUP.fullmatch(bare) and (style is None or (style == "international" and "," in bare)):
        return Turned(value, fault=("ambiguous number", AMBIGUOUS))
    if style == "international":
        return Turned(bare, "" if bare == value else "number")
    if GROUPED.fullmatch(bare) or DECIMAL_COMMA.fullmatch(bare):
        bare = bare.replace(".", "").replace(",", ".")
    return Turned(bare, "" if bare == value else "number")


def _boolean(value: str, _: Style | None) -> Turned:
    word = WORDS.get(value.lower(), value)
    return Turned(word, "" if word == value else "boolean")


def _day(value: str, _: Style | None) -> Turned:
    found = GERMAN_DAY.fullmatch(value)
    if found is None:
        return Turned(value)
    day, month, year = map(int, found.groups())
    try:
        return Turned(date(year, month, day).isoformat(), "date")
    except ValueError:
        return Turned(value)


def _moment(value: str, _: Style | None) -> Turned:
    german, international = GERMAN_CLOCK.fullmatch(value), CLOCK.fullmatch(value)
    if international and international[4]:
        return Turned(f"{international[1]}T{international[2]}{international[3] or ':00'}{international[4]}")
    try:
        if german:
            day, month, year, hour, minute, second = (int(part or 0) for part in german.groups())
            clock = datetime(year, month, day, hour, minute, second)
        elif international:
            clock = datetime.fromisoformat(f"{international[1]}T{international[2]}{international[3] or ''}")
        else:
            return Turned(value)
    except ValueError:
        return Turned(value)
    moment = with_offset(clock)
    if moment is None:
        return Turned(value, fault=("clock change", why_unknown(clock)))
    return Turned(moment, "datetime")


TURNS: dict[Type, Callable[[str, Style | None], Turned]] = {
    "integer": _whole,
    "number": _number,
    "boolean": _boolean,
    "date": _day,
    "datetime": _moment,
}

AMBIGUOUS = Text(
    "„{value}“ kann mit oder ohne Nachkommastellen gemeint sein. Bitte eindeutig schreiben, etwa 1234 oder 1.2340.",
    "“{value}” may be meant with decimals or without. Please write it clearly, like 1234 or 1.2340.",
)
