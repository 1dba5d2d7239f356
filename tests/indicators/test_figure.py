"""A figure keeps its value exact, hides all of it when withheld, and is written as the contract says."""

from decimal import Decimal
from fractions import Fraction

from perspektiv.indicators import Figure

RATE = Figure("no_show_rate", {"segment": "intake"}, 132, 501, 132 / 501, "share", low=0.2, high=0.3, interval="wilson")


def test_a_ratio_is_exact() -> None:
    assert RATE.exact == Fraction(132, 501)


def test_a_count_and_a_mean_are_their_value() -> None:
    assert Figure("endings", {}, 7, None, 7, "count").exact == 7
    assert Figure("satisfaction_mean", {}, None, 8, 0.5, "share").exact == Fraction(1, 2)


def test_an_absent_value_is_not_zero() -> None:
    assert Figure("no_show_rate", {}, 0, 0, None, "share").exact is None


def test_money_is_exact_to_the_cent() -> None:
    assert Figure("spending_eur", {}, Decimal("0.30"), None, Decimal("0.30"), "eur").exact == Fraction(3, 10)


def test_a_hidden_figure_keeps_its_place_and_none_of_its_numbers() -> None:
    hidden = RATE.hidden()
    assert (hidden.indicator, hidden.by, hidden.unit, hidden.withheld) == (RATE.indicator, RATE.by, RATE.unit, True)
    numbers = ("numerator", "denominator", "value", "low", "high", "bound_low", "bound_high", "open_windows")
    assert all(getattr(hidden, name) is None for name in numbers)


def test_json_has_every_field_in_plain_numbers() -> None:
    written = Figure("spending_eur", {"year": "2015"}, Decimal("0.10"), None, Decimal("0.10"), "eur").as_json()
    assert set(written) == set(Figure.__slots__)
    assert (written["by"], written["value"], written["denominator"]) == ({"year": "2015"}, 0.1, None)
    assert isinstance(written["value"], float)
