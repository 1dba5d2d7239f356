"""The means: money and staff."""

import ibis
from ibis.expr.types import Table, Value

from perspektiv.indicators.facts.sources import centre_code, from_day, month_if_asked, package, to_day

EXACT = "decimal(18, 4)"
"""Euros are added as decimals: cents must not be lost to binary fractions."""


def bookings() -> Table:
    """Bookings by the day they were made."""
    s = package["spending"].join(centre_code, "centre_id")
    s = s.select("centre", month=month_if_asked(s.booked_on), spent=s.amount_eur.cast(EXACT))
    return s.filter(s.month.notnull())


def budget() -> Table:
    """Bookings and budgets by budget year. A year belongs to a question if the period covers it."""
    s = package["spending"].join(centre_code, "centre_id")
    year = s.budget_year.fill_null(s.booked_on.year().cast("int64"))
    spent = s.select("centre", year=year, spent=s.amount_eur.cast(EXACT), ceiling=_nothing(), planned=_nothing())
    b = package["budgets"].join(centre_code, "centre_id")
    planned = b.select(
        "centre",
        year=b.year,
        spent=_nothing(),
        ceiling=b.ceiling_eur.cast(EXACT),
        planned=b.planned_eur.cast(EXACT),
    )
    both = spent.union(planned, distinct=False)
    both = both.filter(both.year.between(from_day.year(), to_day.year()))
    return both.select("centre", "spent", "ceiling", "planned", month=(both.year * 12).cast("int32"))


def staff() -> Table:
    """Employed staff on the last day of the period."""
    s = package["staff"].join(centre_code, "centre_id")
    there = (s.started_on <= to_day) & (s.ended_on.isnull() | (s.ended_on >= to_day))
    return s.filter((s.employment == "employed") & there).select("centre", hours=s.weekly_hours.cast("decimal(18, 6)"))


def _nothing() -> Value:
    return ibis.literal(0).cast(EXACT)
