"""Results made ready for a page: words in the reader's language, numbers as drawings."""

from collections.abc import Sequence
from dataclasses import dataclass

from perspektiv.indicators.interval import Span
from perspektiv.indicators.series.voices import ItemAnswers, Mean, Measured, ScaleAnswers
from perspektiv.steering.bases import Base
from perspektiv.steering.pictures import Column, Trend, columns, trend
from perspektiv.steering.results import Results


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

    measured: Measured
    items: Sequence[ShownItem]
    scales: Sequence[tuple[ScaleAnswers, str]]
    trend: Trend | None
    base: Base | None
    rate: tuple[float, Span | None] | None
    bounds: Span | None

    @property
    def whole(self) -> Mean:
        return self.measured.whole


def measurements(results: Results, language: str) -> list[Measurement]:
    return [_measurement(results, measured, language) for measured in results.measured]


def _measurement(results: Results, measured: Measured, language: str) -> Measurement:
    wording = results.wording
    return Measurement(
        measured,
        [_item(results, item, language) for item in measured.items],
        [(scale, wording.scale(scale.scale, language)) for scale in measured.scales],
        trend(measured.quarters),
        results.bases.get(measured.moment),
        results.rate(measured),
        results.bounds(measured),
    )


def _item(results: Results, item: ItemAnswers, language: str) -> ShownItem:
    key, wording = item.item.key, results.wording
    return ShownItem(
        item,
        wording.question(key, language),
        wording.end(key, "low", language),
        wording.end(key, "high", language),
        [(column, wording.choice(key, column.value, language)) for column in columns(item)],
    )
