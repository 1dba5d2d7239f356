"""A figure as it is printed: value, counts, interval, bounds; withheld and provisional always marked."""

from fractions import Fraction

from perspektiv.indicators import Figure, Period
from perspektiv.report.numbers import NO_BREAK_SPACE, Number, german, german_date

WITHHELD = "geschützt"
ABSENT = "–"
PROVISIONAL = "p"
MONEY = ("budget_use", "plan_use")
"""Shares of money: their base is no number of cases."""

PARTS = ("value", "bare", "v", "n", "d", "rest", "ci", "bounds", "range", "open")
"""The parts of a figure that a text can show; see docs/guide."""

_DIGITS = {"count": 0, "units": 2, "days": 1, "eur": 2, "hours": 1, "fte": 1}
_UNITS = {"share": NO_BREAK_SPACE + "%", "eur": NO_BREAK_SPACE + "€"}


def digits(figure: Figure) -> int:
    """Decimals: shares stand whole, with one decimal over a base of more than 1,000 cases."""
    if figure.unit != "share":
        return _DIGITS[figure.unit]
    return int(figure.indicator not in MONEY and (figure.denominator or 0) > 1000)


def unit(figure: Figure) -> str:
    """The sign after the number, with its space."""
    return _UNITS.get(figure.unit, "")


def number(figure: Figure, value: Number) -> str:
    """A value in the figure's own unit and precision, without the unit's sign."""
    return german(value * 100 if figure.unit == "share" else value, digits(figure))


def exact(figure: Figure) -> Number | None:
    """The value; a share as the exact quotient of its counts, where it has them."""
    return figure.value if figure.numerator is None or figure.denominator is None else figure.exact


def mark(figure: Figure) -> str:
    """The mark of what is provisional, with its space."""
    return NO_BREAK_SPACE + PROVISIONAL if figure.provisional else ""


def least(figure: Figure) -> float | None:
    """The lower end of the interval as it is shown: nothing that is counted, and no mean of it, is below zero."""
    return None if figure.low is None else max(figure.low, 0.0)


def part(figure: Figure, what: str = "value") -> str:
    """One part of a figure, one of PARTS. Withheld is said, never 0 and never blank; what does not exist is a dash."""
    if figure.withheld:
        return WITHHELD
    if what in ("n", "d", "rest"):
        return _count(figure, what)
    value = exact(figure)
    if value is None:
        return ABSENT
    match what:
        case "value" | "bare":
            return number(figure, value) + unit(figure) + mark(figure)
        case "v":
            return number(figure, value) + mark(figure)
        case "ci":
            return _span(figure, least(figure), figure.high, "–")
        case "bounds":
            return _span(figure, figure.bound_low, figure.bound_high, "–")
        case "range":
            return _span(figure, figure.bound_low, figure.bound_high, " und ") + unit(figure)
    return german(figure.open_windows or 0)


def _count(figure: Figure, what: str) -> str:
    top = figure.numerator if figure.numerator is not None or figure.denominator is not None else figure.value
    base = figure.denominator
    rest = Fraction(base) - Fraction(top) if base is not None and top is not None else None
    count = {"n": top, "d": base, "rest": rest}[what]
    if count is None:
        return ABSENT
    if figure.unit == "eur" or figure.indicator in MONEY:
        return german(count, 0 if count == int(count) else 2) + _UNITS["eur"]
    return german(count)


def _span(figure: Figure, low: float | None, high: float | None, between: str) -> str:
    return ABSENT if low is None or high is None else number(figure, low) + between + number(figure, high)


def days(period: Period) -> str:
    """``01.01.2015–30.06.2019``, one day as that day."""
    first, last = german_date(period.from_), german_date(period.to)
    return first if first == last else f"{first}–{last}"


def period_in_words(period: Period) -> str:
    """``01.01.2015 bis 30.06.2019``, one day as ``am 14.11.2019``."""
    first, last = german_date(period.from_), german_date(period.to)
    return f"am {first}" if first == last else f"{first} bis {last}"
