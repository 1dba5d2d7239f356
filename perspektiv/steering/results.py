"""What the page of one questionnaire shows, counted once for each frozen moment, centre and period."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from perspektiv.indicators import CATALOGUE, Figure, Period, figures
from perspektiv.indicators.interval import Span
from perspektiv.indicators.series.answers import MOMENTS
from perspektiv.indicators.series.changes import ScaleChanges, reliable_changes
from perspektiv.indicators.series.voices import Mean, Measured, bounds, measured, response_rate
from perspektiv.package import Package, open_package
from perspektiv.steering.bases import Base, bases
from perspektiv.steering.questionnaires import Questionnaire, Wording, questionnaires, wording
from perspektiv.steering.stretches import FEWEST, Stretch, across, stretches, touched

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
class Course:
    """A stretch of quarters with the mean of its responses."""

    stretch: Stretch
    mean: Mean


@dataclass(frozen=True)
class AtMoment:
    """What was answered at one moment, in the stretches that the period touches."""

    measured: Measured
    period: Period
    course: Sequence[Course]
    base: Base | None  # missing where nobody knows who was asked

    @property
    def rate(self) -> tuple[float, Span | None] | None:
        """Share of those asked who answered, and its interval."""
        return None if self.base is None else response_rate(self.measured.responses, self.base.n)

    @property
    def bounds(self) -> Span | None:
        """The mean of responses as if all who did not answer had answered worst, or best."""
        return None if self.base is None else bounds(self.measured.whole, self.base.n, 0, 1)


@dataclass(frozen=True)
class Results:
    """One version in one period. ``counted`` are the days of its figures and changes; None where nothing can be told.

    ``by_segment`` is over all stretches, whatever the period: two periods would tell what lies between them.
    """

    questionnaire: Questionnaire
    wording: Wording
    counted: Period | None
    figures: Sequence[Figure]
    by_segment: Mapping[str, Sequence[Figure]]
    moments: Sequence[AtMoment]
    changes: Sequence[ScaleChanges]
    segments: Mapping[str, str]  # their names


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
        found = stretches(package, questionnaire.id, centre)
        told = {at: some for at in MOMENTS if (some := touched(found.get(at, ()), period))}
        last = next((at for at in ("after", "single", "before") if at in told), None)
        counted = across(told[last]) if last else None
        names = OF_PURPOSE[questionnaire.purpose]
        return Results(
            questionnaire=questionnaire,
            wording=wording(package, questionnaire.id),
            counted=counted,
            figures=list(_figures(package, counted, names, centre)) if counted else [],
            by_segment=_by_segment(package, across(found[last]), questionnaire.purpose, centre) if last else {},
            moments=[_at(package, questionnaire, centre, at, some) for at, some in told.items()],
            changes=reliable_changes(package, questionnaire.id, counted, centre=centre) if counted else [],
            segments=dict(package.connection.execute("SELECT segment_id, name FROM segments").fetchall()),
        )


def _at(package: Package, questionnaire: Questionnaire, centre: str, moment: str, found: Sequence[Stretch]) -> AtMoment:
    def within(period: Period) -> Measured:
        every = measured(package, questionnaire.id, period, centre=centre)
        return next(each for each in every if each.moment == moment)

    period = across(found)
    whole = within(period)
    of_quarter = {quarter.quarter: quarter.whole for quarter in whole.quarters}
    course = [Course(each, of_quarter.get(str(each)) or within(each.period).whole) for each in found]
    return AtMoment(whole, period, course, bases(package, questionnaire, period, centre).get(moment))


def _figures(package: Package, period: Period, names: Sequence[str], centre: str) -> Iterator[Figure]:
    if names:
        made = figures(package, period, breakdowns=[("centre",)], names=names, without_value=True).figures
        yield from (figure for figure in made if figure.by.get("centre") == centre)


def _by_segment(package: Package, period: Period, purpose: str, centre: str) -> Mapping[str, Sequence[Figure]]:
    """Each figure by the segments with responses, where it can be had so: anonymous responses belong to none.

    Withheld are segments with fewer than five persons, and more until five are behind what is withheld.
    """
    can = [name for name in OF_PURPOSE[purpose] if "segment" in CATALOGUE[name].dimensions]
    if not can:
        return {}
    asked = [purpose, centre, period.from_, period.to]
    persons: dict[str, int] = dict(package.connection.execute(PERSONS_BY_SEGMENT, asked).fetchall())
    shown = sorted((n, segment) for segment, n in persons.items() if n >= FEWEST)
    withheld = sum(n for n in persons.values() if n < FEWEST)
    while shown and 0 < withheld < FEWEST:
        withheld += shown.pop(0)[0]
    open_ones = {segment for _, segment in shown}
    made = figures(package, period, breakdowns=[("centre", "segment")], names=can, without_value=True).figures
    told = [row for row in made if row.by.get("centre") == centre and row.by.get("segment") in persons]
    kept = [row if row.by["segment"] in open_ones else row.hidden() for row in told]
    return {name: [row for row in kept if row.indicator == name] for name in can}


PERSONS_BY_SEGMENT = """
SELECT p.segment_id, count(DISTINCT p.person_id)
FROM responses r JOIN instruments i ON i.instrument_id = r.instrument_id
JOIN participations p ON p.participation_id = r.participation_id
WHERE i.purpose = ? AND r.centre_id = ? AND r.submitted_on BETWEEN ? AND ?
GROUP BY ALL
"""
