"""The difference with its interval, made ready for the page: in points, and as places on a scale."""

from dataclasses import dataclass

from perspektiv.records.reminders.effect import Effect

WIDTH, REACH = 400, 30
"""Units of the picture from end to end, and points of a hundred that each half of it shows."""


@dataclass(frozen=True)
class Picture:
    """Points of a hundred; below 0, reminders help. ``x`` are places in the picture."""

    difference: float
    low: float
    high: float
    x: float
    x_low: float
    x_high: float

    @classmethod
    def of(cls, effect: Effect) -> "Picture | None":
        if effect.interval is None or effect.difference is None:
            return None
        points = [100 * value for value in (effect.difference, *effect.interval)]
        return cls(*points, *(_place(value) for value in points))

    @property
    def width(self) -> float:
        return round(self.x_high - self.x_low, 1)


def _place(points: float) -> float:
    within = max(-REACH, min(REACH, points))
    return round(WIDTH / 2 * (1 + within / REACH), 1)
