"""Whether two scores of one person differ by more than the scale's own error."""

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

RELIABLE = 1.96
"""Standard errors beyond which a change is taken as real (5 % of unchanged people go beyond)."""


class ErrorVariant(StrEnum):
    """Which standard error a change is held against; it is kept with the result, since verdicts differ by it."""

    DIFFERENCE = "difference"
    """Of the difference of two measurements, √2 · sd · √(1 − r) (Jacobson & Truax 1991)."""
    PREDICTION = "prediction"
    """Of the second score as foretold from the first, sd · √(1 − r²) (McSweeny et al. 1993): high scores fall and low
    ones rise by themselves."""


class Verdict(StrEnum):
    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    WORSENED = "worsened"


@dataclass(frozen=True)
class Norm:
    """What is known of the scale: the spread of scores, its reliability, and the mean, which prediction needs.

    Raises ValueError for a spread that is not positive, a reliability outside [0, 1) or a mean that is missing.
    """

    spread: float
    reliability: float
    variant: ErrorVariant = ErrorVariant.DIFFERENCE
    mean: float | None = None
    more_is_better: bool = True

    def __post_init__(self) -> None:
        if self.spread <= 0 or not 0 <= self.reliability < 1:
            raise ValueError("the spread must be above 0, the reliability from 0 to below 1")
        if self.variant is ErrorVariant.PREDICTION and self.mean is None:
            raise ValueError("a change held against a prediction needs the mean of the scale")

    @property
    def error(self) -> float:
        if self.variant is ErrorVariant.DIFFERENCE:
            return sqrt(2) * self.spread * sqrt(1 - self.reliability)
        return self.spread * sqrt(1 - self.reliability**2)


@dataclass(frozen=True)
class Change:
    """``index`` is the change in standard errors (reliable change index), positive where the score rose."""

    index: float
    verdict: Verdict
    variant: ErrorVariant


def reliable_change(before: float, after: float, norm: Norm) -> Change:
    """How a person's second score compares with the first."""
    expected = before
    if norm.variant is ErrorVariant.PREDICTION and norm.mean is not None:
        expected = norm.mean + norm.reliability * (before - norm.mean)
    index = (after - expected) / norm.error
    better = index if norm.more_is_better else -index
    verdict = Verdict.IMPROVED if better > RELIABLE else Verdict.WORSENED if better < -RELIABLE else Verdict.UNCHANGED
    return Change(index, verdict, norm.variant)
