"""Periods, both days included, and the calendar units they touch."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perspektiv.errors import Refused
from perspektiv.indicators import Period
from perspektiv.indicators.period import GRAINS, Unit, months_after

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


def test_a_period_may_be_one_day() -> None:
    assert [str(unit) for unit in Period(date(2015, 5, 1), date(2015, 5, 1)).units("month")] == ["2015-05"]


def test_a_period_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        Period(date(2015, 12, 31), date(2015, 1, 1))
    assert refused.value.sentence.de == (
        "Der Zeitraum beginnt am 2015-12-31 und endet schon am 2015-01-01. Bitte den früheren Tag zuerst nennen."
    )
    assert "before it" in refused.value.sentence.en


@pytest.mark.parametrize(
    ("first", "last"), [(date(1949, 12, 31), date(2015, 1, 1)), (date(2015, 1, 1), date(2101, 1, 1))]
)
def test_a_day_out_of_reach_is_refused(first: date, last: date) -> None:
    with pytest.raises(Refused, match="1950 bis 2100"):
        Period(first, last)


@pytest.mark.parametrize(
    ("grain", "names"),
    [
        ("year", ["2014", "2015"]),
        ("quarter", ["2014-Q4", "2015-Q1"]),
        ("month", ["2014-11", "2014-12", "2015-01"]),
    ],
)
def test_units_touched_by_a_period_stand_in_order(grain: str, names: list[str]) -> None:
    assert [str(unit) for unit in Period(date(2014, 11, 30), date(2015, 1, 1)).units(grain)] == names


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2014, 8, 31), 6, date(2015, 2, 28)),
        (date(2015, 8, 31), 6, date(2016, 2, 29)),
        (date(2015, 8, 29), 6, date(2016, 2, 29)),
        (date(2016, 2, 29), 6, date(2016, 8, 29)),
        (date(2015, 6, 30), 6, date(2015, 12, 30)),
        (date(2015, 7, 15), 6, date(2016, 1, 15)),
        (date(2015, 12, 31), 0, date(2015, 12, 31)),
    ],
)
def test_months_on_is_the_same_day_number_or_the_end_of_that_month(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


@pytest.mark.parametrize(
    ("from_", "to", "whole"),
    [
        (date(2015, 1, 1), date(2015, 12, 31), True),
        (date(2014, 1, 1), date(2015, 12, 31), True),
        (date(2015, 1, 2), date(2015, 12, 31), False),
        (date(2015, 1, 1), date(2015, 12, 30), False),
    ],
)
def test_whole_years_run_from_the_first_of_january_to_the_last_of_december(from_: date, to: date, whole: bool) -> None:
    assert Period(from_, to).whole_years is whole


@given(DAYS, st.sampled_from(GRAINS))
def test_a_unit_contains_its_days_and_is_read_back_from_its_name(day: date, grain: str) -> None:
    (unit,) = Period(day, day).units(grain)
    assert unit.first <= day <= unit.last
    assert Unit.named(str(unit)) == unit
    assert Period(unit.first, unit.last).cuts(unit) is False
    assert Period(day, day).cuts(unit) is True
