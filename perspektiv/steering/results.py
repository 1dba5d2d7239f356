"""What the page of one questionnaire shows, counted once for each frozen moment, centre and period."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from perspektiv.indicators import CATALOGUE, Figure, Period, figures
from perspektiv.indicators.interval import Span
from perspektiv.indicators.series.changes import ScaleChanges, reliable_changes
from perspektiv.indicators.series.voices import Measured, bounds, measured, response_rate
from perspektiv.package import Package, open_package
from perspektiv.steering.bases import Base, bases
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
KEPT = 64
"""Pages whose numbers a process keeps; a frozen moment never changes."""


@dataclass(frozen=True)
class Results:
    """One version in one period. ``bases`` are by moment; one is missing where nobody knows who was asked."""

    questionnaire: Questionnaire
    wording: Wording
    figures: Sequence[Figure]
    by_segment: Mapping[str, Sequence[Figure]]
    measured: Sequence[Measured]
    changes: Sequence[ScaleChanges]
    bases: Mapping[str, Base]
    segments: Mapping[str, str]  # their names

    def rate(self, of: Measured) -> tuple[float, Span | None] | None:
        """Share of those asked who answered, and its interval."""
        base = self.bases.get(of.moment)
        return None if base is None else response_rate(of.responses, base.n)

    def bounds(self, of: Measured) -> Span | None:
        """The mean of responses as if all who did not answer had answered worst, or best."""
        base = self.bases.get(of.moment)
        return None if base is None else bounds(of.whole, base.n, 0, 1)


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
            bases=bases(package, questionnaire, period, centre),
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
