"""The day by which an answer counts."""

from datetime import date, timedelta

DAYS_FOR_PAPER = 14
"""After a quarter: so long, what was filled in on paper can be typed in and still counts in it."""


def counted_on(filled_on: date, today: date) -> date:
    """The day on which a sheet was filled in; today, once that quarter is told.

    Else two frozen moments would differ by this one sheet, and tell what stands on it.
    """
    return filled_on if today <= _end_of_quarter(filled_on) + timedelta(days=DAYS_FOR_PAPER) else today


def _end_of_quarter(day: date) -> date:
    after = 3 * ((day.month - 1) // 3 + 1) + 1
    return date(day.year + after // 12, after % 12, 1) - timedelta(days=1)
