"""How well the items of a scale measure one thing together: Cronbach's alpha and McDonald's omega."""

import numpy as np
from numpy.typing import NDArray
from scipy.stats import f

Answers = NDArray[np.float64]
"""Persons × items, each in the direction of the scale; a missing answer is NaN."""

ROUNDS = 5000
CLOSE = 1e-10


def alpha(answers: Answers) -> float | None:
    """Cronbach's alpha (1951) over the persons who answered every item; negative where items contradict each other.

    None with fewer than two items or persons, or where all persons have the same sum.
    """
    complete = _complete(answers)
    persons, items = complete.shape
    if persons < 2 or items < 2:
        return None
    whole = complete.sum(axis=1).var(ddof=1)
    if not whole:
        return None
    return float(items / (items - 1) * (1 - complete.var(axis=0, ddof=1).sum() / whole))


def alpha_interval(answers: Answers) -> tuple[float, float] | None:
    """The 95 % interval of alpha after Feldt (1965), by the F distribution."""
    estimate = alpha(answers)
    if estimate is None:
        return None
    persons, items = _complete(answers).shape
    free = persons - 1, (persons - 1) * (items - 1)
    return float(1 - (1 - estimate) * f.ppf(0.975, *free)), float(1 - (1 - estimate) * f.ppf(0.025, *free))


def omega(answers: Answers) -> float | None:
    """McDonald's omega total (1999) of one common factor: what the factor explains of the variance of the sum.

    None with fewer than three items (one factor is then not determined), where an item never varies, with too few
    persons, or where the answers do not go together as one factor can explain (a Heywood case).
    """
    complete = _complete(answers)
    persons, items = complete.shape
    if items < 3 or persons <= items or not complete.var(axis=0).all():
        return None
    return omega_of(np.cov(complete, rowvar=False))


def omega_of(covariance: Answers) -> float | None:
    """The same from the items' covariances (items × items)."""
    spread = np.sqrt(np.diag(covariance))
    loadings = _one_factor(covariance / np.outer(spread, spread))
    if loadings is None:
        return None
    common = (loadings * spread).sum() ** 2
    own = ((1 - loadings**2) * spread**2).sum()
    return float(common / (common + own))


def _complete(answers: Answers) -> Answers:
    return answers[~np.isnan(answers).any(axis=1)]


def _one_factor(correlations: Answers) -> Answers | None:
    """Loadings by iterated principal axes, which end where the residuals outside the diagonal are least squares."""
    communal = 1 - 1 / np.diag(np.linalg.pinv(correlations))
    for _ in range(ROUNDS):
        reduced = correlations.copy()
        np.fill_diagonal(reduced, communal)
        values, vectors = np.linalg.eigh(reduced)
        if values[-1] <= 0:
            return None
        loadings: Answers = vectors[:, -1] * np.sqrt(values[-1])
        if (loadings**2 > 1).any():
            return None
        moved = np.abs(loadings**2 - communal).max()
        communal = loadings**2
        if moved < CLOSE:
            return loadings if loadings.sum() >= 0 else -loadings
    return None
