"""The one question that every engine answers: all indicators, for one period, in these breakdowns."""

from datetime import date

from perspektiv.indicators import CATALOGUE, Period
from perspektiv.indicators.catalogue import arriving, voices
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
NEW = (*arriving.INDICATORS, voices.RELIABLE_IMPROVEMENT_RATE, voices.SESSION_ALLIANCE_BELOW_THRESHOLD_RATE)
NAMES = tuple(name for name, indicator in CATALOGUE.items() if indicator not in NEW)
"""The indicators that are compared: all that packages of version 1 are asked for since the first. How people come
and change is counted along by our engine alone, and reckoned after in tests/indicators/plainly.py."""


def breakdowns_of(indicator: str) -> list[Breakdown]:
    """Those of the breakdowns that an indicator can have."""
    definition = CATALOGUE[indicator]
    return [breakdown for breakdown in BREAKDOWNS if why_not(definition, breakdown, PERIOD, public=False) is None]
