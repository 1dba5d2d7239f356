"""What results pages show of one questionnaire: how answers are spread, means, trend, reliability. Internal only.

Measurements (once, before, looking back, after) are kept apart. Of an anonymous questionnaire whatever stands on one to
four responses is withheld, and with it what would give it away by subtraction (0008).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from perspektiv.indicators.building import FEWEST_RESPONSES
from perspektiv.indicators.interval import Span, wilson
from perspektiv.indicators.period import Period, Unit
from perspektiv.indicators.series.answers import MOMENTS, Answers, AskedItem, Numbers, read_answers
from perspektiv.package import Package
from perspektiv.scales.reliability import alpha, alpha_interval, omega

MOST_DEGREES = 21
"""Up to so many whole degrees, one that nobody chose is told, too."""


@dataclass(frozen=True)
class Mean:
    """A mean with its 95 % interval. ``n`` answers, scores or responses are behind it; None of all if withheld."""

    n: int | None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    withheld: bool = False


WITHHELD = Mean(None, withheld=True)


@dataclass(frozen=True)
class ItemAnswers:
    """How often each answer was given, as it was given; the mean is missing where answers have no order."""

    item: AskedItem
    counts: Mapping[float, int] | None
    mean: Mean


@dataclass(frozen=True)
class ScaleAnswers:
    """The scores of a scale, and how well its items go together, over the ``complete`` responses."""

    scale: str
    items: int
    score: Mean
    complete: int | None
    alpha: float | None
    alpha_interval: Span | None
    omega: float | None


@dataclass(frozen=True)
class QuarterAnswers:
    """A quarter: its responses with the mean of their own means, from 0 (worst) to 1 (best); the same by scale."""

    quarter: str
    partial: bool
    whole: Mean
    scales: Mapping[str, Mean]


@dataclass(frozen=True)
class Measured:
    """All that was answered at one moment. ``responses`` is None if withheld, and then the rest is, too."""

    moment: str
    responses: int | None
    whole: Mean
    items: Sequence[ItemAnswers]
    scales: Sequence[ScaleAnswers]
    quarters: Sequence[QuarterAnswers]


def measured(package: Package, instrument: str, period: Period, *, centre: str | None = None) -> Sequence[Measured]:
    """What was answered to one version of a questionnaire, for each moment at which somebody answered.

    KeyError for an unknown instrument. ``centre`` is the responses' own; all if None.
    """
    answers = read_answers(package, instrument, period, centre)
    scoring = _scoring(package, instrument)
    of_moments = ((moment, answers.of_moment(moment)) for moment in MOMENTS)
    return [_measured(moment, found, scoring, period) for moment, found in of_moments if len(found)]


def mean_of(values: Numbers, persons: NDArray[np.int64], lowest: float, highest: float) -> Mean:
    """The mean with Student's interval (1908), clustered by person, cut to what answers can be.

    The standard error is that of figures.md; with one value a person it is s/√n. Its quantile is Student's with the
    persons less one, since few persons make 1.96 too narrow (Cameron & Miller 2015, Journal of Human Resources 50(2)).
    None with one person, and where all answered alike: then nothing is known of how others would differ.
    """
    from scipy.stats import t

    there = ~np.isnan(values)
    values, persons = values[there], persons[there]
    if not len(values):
        return Mean(0)
    mean = float(values.mean())
    _, who = np.unique(persons, return_inverse=True)
    n = int(who.max()) + 1
    if n < 2 or np.ptp(values) == 0:
        return Mean(len(values), mean)
    off = np.bincount(who, weights=values - mean)
    half = float(t.ppf(0.975, n - 1) * np.sqrt(n / (n - 1) * (off**2).sum()) / len(values))
    return Mean(len(values), mean, max(lowest, mean - half), min(highest, mean + half))


def response_rate(responses: int | None, base: int) -> tuple[float, Span | None] | None:
    """Responses out of those asked, with Wilson's interval; None if withheld or nobody was asked.

    Above 1 the rate keeps its value and has no interval: an anonymous response may belong to another period.
    """
    return None if responses is None or base <= 0 else (responses / base, wilson(responses, base))


def asked(package: Package, instrument: str, period: Period, centre: str | None = None) -> Mapping[str, int] | None:
    """How many were asked by one version of a questionnaire, by moment: due in the period and not left out.

    None where that is not collected. A moment without anybody is missing.
    """
    if "invitations" in package.not_collected:
        return None
    told = package.connection.execute(ASKED, [instrument, period.from_, period.to, centre, centre]).fetchall()
    return dict(told)


def bounds(mean: Mean, base: int, lowest: float, highest: float) -> Span | None:
    """The mean as if all who were asked and did not answer had answered worst, or best."""
    if mean.value is None or mean.n is None or base < mean.n:
        return None
    told, silent = mean.n * mean.value, base - mean.n
    return (told + silent * lowest) / base, (told + silent * highest) / base


def few(answers: Answers, n: int) -> bool:
    """Whether a row on ``n`` responses is withheld."""
    return answers.anonymous and 0 < n < FEWEST_RESPONSES


ASKED = """
SELECT moment, count(*) FROM invitations
WHERE instrument_id = ? AND due_on BETWEEN ? AND ? AND (?::VARCHAR IS NULL OR centre_id = ?) AND outcome <> 'left_out'
GROUP BY moment ORDER BY moment
"""
Scoring = Mapping[str, tuple[str, int | None]]
"""Scale → mean or sum, and how many answers it needs."""


def _scoring(package: Package, instrument: str) -> Scoring:
    rows = package.connection.execute(
        "SELECT scale, scoring, needed FROM scales WHERE instrument_id = ?", [instrument]
    ).fetchall()
    return {scale: (scoring, needed) for scale, scoring, needed in rows}


def _measured(moment: str, answers: Answers, scoring: Scoring, period: Period) -> Measured:
    if few(answers, len(answers)):
        return Measured(moment, None, WITHHELD, [], [], [])
    scales = dict.fromkeys(item.scale for item in answers.items if item.scale is not None and item.in_order)
    items = {scale: [i for i in answers.items if i.scale == scale and i.in_order] for scale in scales}
    return Measured(
        moment,
        len(answers),
        _whole(answers),
        [_item(answers, place) for place in range(len(answers.items))],
        [_scale(answers, scale, of, scoring) for scale, of in items.items()],
        _quarters(answers, items, scoring, period),
    )


def _item(answers: Answers, place: int) -> ItemAnswers:
    item, values = answers.items[place], answers.values[:, place]
    given, counts = np.unique(values[~np.isnan(values)], return_counts=True)
    if few(answers, int(counts.sum())):
        return ItemAnswers(item, None, WITHHELD)
    degrees = item.highest - item.lowest
    whole = degrees.is_integer() and degrees < MOST_DEGREES
    every = range(int(degrees) + 1) if whole else ()
    spread = {item.lowest + degree: 0 for degree in every} | dict(zip(map(float, given), map(int, counts), strict=True))
    mean = mean_of(values, answers.persons, item.lowest, item.highest)
    return ItemAnswers(item, dict(sorted(spread.items())), mean if item.in_order else Mean(mean.n))


def _whole(answers: Answers) -> Mean:
    """Each response for itself: the mean of its answers, from 0 to 1."""
    items = [item for item in answers.items if item.in_order]
    lowest = np.array([item.lowest for item in items])
    width = np.array([item.highest - item.lowest for item in items])
    return mean_of(_means((answers.turned(items) - lowest) / width, least=1), answers.persons, 0, 1)


def _means(values: Numbers, least: int) -> Numbers:
    """The mean of each row with so many values at least, else NaN."""
    there = (~np.isnan(values)).sum(axis=1)
    sums = np.nansum(values, axis=1)
    made: Numbers = np.where(there >= least, sums / np.maximum(there, 1), np.nan)
    return made


def _score(answers: Answers, items: Sequence[AskedItem], scale: str, scoring: Scoring) -> Mean:
    how, needed = scoring.get(scale, ("mean", None))
    times = len(items) if how == "sum" else 1
    scores = _means(answers.turned(items), needed or len(items) // 2 + 1) * times
    lowest, highest = (times * float(np.mean([getattr(i, end) for i in items])) for end in ("lowest", "highest"))
    return mean_of(scores, answers.persons, lowest, highest)


def _scale(answers: Answers, scale: str, items: Sequence[AskedItem], scoring: Scoring) -> ScaleAnswers:
    score = _score(answers, items, scale, scoring)
    if few(answers, score.n or 0):
        score = WITHHELD
    turned = answers.turned(items)
    complete = int((~np.isnan(turned)).all(axis=1).sum())
    if few(answers, complete):
        return ScaleAnswers(scale, len(items), score, None, None, None, None)
    return ScaleAnswers(scale, len(items), score, complete, alpha(turned), alpha_interval(turned), omega(turned))


def _quarters(
    answers: Answers, scales: Mapping[str, Sequence[AskedItem]], scoring: Scoring, period: Period
) -> list[QuarterAnswers]:
    """The quarters with responses."""
    found = dict(answers.by_quarter())
    hidden = _hidden(answers, {quarter: len(of) for quarter, of in found.items()})
    whole = {quarter: WITHHELD if quarter in hidden else _whole(of) for quarter, of in found.items()}
    of_scales: dict[str, dict[int, Mean]] = {}
    for scale, items in scales.items():
        scores = {quarter: _score(of, items, scale, scoring) for quarter, of in found.items()}
        away = hidden | _hidden(answers, {quarter: score.n or 0 for quarter, score in scores.items()})
        of_scales[scale] = {quarter: WITHHELD if quarter in away else score for quarter, score in scores.items()}
    return [
        QuarterAnswers(
            str(unit := Unit("quarter", quarter)),
            period.cuts(unit),
            whole[quarter],
            {scale: means[quarter] for scale, means in of_scales.items()},
        )
        for quarter in found
    ]


def _hidden(answers: Answers, counts: Mapping[int, int]) -> set[int]:
    """The rows to withhold: small ones, and more until those withheld cannot be worked out as what is left over."""
    hidden = {row for row, n in counts.items() if few(answers, n)}
    shown = sorted((row for row, n in counts.items() if n and row not in hidden), key=lambda row: (counts[row], row))
    while shown and 0 < sum(counts[row] for row in hidden) < FEWEST_RESPONSES:
        hidden.add(shown.pop(0))
    return hidden
