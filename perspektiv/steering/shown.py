"""Results made ready for a page: words in the reader's language, numbers as drawings."""

from collections.abc import Sequence
from dataclasses import dataclass

from perspektiv.indicators.series.voices import ItemAnswers, Mean, Measured, ScaleAnswers
from perspektiv.steering.pictures import Column, Trend, columns, trend
from perspektiv.steering.questionnaires import Wording
from perspektiv.steering.results import AtMoment, Results


@dataclass(frozen=True)
class ShownItem:
    item: ItemAnswers
    question: str
    low: str
    high: str
    columns: Sequence[tuple[Column, str]]  # each with the words of its answer

    @property
    def worded(self) -> bool:
        """Whether each answer has words of its own."""
        return bool(self.columns) and all(words for _, words in self.columns)

    @property
    def answers(self) -> int:
        return sum((self.item.counts or {}).values())


@dataclass(frozen=True)
class Measurement:
    """All of one moment: once, before, looking back, after. They are never mixed."""

    at: AtMoment
    items: Sequence[ShownItem]
    scales: Sequence[tuple[ScaleAnswers, str]]
    trend: Trend | None

    @property
    def measured(self) -> Measured:
        return self.at.measured

    @property
    def whole(self) -> Mean:
        return self.at.measured.whole


def measurements(results: Results, language: str) -> list[Measurement]:
    return [_measurement(results.wording, at, language) for at in results.moments]


def _measurement(wording: Wording, at: AtMoment, language: str) -> Measurement:
    return Measurement(
        at,
        [_item(wording, item, language) for item in at.measured.items],
        [(scale, wording.scale(scale.scale, language)) for scale in at.measured.scales],
        trend(at.course),
    )


def _item(wording: Wording, item: ItemAnswers, language: str) -> ShownItem:
    key = item.item.key
    return ShownItem(
        item,
        wording.question(key, language),
        wording.end(key, "low", language),
        wording.end(key, "high", language),
        [(column, wording.choice(key, column.value, language)) for column in columns(item)],
    )
