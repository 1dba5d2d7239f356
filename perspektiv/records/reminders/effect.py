"""What reminders do, from the experiment: no-show rates by what the lot drew, and how sure their difference is.

Pure: from counts a person and arm to rates, an interval, and the number of appointments that are still needed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import ceil, sqrt

Z = 1.96
"""The normal quantile of 97.5 %, as figures.md rounds it."""
Z_EXACT = 1.959963984540054
Z_POWER = 0.8416212335729143
"""The normal quantiles of 97.5 % and 80 %."""
RELATIVE_RISK = 0.77
"""What reminders can be hoped to do: about a quarter fewer misses (Cochrane review of text message reminders)."""
FEWEST_PERSONS = 20
"""With fewer, how alike the appointments of one person are cannot be told."""


@dataclass(frozen=True, slots=True)
class OfPerson:
    """The due appointments of one person, and those missed of them, with a reminder by lot and without."""

    due: int
    missed: int
    due_without: int
    missed_without: int


@dataclass(frozen=True)
class Arm:
    due: int
    missed: int

    @property
    def rate(self) -> float | None:
        return self.missed / self.due if self.due else None


class Effect:
    """Of being assigned a reminder, whether it then went out or not: nobody is moved to the other arm afterwards.

    ``usual_rate``: the no-show rate to reckon with while nothing is known; ``share_without``: of the lot, above 0.
    """

    def __init__(self, persons: Iterable[OfPerson], *, usual_rate: float, share_without: float) -> None:
        self.usual_rate, self.share_without = usual_rate, share_without
        self.persons = [one for one in persons if one.due or one.due_without]
        self.reminded = Arm(sum(one.due for one in self.persons), sum(one.missed for one in self.persons))
        self.without = Arm(
            sum(one.due_without for one in self.persons), sum(one.missed_without for one in self.persons)
        )

    @property
    def due(self) -> int:
        return self.reminded.due + self.without.due

    @property
    def difference(self) -> float | None:
        """No-show rate with a reminder minus the one without: below 0, reminders help."""
        if self.reminded.rate is None or self.without.rate is None:
            return None
        return self.reminded.rate - self.without.rate

    @cached_property
    def interval(self) -> tuple[float, float] | None:
        """95 %, clustered by person, who may stand in both arms: ±1.96·√(n/(n−1)·Σuᵢ²).

        uᵢ = (mᵢ − r·dᵢ)/Σd with a reminder, minus the same without: figures.md's interval of a rate, for a difference.
        """
        if self.difference is None or len(self.persons) < 2:
            return None
        half = Z * sqrt(self._variance)
        return max(-1.0, self.difference - half), min(1.0, self.difference + half)

    @property
    def decided(self) -> bool:
        """Whether the interval leaves 0 out and as many appointments were counted as were planned for."""
        return self.points_somewhere and self.still_needed == 0

    @property
    def points_somewhere(self) -> bool:
        return self.interval is not None and not self.interval[0] <= 0 <= self.interval[1]

    @property
    def design_effect(self) -> float:
        """How many times more appointments are needed since those of one person are alike; at least 1."""
        p, q = self.reminded, self.without
        if len(self.persons) < FEWEST_PERSONS or p.rate is None or q.rate is None:
            return 1.0
        independent = p.rate * (1 - p.rate) / p.due + q.rate * (1 - q.rate) / q.due
        return max(1.0, self._variance / independent) if independent else 1.0

    @property
    def needed(self) -> int:
        """Due appointments of both arms together, at the rate without reminder known so far, else the usual one."""
        rate = self.without.rate or self.usual_rate
        return ceil(needed(rate, RELATIVE_RISK * rate, self.share_without) * self.design_effect)

    @property
    def still_needed(self) -> int:
        return max(0, self.needed - self.due)

    @property
    def _variance(self) -> float:
        n = len(self.persons)
        r, q = self.reminded.rate or 0.0, self.without.rate or 0.0
        parts = (
            (one.missed - r * one.due) / self.reminded.due
            - (one.missed_without - q * one.due_without) / self.without.due
            for one in self.persons
        )
        return n / (n - 1) * sum(part * part for part in parts)


def needed(without: float, reminded: float, share_without: float) -> float:
    """Independent appointments, both arms together, for a difference of two rates at 5 % (two-sided) and 80 % power.

    n = (z₀.₉₇₅·√(p̄(1−p̄)(1/a + 1/b)) + z₀.₈·√(p₁(1−p₁)/a + p₂(1−p₂)/b))² / (p₁ − p₂)², where a and b = 1 − a are the
    shares of the two arms and p̄ = a·p₁ + b·p₂. Fleiss, Levin, Paik: Statistical Methods for Rates and Proportions,
    3rd ed. 2003, section 4.4 (unequal sizes), without the correction for continuity. With halves it is the formula of
    R's ``power.prop.test``, times two.
    """
    if without == reminded:
        raise ValueError("no number of appointments shows a difference that is none")
    a, b = share_without, 1 - share_without
    mean = a * without + b * reminded
    null = Z_EXACT * sqrt(mean * (1 - mean) * (1 / a + 1 / b))
    alternative = Z_POWER * sqrt(without * (1 - without) / a + reminded * (1 - reminded) / b)
    return ((null + alternative) / (without - reminded)) ** 2
