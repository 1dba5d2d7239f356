"""Numbers as they are printed: exact, half away from zero, in both languages."""

import datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perspektiv.report.numbers import Number, exactly, german, german_date, percent, rounded, truncated


@pytest.mark.parametrize(
    ("value", "digits", "printed"),
    [
        (Fraction(132, 501) * 100, 2, "26.35"),
        (Fraction(247, 501) * 100, 2, "49.30"),
        (Fraction(247, 501) * 100, 0, "49"),
        (0.5, 0, "1"),
        (-0.5, 0, "-1"),
        (2.5, 0, "3"),
        (1.005, 2, "1.01"),
        (2.675, 2, "2.68"),
        (Decimal("0.285"), 2, "0.29"),
        (-0.004, 2, "0.00"),
        (9794, 0, "9794"),
        (7, 2, "7.00"),
        (10**40 + 1, 0, str(10**40 + 1)),
    ],
)
def test_a_number_is_rounded_half_away_from_zero(value: Number, digits: int, printed: str) -> None:
    assert str(rounded(value, digits)) == printed


@pytest.mark.parametrize(
    ("value", "digits", "printed"),
    [(Fraction(132, 501) * 100, 2, "26.34"), (-1.99, 1, "-1.9"), (-0.01, 1, "0.0"), (7, 1, "7.0")],
)
def test_a_truncated_number_is_cut(value: Number, digits: int, printed: str) -> None:
    assert str(truncated(value, digits)) == printed


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=5), st.integers(0, 4))
def test_rounding_agrees_with_the_decimal_standard(value: Decimal, digits: int) -> None:
    assert rounded(value, digits) == value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_not_printed(value: float) -> None:
    with pytest.raises(ValueError, match=r"nan|inf"):
        exactly(value)


def test_german_numbers_have_thousands_points_decimal_commas_and_a_true_minus() -> None:
    assert german(386948.38, 2) == "386.948,38"
    assert german(9794) == "9.794"
    assert german(9794, grouping=False) == "9794"
    assert german(-1234.5, 1) == "−1.234,5"


def test_english_numbers_are_the_mirror_image() -> None:
    assert german(386948.38, 2, lang="en") == "386,948.38"
    assert german(-1234.5, 1, lang="en") == "−1,234.5"


def test_percentages_are_shares_times_a_hundred() -> None:
    assert percent(Fraction(132, 501), 2) == "26,35\u00a0%"
    assert percent(0.125) == "13\u00a0%"
    assert percent(Fraction(132, 501), 1, lang="en") == "26.3%"


def test_days_are_written_as_the_language_does() -> None:
    day = datetime.date(2019, 11, 4)
    assert german_date(day) == "04.11.2019"
    assert german_date(day, long=True) == "4.\u00a0November 2019"
    assert german_date(day, lang="en") == "2019-11-04"
    assert german_date(day, long=True, lang="en") == "4\u00a0November 2019"
