"""From counted sums to a figure: value, interval, bounds, and the marks of what is not complete."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from math import fsum
from typing import Any

from perspektiv.indicators.counting import persons_with, product
from perspektiv.indicators.family import QUALITY, QUALITY_ITEMS, TIME, Family
from perspektiv.indicators.figure import Figure, Number
from perspektiv.indicators.indicator import Indicator
from perspektiv.indicators.interval import Span, clustered, cut, wilson
from perspektiv.indicators.period import Period, Unit, months_after

FEWEST_RESPONSES = 5
"""Figures over fewer anonymous responses are withheld, internally too."""

Sums = Mapping[Family, Sequence[Mapping[str, Any]]]
"""The counted rows behind one figure, of each family that it needs."""
Of = Callable[..., Any]
"""The sum of a measure, of the indicator's own family or another: whole numbers, shares, or exact euros and hours."""


def figure(indicator: Indicator, by: Mapping[str, str], sums: Sums, period: Period, data_as_of: date) -> Figure:
    """The figure of one row. ``sums`` may lack a family in which nothing was counted."""

    def of(measure: str, family: Family = indicator.family) -> Any:
        return sum((row[measure] or 0 for row in sums.get(family, ())), start=0)

    numerator, denominator, value = _ratio(indicator, of, sums)
    unit = _unit_of_time(by)
    last_day = min(period.to, unit.last) if unit else period.to
    low, high = _interval(indicator, of, value) or (None, None)
    bound_low, bound_high = _bounds(indicator, of, value, sums) or (None, None)
    made = Figure(
        indicator=indicator.name,
        by=by,
        numerator=numerator,
        denominator=denominator,
        value=value,
        unit=indicator.unit,
        provisional=indicator.matures and months_after(last_day, 6) > data_as_of,
        open_windows=int(of("window_open")) if indicator.matures else None,
        low=low,
        high=high,
        bound_low=bound_low,
        bound_high=bound_high,
        interval=indicator.interval if low is not None else None,
        partial=unit is not None and period.cuts(unit),
    )
    return made.hidden() if _too_few_anonymous(indicator, of) else made


def _ratio(indicator: Indicator, of: Of, sums: Sums) -> tuple[Number | None, Number | None, Number | None]:
    if indicator.family is QUALITY_ITEMS:
        shares = [row["positive"] / row["answers"] for row in sums.get(QUALITY_ITEMS, ())]
        return None, len(shares), fsum(shares) / len(shares) if shares else None
    numerator = of(persons_with(indicator.numerator) if indicator.persons else indicator.numerator)
    if indicator.per:
        return numerator, indicator.per, numerator / indicator.per
    if not indicator.denominator:
        return numerator, None, numerator
    denominator = of(indicator.denominator, indicator.out_of or indicator.family)
    value = numerator / denominator if denominator else None
    return (None if indicator.interval == "standard error" else numerator), denominator, value


def _interval(indicator: Indicator, of: Of, value: Number | None) -> Span | None:
    if value is None or indicator.interval is None:
        return None
    m, d = indicator.numerator, indicator.denominator
    if indicator.interval == "wilson":
        return wilson(of(m), of(d, indicator.out_of or indicator.family))
    persons = of(persons_with(d))
    span = clustered(of(m), of(d), persons, of(product(m, m)), of(product(m, d)), of(product(d, d)))
    return cut(span) if indicator.unit == "share" and indicator.interval == "clustered" else span


def _bounds(indicator: Indicator, of: Of, value: Number | None, sums: Sums) -> Span | None:
    if value is None or indicator.bounds is None:
        return None
    numerator, denominator = of(indicator.numerator), of(indicator.denominator)
    if indicator.bounds.asked is None:
        if any(row[indicator.bounds.unknown] is None for row in sums[indicator.family]):
            return None
        return numerator / denominator, (numerator + of(indicator.bounds.unknown)) / denominator
    family, measure = indicator.bounds.asked
    asked = of(measure, family)
    silent = asked - denominator
    return (numerator / asked, (numerator + silent) / asked) if asked and silent >= 0 else None


def _too_few_anonymous(indicator: Indicator, of: Of) -> bool:
    family = QUALITY if indicator.family is QUALITY_ITEMS else indicator.family
    if "anonymous" not in family.measures or not of("anonymous", family):
        return False
    return bool(of("responses", family) < FEWEST_RESPONSES)


def _unit_of_time(by: Mapping[str, str]) -> Unit | None:
    grain = next((grain for grain in reversed(TIME) if grain in by), None)
    return Unit.named(by[grain]) if grain else None
