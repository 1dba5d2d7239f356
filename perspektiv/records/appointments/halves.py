"""Half days of the week, as somebody wishes them: "0am" is Monday morning."""

from collections.abc import Iterable
from datetime import datetime, time

from django.utils import timezone

NOON = time(12)
HALF_DAYS = tuple(f"{weekday}{half}" for weekday in range(5) for half in ("am", "pm"))
"""Monday to Friday."""


def half_day_of(at: datetime) -> str:
    here = timezone.localtime(at)
    return f"{here.weekday()}{'am' if here.time() < NOON else 'pm'}"


def known(wished: Iterable[str]) -> frozenset[str]:
    """Without what is no half day.

    >>> sorted(known(["0am", "8xx"]))
    ['0am']
    """
    return frozenset(wished) & frozenset(HALF_DAYS)
