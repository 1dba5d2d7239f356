"""Numbers as places in a drawing: the spread of answers as columns, quarters as a line with its interval."""

from collections.abc import Sequence
from dataclasses import dataclass

from perspektiv.indicators.series.voices import ItemAnswers
from perspektiv.steering.results import Course

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
    """A stretch of quarters on the line, where its last one is. ``low`` and ``high`` are None without an interval."""

    course: Course
    x: str
    y: str
    low: str | None
    high: str | None


@dataclass(frozen=True)
class Trend:
    points: Sequence[Point]
    line: str  # of neighbours; what is withheld interrupts it
    first: str
    last: str

    @property
    def last_x(self) -> str:
        return self.points[-1].x

    @property
    def last_value(self) -> float | None:
        return self.points[-1].course.mean.value


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


def trend(course: Sequence[Course]) -> Trend | None:
    """None with fewer than two stretches: one point is no course."""
    shown = [each for each in course if each.mean.value is not None]
    if len(shown) < 2:
        return None
    first, last = (each.stretch.last.number for each in (shown[0], shown[-1]))
    step = (TREND_WIDTH - 2 * EDGE) / (last - first)
    points: list[Point] = []
    path, before = [], None
    for each in shown:
        mean = each.mean
        assert mean.value is not None
        x, y = EDGE + (each.stretch.last.number - first) * step, _height(mean.value)
        path.append(f"{'L' if before == each.stretch.first.number - 1 else 'M'}{x:.1f} {y:.1f}")
        before = each.stretch.last.number
        low, high = (None if end is None else f"{_height(end):.1f}" for end in (mean.low, mean.high))
        points.append(Point(each, f"{x:.1f}", f"{y:.1f}", low, high))
    return Trend(points, "".join(path), str(shown[0].stretch), str(shown[-1].stretch))


def _height(share: float) -> float:
    return TREND_HEIGHT * (1 - share)
