"""Out of how many somebody answered: the base of a response rate, for each measurement of a questionnaire."""

from collections.abc import Mapping
from dataclasses import dataclass

from perspektiv.indicators import Period, figures
from perspektiv.indicators.series.answers import MOMENTS
from perspektiv.indicators.series.voices import asked
from perspektiv.package import Package
from perspektiv.steering.questionnaires import Questionnaire

ASKED_AT_THE_END = ("improvement", "quality", "satisfaction")
"""Purposes by which everybody is asked whose participation ends regularly in a segment that is surveyed."""
AT_THE_END = "satisfaction_response_rate"
"""The figure whose base those participations are."""


@dataclass(frozen=True)
class Base:
    """``n`` invitations; or, where those are not known, participations that ended regularly."""

    n: int
    invited: bool


def bases(package: Package, questionnaire: Questionnaire, period: Period, centre: str) -> Mapping[str, Base]:
    """By moment; one of which nothing is known is missing. Anonymous responses have no invitations."""
    found: dict[str, Base] = {}
    if questionnaire.purpose in ASKED_AT_THE_END:
        found = dict.fromkeys(MOMENTS, Base(_ended(package, period, centre), invited=False))
    if questionnaire.anonymous:
        return found
    invited = asked(package, questionnaire.id, period, centre) or {}
    return found | {moment: Base(n, invited=True) for moment, n in invited.items()}


def _ended(package: Package, period: Period, centre: str) -> int:
    told = figures(package, period, breakdowns=[("centre",)], names=(AT_THE_END,), without_value=True).figures
    return next((int(figure.denominator or 0) for figure in told if figure.by.get("centre") == centre), 0)
