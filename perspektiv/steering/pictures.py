"""Numbers as places in a drawing: the spread of answers as columns, quarters as a line with its interval."""

from collections.abc import Sequence
from dataclasses import dataclass

from perspektiv.indicators.period import Unit
from perspektiv.indicators.series.voices import ItemAnswers, QuarterAnswers

WIDTH, HEIGHT = 320.0, 96.0
"""Of the columns, in units of the drawing; room for words is beside it."""
GAP = 0.22
"""Of a column's place that stays free."""
TREND_WIDTH, TREND_HEIGHT, EDGE = 640.0, 150.0, 24.0
SHORTEST = 2.0
"""A count above nothing is seen."""


@dataclass(frozen=True)
class Column:
    value: float
    count: int
    share: float
    x: str
    middle: str
    y: str
    width: str
    height: str
    above: str  # where the count stands


@dataclass(frozen=True)
class Point:
    """A quarter on the line. ``low`` and ``high`` are None where the mean has no interval."""

    quarter: QuarterAnswers
    x: str
    y: str
    low: str | None
    high: str | None


@dataclass(frozen=True)
class Trend:
    points: Sequence[Point]
    line: str  # of neighbours; quarters that are withheld or without a response interrupt it
    first: str
    last: str

    @property
    def last_x(self) -> str:
        return self.points[-1].x

    @property
    def last_value(self) -> float | None:
        return self.points[-1].quarter.whole.value


def columns(item: ItemAnswers) -> Sequence[Column]:
    """One a possible answer, as high as it is frequent; none where the counts are withheld or nobody answered."""
    counts = item.counts or {}
    most, total = max(counts.values(), default=0), sum(counts.values())
    if not most:
        return []
    place = WIDTH / len(counts)
    made = []
    for at, (value, count) in enumerate(counts.items()):
        height = max(SHORTEST, HEIGHT * count / most) if count else 0
        made.append(
            Column(
                value,
                count,
                count / total,
                *(f"{each:.1f}" for each in (at * place + place * GAP / 2, (at + 0.5) * place, HEIGHT - height)),
                *(f"{each:.1f}" for each in (place * (1 - GAP), height, HEIGHT - height - 5)),
            )
        )
    return made


def trend(quarters: Sequence[QuarterAnswers]) -> Trend | None:
    """None with fewer than two quarters that can be shown: one point is no course."""
    shown = [quarter for quarter in quarters if quarter.whole.value is not None]
    if len(shown) < 2:
        return None
    numbers = [Unit.named(quarter.quarter).number for quarter in quarters]
    step = (TREND_WIDTH - 2 * EDGE) / (numbers[-1] - numbers[0])
    points: list[Point] = []
    path, before = [], None
    for number, quarter in zip(numbers, quarters, strict=True):
        mean = quarter.whole
        if mean.value is None:
            continue
        x, y = EDGE + (number - numbers[0]) * step, _height(mean.value)
        path.append(f"{'L' if before == number - 1 else 'M'}{x:.1f} {y:.1f}")
        before = number
        low, high = (None if end is None else f"{_height(end):.1f}" for end in (mean.low, mean.high))
        points.append(Point(quarter, f"{x:.1f}", f"{y:.1f}", low, high))
    return Trend(points, "".join(path), shown[0].quarter, shown[-1].quarter)


def _height(share: float) -> float:
    return TREND_HEIGHT * (1 - share)
