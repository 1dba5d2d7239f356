"""What the page of one questionnaire shows, counted once for each frozen moment, centre and period."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
from perspektiv.steering.stretches import FEWEST, Stretch, across, segments_told, stretches, touched

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

    ``by_segment`` is over stretches from the first on, whatever the period: two periods would tell what lies between
    them. A figure of the purpose, or a change, is withheld where in one of the stretches it would tell of one to four
    persons: those who answered another version, or who answered both before and after.
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
        changes = _changes(package, questionnaire, centre, told[last]) if last else []
        figured = list(_figures(package, counted, OF_PURPOSE[questionnaire.purpose], centre)) if counted else []
        if last and _tells_of_few(package, questionnaire, centre, told[last], changes):
            figured = [figure.hidden() for figure in figured]
        return Results(
            questionnaire=questionnaire,
            wording=wording(package, questionnaire.id),
            counted=counted,
            figures=figured,
            by_segment=_by_segment(package, found[last], questionnaire.purpose, centre) if last else {},
            moments=[_at(package, questionnaire, centre, at, some) for at, some in told.items()],
            changes=changes,
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


def _changes(
    package: Package, questionnaire: Questionnaire, centre: str, found: Sequence[Stretch]
) -> Sequence[ScaleChanges]:
    """By scale; without counts where one of the stretches has one to four comparisons."""

    def within(period: Period) -> Sequence[ScaleChanges]:
        return reliable_changes(package, questionnaire.id, period, centre=centre)

    whole = within(across(found))
    if not whole:
        return []
    few = {each.scale for stretch in found for each in within(stretch.period) if 0 < each.comparisons < FEWEST}
    return [
        replace(each, comparisons=0, improved=0, unchanged=0, worsened=0) if each.scale in few else each
        for each in whole
    ]


def _tells_of_few(
    package: Package,
    questionnaire: Questionnaire,
    centre: str,
    found: Sequence[Stretch],
    changes: Sequence[ScaleChanges],
) -> bool:
    """Whether the figures of the purpose, beside what is told of this version, tell of one to four persons."""
    asked = [questionnaire.purpose, questionnaire.id, centre]
    days = [[each.period.from_, each.period.to] for each in found]
    others = [package.connection.execute(PERSONS_OF_OTHERS, [*asked, *each]).fetchall()[0][0] for each in days]
    return any(0 < persons < FEWEST for persons in others) or any(each.comparisons == 0 for each in changes)


def _by_segment(
    package: Package, found: Sequence[Stretch], purpose: str, centre: str
) -> Mapping[str, Sequence[Figure]]:
    """Each figure by the segments with responses, where it can be had so: anonymous responses belong to none, and of
    those who answered before and after there are too few in most."""
    can = [name for name in OF_PURPOSE[purpose] if "segment" in CATALOGUE[name].dimensions]
    if not can or purpose == "self_evaluation":
        return {}
    gained = [_persons_by_segment(package, purpose, centre, each.period) for each in found]
    upto, shown = segments_told(gained)
    if not upto:
        return {}
    period = across(found[:upto])
    made = figures(package, period, breakdowns=[("centre", "segment")], names=can, without_value=True).figures
    answered = set().union(*gained[:upto])
    told = [row for row in made if row.by.get("centre") == centre and row.by.get("segment") in answered]
    kept = [row if row.by["segment"] in shown else row.hidden() for row in told]
    return {name: [row for row in kept if row.indicator == name] for name in can}


def _persons_by_segment(package: Package, purpose: str, centre: str, period: Period) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for segment, person in package.connection.execute(
        BY_SEGMENT, [purpose, centre, period.from_, period.to]
    ).fetchall():
        found.setdefault(segment, set()).add(person)
    return found


BY_SEGMENT = """
SELECT DISTINCT p.segment_id, p.person_id
FROM responses r JOIN instruments i ON i.instrument_id = r.instrument_id
JOIN participations p ON p.participation_id = r.participation_id
WHERE i.purpose = ? AND r.centre_id = ? AND r.submitted_on BETWEEN ? AND ?
"""
PERSONS_OF_OTHERS = """
SELECT count(DISTINCT coalesce('person ' || p.person_id, 'response ' || r.response_id))
FROM responses r JOIN instruments i ON i.instrument_id = r.instrument_id
LEFT JOIN participations p ON p.participation_id = r.participation_id
WHERE i.purpose = ? AND i.instrument_id <> ? AND r.centre_id = ? AND r.submitted_on BETWEEN ? AND ?
"""
