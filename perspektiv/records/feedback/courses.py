"""How a person's talks went, one after another: the mean of each response of session feedback."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from perspektiv.records.feedback.given import Form, Given
from perspektiv.records.feedback.models import Purpose
from perspektiv.scales.course import falls_after_a_high_start
from perspektiv.scales.scoring import Question as Scored
from perspektiv.scales.scoring import Scale, score


@dataclass(frozen=True)
class Point:
    """One talk: its mean in the range of the newest form, and as a share of the way from lowest to highest."""

    response: UUID
    on: date
    share: float
    mean: float
    imported: bool


@dataclass(frozen=True)
class Course:
    """All of one participation and questionnaire, the oldest first."""

    participation: UUID
    form: Form
    points: tuple[Point, ...]
    lowest: float
    highest: float
    threshold: float | None  # mean of the items' thresholds

    def falls(self) -> Iterator[tuple[Point, Point]]:
        """The first point and each at which the course has fallen from a high start, once until it has recovered."""
        low = False
        for at in range(1, len(self.points)):
            shares = [point.share for point in self.points[: at + 1]]
            before, low = low, falls_after_a_high_start(shares, lowest=0, highest=1)
            if low and not before:
                yield self.points[0], self.points[at]


def courses_of(given: Iterable[Given]) -> list[Course]:
    """Versions of one questionnaire go together by shares, since their ranges may differ."""
    talks = [one for one in given if one.form.purpose == Purpose.SESSION]
    talks.sort(key=lambda one: (str(one.participation), str(one.form.instrument), one.on, one.at))
    grouped = groupby(talks, key=lambda one: (one.participation, one.form.instrument))
    return [course for _, group in grouped if (course := _course(list(group)))]


def _course(talks: Sequence[Given]) -> Course | None:
    form = talks[-1].form
    rated = [question for question in form.questions if question.is_number]
    if not rated:
        return None
    lowest = sum(question.lowest for question in rated) / len(rated)
    highest = sum(question.highest for question in rated) / len(rated)
    points = tuple(
        Point(one.id, one.on, share, lowest + share * (highest - lowest), one.imported)
        for one in talks
        if (share := share_of(one)) is not None
    )
    thresholds = [question.threshold for question in rated if question.threshold is not None]
    threshold = sum(thresholds) / len(thresholds) if len(thresholds) == len(rated) else None
    return Course(talks[0].participation, form, points, lowest, highest, threshold) if points else None


def share_of(given: Given) -> float | None:
    """The mean of the answered items, each as a share of its own range; None where half or fewer were answered."""
    rated = [question for question in given.form.questions if question.is_number]
    scale = Scale(tuple(Scored(question.key, 0, 1, question.reversed) for question in rated))
    shares = {
        question.key: (given.numbers[question.key] - question.lowest) / (question.highest - question.lowest)
        for question in rated
        if question.key in given.numbers
    }
    return score(scale, shares)
