"""The one question that every engine answers: all indicators, for one period, in these breakdowns."""

from datetime import date

from perspektiv.indicators import CATALOGUE, Period
from perspektiv.indicators.limits import why_not

Breakdown = tuple[str, ...]

PERIOD = Period(date(2015, 1, 1), date(2018, 12, 31))
"""Whole years, so that the figures of budgets are in."""
BREAKDOWNS: tuple[Breakdown, ...] = (
    (),
    ("segment",),
    ("gender",),
    ("year",),
    ("centre",),
    ("segment", "gender"),
)


def breakdowns_of(indicator: str) -> list[Breakdown]:
    """Those of the breakdowns that an indicator can have."""
    definition = CATALOGUE[indicator]
    return [breakdown for breakdown in BREAKDOWNS if why_not(definition, breakdown, PERIOD, public=False) is None]
