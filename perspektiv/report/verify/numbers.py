"""German numbers in a text, each with its place and what it is: a count, a percentage, an amount, or another number.

What looks like a count but is none (a day, a law's paragraph, a telephone number) is passed over.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from perspektiv.report.verify.no_counts import NO_COUNTS

Kind = Literal["count", "percent", "amount", "number"]

GROUP = ".\u202f\u2009\u00a0'"  # between thousands: point, narrow, thin or no-break space, Swiss apostrophe
WHOLE = rf"(?:\d{{1,3}}(?:[{GROUP}]\d{{3}})+|\d+)"

_NUMBER = re.compile(
    rf"(?<![\w.,/])(?P<sign>[+−±-]\s?)?(?P<whole>{WHOLE})(?P<decimals>[,.]\d+)?(?![.,]?\d)(?![A-Za-zÄÖÜäöüß])"
    r"(?P<unit>[\s\u00a0\u202f]?(?:%|Prozent\b|v\.[\s\u00a0]?H\.|vom\sHundert)|[\s\u00a0\u202f]?(?:€|Euro\b|EUR\b))?"
)


@dataclass(frozen=True)
class Number:
    """A number as printed. ``value`` of a percentage is in per cent; ``decimals`` is the number of printed decimals."""

    value: Decimal
    decimals: int
    kind: Kind
    start: int
    end: int

    @property
    def may_be_a_year(self) -> bool:
        return self.decimals == 0 and 1900 <= self.value <= 2099 and self.end - self.start == 4


def numbers_in(text: str) -> list[Number]:
    """The numbers that may be figures of a report, in their order."""
    masked = NO_COUNTS.sub(lambda match: "¤" * len(match[0]), text)
    return [_number(match) for match in _NUMBER.finditer(masked)]


def may_be_a_label(before: str, number: Number) -> bool:
    """Whether a small number may only number the noun before it, as in "Kurs 3"."""
    return number.value < 100 and re.search(r"[^\s.:!?]\s+[A-ZÄÖÜ][\w-]+\s$", before[-80:]) is not None


def plain_number(cell: str) -> Number | None:
    """The number that is all a table cell holds (a footnote mark aside), else None. In a cell, 2017 is a number."""
    match = _NUMBER.fullmatch(re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹*]+$", "", cell.strip()).strip())
    return _number(match) if match else None


def _number(match: re.Match[str]) -> Number:
    whole = re.sub(f"[{GROUP}]", "", match["whole"])
    decimals = (match["decimals"] or "")[1:]
    value = Decimal(f"{whole}.{decimals or 0}")
    sign = (match["sign"] or "").strip()
    return Number(-value if sign in ("-", "−") else value, len(decimals), _kind(match), match.start(), match.end())


def _kind(match: re.Match[str]) -> Kind:
    unit = (match["unit"] or "").strip()
    if match["sign"]:  # a change, such as + 5 %, is no share
        return "number"
    if unit:
        return "amount" if unit in ("€", "Euro", "EUR") else "percent"
    return "number" if match["decimals"] else "count"
