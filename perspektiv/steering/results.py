"""What the page of one questionnaire shows, counted once for each frozen moment, centre and period."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from perspektiv.indicators import CATALOGUE, Figure, Period, figures
from perspektiv.indicators.interval import Span
from perspektiv.indicators.series.changes import ScaleChanges, reliable_changes
from perspektiv.indicators.series.voices import Mean, Measured, bounds, measured, response_rate
from perspektiv.package import Package, open_package
from perspektiv.steering.questionnaires import Questionnaire, Wording, questionnaires, wording

OF_PURPOSE: Mapping[str, tuple[str, ...]] = {
    "improvement": ("improvement_rate", "improvement_or_stable_rate"),
    "quality": ("counselling_quality_rate",),
    "satisfaction": ("satisfaction_mean", "satisfaction_response_rate"),
    "session": ("session_alliance_below_threshold_rate",),
    "self_evaluation": ("reliable_improvement_rate",),
    "employer": (),
}
"""The figures of the catalogue in which a questionnaire counts, with all others of its purpose."""
ASKED_AT_THE_END = ("improvement", "quality", "satisfaction")
"""Purposes whose base is known: participations ended regularly in segments that are surveyed."""
BASE_OF = "satisfaction_response_rate"
KEPT = 64
"""Pages whose numbers a process keeps; a frozen moment never changes."""


@dataclass(frozen=True)
class Results:
    """One version in one period. ``asked`` is how many could have answered; None where that is not known."""

    questionnaire: Questionnaire
    wording: Wording
    figures: Sequence[Figure]
    by_segment: Mapping[str, Sequence[Figure]]
    measured: Sequence[Measured]
    changes: Sequence[ScaleChanges]
    asked: int | None
    segments: Mapping[str, str]  # their names

    def rate(self, of: Measured) -> tuple[float, Span | None] | None:
        """Share of those asked who answered, and its interval."""
        return None if self.asked is None else response_rate(of.responses, self.asked)

    def bounds(self, mean: Mean) -> Span | None:
        """The mean of responses as if all who did not answer had answered worst, or best."""
        return None if self.asked is None else bounds(mean, self.asked, 0, 1)


@lru_cache(maxsize=KEPT)
def listed(moment: Path, centre: str) -> tuple[Sequence[tuple[Questionnaire, Wording]], date]:
    """The questionnaires that somebody of the centre answered; and the day up to which the moment knows."""
    with open_package(moment) as package:
        found = [(each, wording(package, each.id)) for each in questionnaires(package, centre)]
        return found, package.data_as_of


@lru_cache(maxsize=KEPT)
def results(moment: Path, centre: str, questionnaire: Questionnaire, period: Period) -> Results:
    """What the centre's participants answered to one version, and what becomes of it in the figures."""
    with open_package(moment) as package:
        return Results(
            questionnaire=questionnaire,
            wording=wording(package, questionnaire.id),
            figures=list(_figures(package, period, OF_PURPOSE[questionnaire.purpose], centre)),
            by_segment=_by_segment(package, period, OF_PURPOSE[questionnaire.purpose], centre),
            measured=measured(package, questionnaire.id, period, centre=centre),
            changes=reliable_changes(package, questionnaire.id, period, centre=centre),
            asked=_asked(package, period, centre) if questionnaire.purpose in ASKED_AT_THE_END else None,
            segments=dict(package.connection.execute("SELECT segment_id, name FROM segments").fetchall()),
        )


def _figures(package: Package, period: Period, names: Sequence[str], centre: str) -> Iterator[Figure]:
    if names:
        made = figures(package, period, breakdowns=[("centre",)], names=names, without_value=True).figures
        yield from (figure for figure in made if figure.by.get("centre") == centre)


def _by_segment(package: Package, period: Period, names: Sequence[str], centre: str) -> Mapping[str, Sequence[Figure]]:
    """Each figure by the segments with responses, where it can be had so: anonymous responses belong to none."""
    can = [name for name in names if "segment" in CATALOGUE[name].dimensions]
    if not can:
        return {}
    made = figures(package, period, breakdowns=[("centre", "segment")], names=can, without_value=True).figures
    told = [row for row in made if row.by.get("centre") == centre and (row.denominator or row.withheld)]
    return {name: [row for row in told if row.indicator == name] for name in can}


def _asked(package: Package, period: Period, centre: str) -> int:
    of_centre = _figures(package, period, (BASE_OF,), centre)
    return next((int(figure.denominator or 0) for figure in of_centre), 0)
