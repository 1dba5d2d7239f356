"""95 % intervals: Wilson's against scipy, clustered ones against the formula, person by person."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from perspektiv.indicators.interval import Z_EXACT, clustered, cut, wilson


@given(st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_is_scipys(counts: tuple[int, int]) -> None:
    low, high = wilson(*counts) or (0.0, 0.0)
    known = binomtest(*counts).proportion_ci(method="wilson")
    assert (low, high) == pytest.approx((known.low, known.high), abs=1e-9)


def test_wilson_at_the_ends_does_not_leave_the_share() -> None:
    z2 = Z_EXACT**2
    assert wilson(0, 10) == pytest.approx((0, z2 / (10 + z2)))
    assert wilson(10, 10) == pytest.approx((10 / (10 + z2), 1))
    assert all(0 <= end <= 1 for n in range(1, 200) for k in (0, n) for end in wilson(k, n) or ())


@pytest.mark.parametrize(("numerator", "denominator"), [(0, 0), (5, 4)])
def test_without_a_base_or_above_one_there_is_no_interval(numerator: int, denominator: int) -> None:
    assert wilson(numerator, denominator) is None


@given(st.lists(st.integers(1, 20).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d))), min_size=2))
def test_clustered_is_the_formula_summed_person_by_person(persons: list[tuple[int, int]]) -> None:
    n, m, d = len(persons), sum(m for m, _ in persons), sum(d for _, d in persons)
    squares = sum((mi - m / d * di) ** 2 for mi, di in persons)
    half = 1.96 * sqrt(n / (n - 1) * squares) / d
    span = clustered(
        m,
        d,
        n,
        sum(mi * mi for mi, _ in persons),
        sum(mi * di for mi, di in persons),
        sum(di * di for _, di in persons),
    )
    assert span == pytest.approx((m / d - half, m / d + half), abs=1e-6)


@pytest.mark.parametrize(("d", "persons"), [(3, 1), (0, 2), (0, 0)])
def test_one_person_tells_nothing_of_how_persons_differ(d: int, persons: int) -> None:
    assert clustered(1, d, persons, 1, d, d * d) is None


def test_an_interval_of_a_share_is_cut_to_what_a_share_can_be() -> None:
    assert cut((-0.2, 1.3)) == (0.0, 1.0)
    assert cut((0.1, 0.4)) == (0.1, 0.4)
    assert cut(None) is None
