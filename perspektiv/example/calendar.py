"""When a counselling centre in North Rhine-Westphalia works: its days, how busy they are, the hours of appointments.

Time is measured in *busy days*: a full working day is 1, a day in the school holidays less, a closed day 0. Whatever is
laid out evenly in busy days is thinner in the holidays and never falls on a weekend or a public holiday.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

Days = npt.NDArray[np.datetime64]
Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

SLOTS = np.array([8 * 60 + 30, 10 * 60, 11 * 60 + 30, 13 * 60, 14 * 60 + 30, 16 * 60], dtype=np.int64)
"""Beginnings of appointments in minutes after local midnight; 75 minutes fit between two of them."""

IN_SCHOOL_HOLIDAYS, IN_AUGUST, BETWEEN_THE_YEARS = 0.6, 0.45, 0.15

SCHOOL_HOLIDAYS = (
    ("2014-12-22", "2015-01-06"),
    ("2015-03-30", "2015-04-11"),
    ("2015-06-29", "2015-08-11"),
    ("2015-10-05", "2015-10-17"),
    ("2015-12-23", "2016-01-06"),
    ("2016-03-21", "2016-04-02"),
    ("2016-07-11", "2016-08-23"),
    ("2016-10-10", "2016-10-21"),
    ("2016-12-23", "2017-01-06"),
    ("2017-04-10", "2017-04-22"),
    ("2017-07-17", "2017-08-29"),
    ("2017-10-23", "2017-11-04"),
    ("2017-12-27", "2018-01-06"),
    ("2018-03-26", "2018-04-07"),
    ("2018-07-16", "2018-08-28"),
    ("2018-10-15", "2018-10-27"),
    ("2018-12-21", "2019-01-04"),
    ("2019-04-15", "2019-04-27"),
    ("2019-07-15", "2019-08-27"),
    ("2019-10-14", "2019-10-26"),
    ("2019-12-23", "2020-01-06"),
)
"""First and last days, as the Land set them."""

FIRST, LAST = date(2014, 9, 1), date(2020, 12, 31)
"""The days this calendar knows: every record of the example lies in them."""


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + weekday - 7 * ((golden + 11 * moon + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


def closed_days(year: int) -> set[date]:
    """Public holidays of North Rhine-Westphalia, and the days on which the town hall is closed anyway."""
    around_easter = {easter(year) + timedelta(days=n) for n in (-48, -2, 1, 39, 50, 60)}  # from Carnival Monday on
    fixed = {(1, 1), (5, 1), (10, 3), (11, 1), (12, 24), (12, 25), (12, 26), (12, 31)}
    reformation = {date(2017, 10, 31)} if year == 2017 else set()  # once, in the 500th year
    return around_easter | {date(year, month, day) for month, day in fixed} | reformation


def busyness(day: date) -> float:
    """How much of a full working day that day is, from 0 to 1."""
    if day.weekday() >= 5 or day in closed_days(day.year):
        return 0.0
    if (day.month, day.day) > (12, 26):
        return BETWEEN_THE_YEARS
    if not any(first <= day.isoformat() <= last for first, last in SCHOOL_HOLIDAYS):
        return 1.0
    return IN_AUGUST if day.month == 8 else IN_SCHOOL_HOLIDAYS


class Calendar:
    """Busy days and calendar days, each from the other; array in, array out."""

    def __init__(self) -> None:
        days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
        weights = np.array([busyness(day) for day in days])
        self._before = np.concatenate([[0.0], np.cumsum(weights)])
        working = weights > 0
        self._days = np.array(days, dtype="datetime64[D]")[working]
        self._ends = self._before[1:][working]
        self._summer = np.array([_is_summer_time(day) for day in days])

    def at(self, day: str) -> float:
        """The busy time at which that day (YYYY-MM-DD) begins: whatever is smaller took place before it."""
        return float(self._before[(date.fromisoformat(day) - FIRST).days])

    def day(self, time: Floats) -> Days:
        """The working day on which a busy time lies."""
        days: Days = self._days[np.searchsorted(self._ends, time, side="right")]
        return days

    def instant(self, day: Days, minutes: Integers) -> npt.NDArray[np.datetime64]:
        """The instant (UTC, microseconds) of a local time of day in Berlin, in minutes after midnight."""
        ahead = np.where(self._summer[(day - np.datetime64(FIRST)).astype(np.int64)], 120, 60)
        instant: npt.NDArray[np.datetime64] = (day.astype("datetime64[m]") + (minutes - ahead)).astype("datetime64[us]")
        return instant


def _is_summer_time(day: date) -> bool:
    """Whether the clocks are ahead by two hours in the daytime: last Sunday of March to last Sunday of October."""
    return _last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10)


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)
