"""Working days in North Rhine-Westphalia, and their busy time."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from perspektiv.example.calendar import Calendar, busyness, closed_days, easter


@pytest.mark.parametrize("sunday", ["2015-04-05", "2016-03-27", "2017-04-16", "2018-04-01", "2019-04-21", "2000-04-23"])
def test_easter(sunday: str) -> None:
    day = date.fromisoformat(sunday)
    assert easter(day.year) == day


@pytest.mark.parametrize(
    "day",
    ["2018-03-30", "2018-04-02", "2018-05-01", "2018-05-10", "2018-05-21", "2018-05-31", "2018-11-01", "2017-10-31"],
)
def test_public_holidays_are_closed(day: str) -> None:
    closed = date.fromisoformat(day)
    assert closed in closed_days(closed.year)
    assert busyness(closed) == 0


def test_reformation_day_was_a_holiday_only_once() -> None:
    assert busyness(date(2018, 10, 31)) == 1


def test_days_in_the_holidays_are_less_busy() -> None:
    ordinary, autumn, august, end_of_year = (
        busyness(day) for day in (date(2018, 6, 6), date(2018, 10, 17), date(2018, 8, 15), date(2018, 12, 27))
    )
    assert ordinary == 1 > autumn > august > end_of_year > 0


def test_busy_time_and_days_are_each_others_inverse() -> None:
    calendar = Calendar()
    for day in ("2015-01-02", "2016-02-29", "2018-08-15", "2019-10-31"):
        assert calendar.day(np.array([calendar.at(day)]))[0] == np.datetime64(day)
    assert calendar.at("2018-03-31") == calendar.at("2018-04-03")  # nothing happens from Easter Saturday to Monday


def test_local_hours_are_one_or_two_hours_ahead_of_utc() -> None:
    calendar = Calendar()
    days = np.array(["2018-03-23", "2018-03-26", "2018-10-26", "2018-10-29"], dtype="datetime64[D]")
    hours = [str(instant)[11:16] for instant in calendar.instant(days, np.array([10 * 60] * 4))]
    assert hours == ["09:00", "08:00", "08:00", "09:00"]
