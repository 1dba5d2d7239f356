"""The window after an exit in which a job start or a follow-on measure counts: six months, both days included."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

MONTHS = 6


@dataclass(frozen=True)
class Window:
    first: date  # the exit
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def window_of(exit: date) -> Window:
    """From the exit to the same day number six months on, clamped to the end of that month.

    >>> str(window_of(date(2025, 8, 31)).last), str(window_of(date(2027, 8, 31)).last)
    ('2026-02-28', '2028-02-29')
    """
    month = exit.month + MONTHS
    year, month = exit.year + (month - 1) // 12, (month - 1) % 12 + 1
    return Window(exit, date(year, month, min(exit.day, monthrange(year, month)[1])))
