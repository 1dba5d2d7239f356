"""A list of published figures as JSON: its entries, each readable or with the sentence why not."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from perspektiv.errors import Refused
from perspektiv.indicators import Period
from perspektiv.language import Text
from perspektiv.report.verify.numbers import Number, plain_number
from perspektiv.report.verify.units import COUNTED

LARGEST = 20 * 1024 * 1024  # bytes


class Malformed(Exception):
    """An entry that cannot be understood. Carries the sentence for the user."""

    def __init__(self, german: str, english: str, **values: object) -> None:
        super().__init__(english)
        self.sentence = Text(german, english).filled(**values)


@dataclass(frozen=True)
class Entry:
    """One published figure: what it says of itself. ``printed`` is the report's own text, read as a number."""

    indicator: str
    period: Period
    by: Mapping[str, str]
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    printed: Number | None
    printed_text: str
    printed_unit: str | None
    numerators_by: Mapping[str, Mapping[str, Decimal]]

    @property
    def breakdown(self) -> tuple[str, ...]:
        return tuple(sorted(self.by))

    @property
    def breakdowns(self) -> frozenset[tuple[str, ...]]:
        """Every breakdown that must be computed to check this entry."""
        return frozenset({self.breakdown, *((dimension,) for dimension in self.numerators_by)})


@dataclass(frozen=True)
class Published:
    """A list of published figures; ``tolerance`` is a share of missed appointments that was set as bearable."""

    entries: tuple[tuple[Any, Entry | Malformed], ...]
    tolerance: Decimal | None


def read_published(path: Path) -> Published:
    """Read the list. Raises Refused for what is no such list; single bad entries are kept with their sentence."""
    content = _json(path)
    figures = content.get("figures") if isinstance(content, dict) else None
    if not isinstance(figures, list):
        raise Refused(
            Text(
                '{path} ist keine Liste veröffentlichter Zahlen: Es fehlt die Liste "figures".',
                '{path} is no list of published figures: the list "figures" is missing.',
            ),
            path=path,
        )
    context = content.get("context")
    tolerance = context.get("no_show_tolerance") if isinstance(context, dict) else None
    readable = isinstance(tolerance, Decimal) and 0 < tolerance < 1
    return Published(tuple((raw, _entry(raw)) for raw in figures), tolerance if readable else None)


def _json(path: Path) -> Any:
    try:
        if path.is_file() and path.stat().st_size > LARGEST:
            raise Refused(
                Text("{path} ist größer als 20 MB.", "{path} is larger than 20 MB."),
                path=path,
            )
        return json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal, parse_constant=_no_number)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise Refused(
            Text("{path} lässt sich nicht lesen: {why}.", "{path} cannot be read: {why}."), path=path, why=why
        ) from None
    except (ValueError, RecursionError, ArithmeticError) as error:
        line = f" ({error})" if isinstance(error, json.JSONDecodeError) else ""
        raise Refused(
            Text("{path} ist kein gültiges JSON in UTF-8{line}.", "{path} is no valid JSON in UTF-8{line}."),
            path=path,
            line=line,
        ) from None


def _no_number(constant: str) -> NoReturn:
    raise ValueError(constant)


def _entry(raw: Any) -> Entry | Malformed:
    try:
        return _understood(raw)
    except Malformed as malformed:
        return malformed


def _understood(raw: Any) -> Entry:
    if not isinstance(raw, dict):
        raise Malformed("Der Eintrag ist kein Objekt in geschweiften Klammern.", "The entry is no object in braces.")
    if not isinstance(raw.get("indicator"), str):
        raise Malformed(
            'Es fehlt "indicator", der Name der Kennzahl.', '"indicator", the name of the indicator, is missing.'
        )
    entry = Entry(
        indicator=raw["indicator"],
        period=_period(raw),
        by=_by(raw),
        value=_number(raw, "value"),
        numerator=_number(raw, "numerator"),
        denominator=_number(raw, "denominator"),
        printed=_printed(raw),
        printed_text=str(raw.get("printed") or ""),
        printed_unit=_unit(raw),
        numerators_by=_numerators_by(raw),
    )
    if entry.value is None and entry.printed is None and entry.numerator is None and not entry.numerators_by:
        raise Malformed(
            'Es steht keine Zahl da, weder "value" noch "printed" noch "numerator".',
            'There is no figure, neither "value" nor "printed" nor "numerator".',
        )
    return entry


def _period(raw: Mapping[str, Any]) -> Period:
    try:
        return Period(_day(raw, "from"), _day(raw, "to"))
    except Refused as refused:
        raise Malformed(refused.sentence.de, refused.sentence.en) from None


def _day(raw: Mapping[str, Any], key: str) -> datetime.date:
    try:
        return datetime.datetime.strptime(raw.get(key) or "", "%Y-%m-%d").date()
    except (TypeError, ValueError):
        raise Malformed(
            'Der Zeitraum ist unklar: "{key}" muss ein Tag wie 2019-06-30 sein.',
            'The period is unclear: "{key}" must be a day such as 2019-06-30.',
            key=key,
        ) from None


def _by(raw: Mapping[str, Any]) -> dict[str, str]:
    by = raw.get("by") or {}
    if not isinstance(by, dict) or not all(isinstance(value, str) for value in by.values()):
        raise Malformed(
            '"by" muss Merkmal und Ausprägung nennen, etwa {{"segment": "intake"}}.',
            '"by" must name a dimension and its value, such as {{"segment": "intake"}}.',
        )
    return by


def _number(raw: Mapping[str, Any], key: str) -> Decimal | None:
    return None if raw.get(key) is None else _decimal(raw[key], key)


def _decimal(value: Any, key: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not -(10**15) < value < 10**15:
        raise Malformed('"{key}" ist keine brauchbare Zahl.', '"{key}" is no usable number.', key=key)
    return Decimal(value)


def _printed(raw: Mapping[str, Any]) -> Number | None:
    text = raw.get("printed")
    if text is None:
        return None
    number = plain_number(text) if isinstance(text, str) else None
    if number is None:
        raise Malformed(
            '"printed" ist keine Zahl, wie sie gedruckt wird, etwa "26,35 %" oder "6,15".',
            '"printed" is no number as it is printed in German, such as "26,35 %" or "6,15".',
        )
    return number


def _unit(raw: Mapping[str, Any]) -> str | None:
    unit = raw.get("printed_unit")
    if unit is None:
        return None
    if not isinstance(unit, str) or unit not in COUNTED:
        raise Malformed(
            '"printed_unit" muss eines sein von: {units}.',
            '"printed_unit" must be one of: {units}.',
            units=", ".join(COUNTED),
        )
    return unit


def _numerators_by(raw: Mapping[str, Any]) -> dict[str, dict[str, Decimal]]:
    parts = raw.get("numerators_by") or {}
    if not isinstance(parts, dict) or not all(isinstance(values, dict) for values in parts.values()):
        raise Malformed(
            '"numerators_by" muss für ein Merkmal die Zähler nennen, etwa {{"gender": {{"female": 83}}}}.',
            '"numerators_by" must name the numerators of a dimension, such as {{"gender": {{"female": 83}}}}.',
        )
    return {
        dimension: {category: _decimal(value, "numerators_by") for category, value in values.items()}
        for dimension, values in parts.items()
    }
