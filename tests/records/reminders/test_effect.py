"""The difference between the arms, its interval, and the number still needed, against numbers reckoned elsewhere."""

from math import sqrt

import pytest

from perspektiv.records.reminders.effect import Effect, OfPerson, needed


def effect(*persons: tuple[int, int, int, int], share: float = 0.5) -> Effect:
    return Effect([OfPerson(*one) for one in persons], usual_rate=0.2, share_without=share)


def test_rates_and_difference_count_appointments() -> None:
    found = effect((4, 1, 0, 0), (0, 0, 4, 2), (1, 0, 1, 0))
    assert (found.reminded.rate, found.without.rate) == (1 / 5, 2 / 5)
    assert found.difference == pytest.approx(-0.2) and found.due == 10


def test_the_interval_is_clustered_by_person_who_may_stand_in_both_arms() -> None:
    """By hand: rates 1/4 and 2/4.

    Anna 2 due, 1 missed; 2 due without, 2 missed: (1 − 0.5)/4 − (2 − 1)/4 = −0.125. Ben 2, 0; 2, 0: (0 − 0.5)/4 −
    (0 − 1)/4 = 0.125. Squares 0.03125, times 2/1: 0.0625, root 0.25, times 1.96: 0.49.
    """
    found = effect((2, 1, 2, 2), (2, 0, 2, 0), (0, 0, 0, 0))
    assert found.difference == -0.25
    assert found.interval == pytest.approx((-0.74, 0.24))
    assert not found.points_somewhere and not found.decided


def test_where_everybody_has_one_appointment_the_interval_is_that_of_two_independent_rates() -> None:
    """30 of 200 against 50 of 200; the persons are so many that n/(n−1) hardly counts."""
    persons = [(1, 1, 0, 0)] * 30 + [(1, 0, 0, 0)] * 170 + [(0, 0, 1, 1)] * 50 + [(0, 0, 1, 0)] * 150
    found = effect(*persons)
    half = 1.96 * sqrt(0.15 * 0.85 / 200 + 0.25 * 0.75 / 200)
    assert found.interval == pytest.approx((-0.1 - half, -0.1 + half), abs=2e-4)
    assert found.points_somewhere and not found.decided, "fewer appointments than were planned for"
    assert found.design_effect == pytest.approx(400 / 399)


def test_it_is_decided_when_the_planned_number_is_reached_and_the_interval_leaves_0_out() -> None:
    persons = [(10, 1, 0, 0), (0, 0, 10, 3), (10, 2, 0, 0), (0, 0, 10, 2)] * 60
    found = effect(*persons)
    assert found.still_needed == 0 and found.decided


def test_persons_who_are_alike_make_more_appointments_needed() -> None:
    always_or_never = [(10, 10, 0, 0), (10, 0, 0, 0), (0, 0, 10, 10), (0, 0, 10, 0)] * 10
    single = [(1, 1, 0, 0), (1, 0, 0, 0), (0, 0, 1, 1), (0, 0, 1, 0)] * 100
    assert effect(*always_or_never).design_effect == pytest.approx(10, rel=0.05)
    assert effect(*always_or_never).needed > 9 * effect(*single).needed


def test_nothing_is_said_where_nothing_is_known() -> None:
    for found in (effect(), effect((3, 1, 0, 0)), effect((1, 1, 1, 0))):
        assert found.interval is None and not found.decided and found.design_effect == 1
    assert effect().difference is None and effect().still_needed == effect().needed == 2159


def test_nobody_missed_is_no_division_by_zero() -> None:
    found = effect(*[(1, 0, 1, 0)] * 30)
    assert found.difference == 0 and found.interval == (0, 0) and not found.decided
    assert found.needed == 2159, "reckoned with the usual rate"


@pytest.mark.parametrize(
    ("without", "reminded", "share", "together"),
    [  # statsmodels 0.14: samplesize_proportions_2indep_onetail(diff, prop2, power=0.8, ratio, alpha=0.05)
        (0.2, 0.154, 0.5, 2158.99),
        (0.2, 0.154, 0.25, 2816.66),
        (0.2, 0.154, 0.1, 5783.58),
        (0.25, 0.1925, 0.5, 1633.75),
        (0.1, 0.077, 0.3, 5586.26),
        (0.5, 0.75, 0.5, 115.35),
    ],
)
def test_the_number_needed_is_that_of_statsmodels(
    without: float, reminded: float, share: float, together: float
) -> None:
    assert needed(without, reminded, share) == pytest.approx(together, abs=0.01)


def test_no_number_shows_no_difference() -> None:
    with pytest.raises(ValueError, match="none"):
        needed(0.2, 0.2, 0.5)
