"""Alpha and omega: by hand, by exact factors, beside other programs, and at their limits."""

import numpy as np
import pandas as pd
import pingouin
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.multivariate.factor import Factor

from perspektiv.scales.reliability import alpha, alpha_interval, omega, omega_of

BY_HAND = np.array([[1, 2, 3], [2, 3, 4], [3, 3, 5], [4, 5, 5]], dtype=float)
"""Variances 5/3, 19/12, 11/12; of the sums 6, 9, 11, 14: 34/3. So alpha is 3/2 · (1 − (25/6) / (34/3)) = 129/136."""


def test_alpha_by_hand() -> None:
    assert alpha(BY_HAND) == pytest.approx(129 / 136)


def test_who_left_an_item_out_is_left_out() -> None:
    assert alpha(np.vstack([BY_HAND, [5, np.nan, 1]])) == alpha(BY_HAND)


def test_alphas_interval_holds_it_and_narrows_with_more_people() -> None:
    low, high = alpha_interval(BY_HAND) or (0, 0)
    assert low < 129 / 136 < high
    more = alpha_interval(np.tile(BY_HAND, (20, 1))) or (0, 0)
    assert more[1] - more[0] < (high - low) / 4


@pytest.mark.parametrize("loadings", [(0.9, 0.8, 0.7), (0.5, 0.5, 0.5, 0.5), (0.3, 0.6, 0.8, 0.4, 0.7)])
@pytest.mark.parametrize("spreads", [(1, 1, 1, 1, 1), (2, 0.5, 1, 3, 1.5)])
def test_omega_of_an_exact_factor_is_its_share(loadings: tuple[float, ...], spreads: tuple[float, ...]) -> None:
    spread = np.array(spreads[: len(loadings)])
    common = np.array(loadings) * spread
    own = spread**2 - common**2
    covariance = np.outer(common, common) + np.diag(own)
    assert omega_of(covariance) == pytest.approx(common.sum() ** 2 / covariance.sum(), abs=1e-6)


@given(st.integers(3, 8), st.floats(0.2, 0.9))
def test_where_all_items_are_alike_omega_is_alpha(items: int, loading: float) -> None:
    covariance = np.full((items, items), loading**2)
    np.fill_diagonal(covariance, 1)
    standardised = items * loading**2 / (1 + (items - 1) * loading**2)
    assert omega_of(covariance) == pytest.approx(standardised, abs=1e-6)


def test_omega_of_answers() -> None:
    rng = np.random.default_rng(5)
    factor = rng.normal(size=(4000, 1))
    answers = 0.7 * factor + np.sqrt(1 - 0.49) * rng.normal(size=(4000, 4))
    assert omega(answers) == pytest.approx(4 * 0.49 / (1 + 3 * 0.49), abs=0.02)


@pytest.mark.parametrize(
    "answers",
    [
        np.empty((0, 3)),
        np.array([[1.0, 2.0, 3.0]]),
        np.array([[1.0], [2.0]]),
        np.array([[1.0, 3.0], [2.0, 2.0], [3.0, 1.0]]),  # all sums are 4
    ],
)
def test_too_little_to_say_something_is_none(answers: np.ndarray) -> None:
    assert alpha(answers) is None
    assert alpha_interval(answers) is None
    assert omega(answers) is None


def test_an_item_that_never_varies_has_no_omega() -> None:
    assert omega(np.column_stack([BY_HAND[:, :2], [3, 3, 3, 3]]).repeat(2, axis=0)) is None


def test_what_one_factor_cannot_explain_has_no_omega() -> None:
    beyond = np.array([[1, 0.9, 0.9], [0.9, 1, 0.2], [0.9, 0.2, 1]])  # would load 2.01 on the first
    assert omega_of(beyond) is None
    apart = np.array([[1, -0.5, -0.5], [-0.5, 1, -0.5], [-0.5, -0.5, 1]])
    assert omega_of(apart) is None


def made_up(persons: int, items: int, seed: int) -> np.ndarray:
    """Answers from 1 to 5 that one factor explains in part, by items of different strength and spread."""
    rng = np.random.default_rng(seed)
    strength = np.linspace(0.4, 0.9, items)
    felt = rng.normal(size=(persons, 1)) * strength + rng.normal(size=(persons, items)) * np.sqrt(1 - strength**2)
    return np.clip(np.round(3 + felt * np.linspace(0.8, 1.5, items)), 1, 5)


@pytest.mark.parametrize(("persons", "items", "seed"), [(12, 2, 1), (25, 3, 2), (80, 5, 3), (500, 8, 4)])
def test_alpha_and_its_interval_are_those_of_another_program(persons: int, items: int, seed: int) -> None:
    """Pingouin's. Its interval is rounded, and counts those whom it left out: so it is compared without any."""
    answers = made_up(persons, items, seed)
    columns = [f"i{n}" for n in range(items)]
    estimate, rounded = pingouin.cronbach_alpha(data=pd.DataFrame(answers, columns=columns))
    assert alpha(answers) == pytest.approx(estimate, abs=1e-12)
    assert alpha_interval(answers) == pytest.approx(tuple(rounded), abs=5.1e-4)
    answers[::7, 0] = np.nan
    estimate, _ = pingouin.cronbach_alpha(data=pd.DataFrame(answers, columns=columns), nan_policy="listwise")
    assert alpha(answers) == pytest.approx(estimate, abs=1e-12)


@pytest.mark.parametrize(("persons", "items", "seed"), [(60, 3, 11), (80, 5, 12), (500, 8, 13)])
def test_omega_rests_on_the_loadings_of_another_program(persons: int, items: int, seed: int) -> None:
    """Statsmodels', by iterated principal axes."""
    answers = made_up(persons, items, seed)
    found = Factor(answers, n_factor=1, method="pa", smc=True).fit(maxiter=5000, tol=1e-12)
    spread = answers.std(axis=0, ddof=1)
    loadings = np.abs(found.loadings[:, 0])
    common, own = (loadings * spread).sum() ** 2, ((1 - loadings**2) * spread**2).sum()
    assert omega(answers) == pytest.approx(common / (common + own), abs=1e-6)
