"""Numbers as they are printed: rounded half away from zero, exactly, in the German or the English form."""

import datetime
from decimal import Decimal
from fractions import Fraction

from perspektiv.language import Language

Number = int | float | Decimal | Fraction

MINUS = "\u2212"
NO_BREAK_SPACE = "\u00a0"

_GERMAN_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def exactly(value: Number) -> Fraction:
    """The value as a fraction. A float counts as the shortest decimal that stands for it: 1.005 is 1005/1000.

    Raises ValueError for infinity and not-a-number.
    """
    return Fraction(repr(float(value))) if isinstance(value, float) else Fraction(value)


def rounded(value: Number, digits: int) -> Decimal:
    """The value with so many decimals, half away from zero (DIN 1333), without any error of binary arithmetic.

    >>> rounded(Fraction(132, 501) * 100, 2), rounded(-2.5, 0)
    (Decimal('26.35'), Decimal('-3'))
    """
    exact = exactly(value)
    return _decimal(exact, int(abs(exact) * 10**digits + Fraction(1, 2)), digits)


def truncated(value: Number, digits: int) -> Decimal:
    """The value cut after so many decimals: what a careless report prints instead of the rounded one.

    >>> truncated(Fraction(132, 501) * 100, 2)
    Decimal('26.34')
    """
    exact = exactly(value)
    return _decimal(exact, int(abs(exact) * 10**digits), digits)


def _decimal(exact: Fraction, magnitude: int, digits: int) -> Decimal:
    sign = 1 if exact < 0 and magnitude else 0
    return Decimal((sign, tuple(int(digit) for digit in str(magnitude)), -digits))


def german(value: Number, digits: int = 0, grouping: bool = True, *, lang: Language = "de") -> str:
    """The rounded number: ``1.234,50`` in German, ``1,234.50`` in English, with a true minus sign.

    >>> german(Fraction(-2469, 2), 2), german(9794, lang="en")
    ('−1.234,50', '9,794')
    """
    text = format(rounded(value, digits), ",f" if grouping else "f").replace("-", MINUS)
    return text.translate({ord(","): ".", ord("."): ","}) if lang == "de" else text


def percent(share: Number, digits: int = 0, *, lang: Language = "de") -> str:
    """A share between 0 and 1 as per cent: ``26,35 %`` in German (no-break space), ``26.35%`` in English."""
    number = german(exactly(share) * 100, digits, lang=lang)
    return f"{number}{NO_BREAK_SPACE}%" if lang == "de" else f"{number}%"


def german_date(day: datetime.date, *, long: bool = False, lang: Language = "de") -> str:
    """A day: ``14.11.2019`` or, long, ``14. November 2019``; in English ``2019-11-14`` or ``14 November 2019``."""
    if long:
        months, point = (_GERMAN_MONTHS, ".") if lang == "de" else (_ENGLISH_MONTHS, "")
        return f"{day.day}{point}{NO_BREAK_SPACE}{months[day.month - 1]} {day.year}"
    return f"{day:%d.%m.%Y}" if lang == "de" else day.isoformat()
