"""Months from the exit to the job start: the share of those who left, adding up month by month."""

from dataclasses import dataclass

from perspektiv.indicators.series import months_to_job_start
from perspektiv.report.charts.chart import Chart, Drawing, Given, Values, withheld_note
from perspektiv.report.charts.drawing import (
    COLUMN,
    DEEP,
    FAINT,
    PALE,
    QUIET,
    RULE,
    STAR,
    Layer,
    Scale,
    area,
    canvas,
    curve,
    dots,
    hatched,
    line,
    scale,
    specification,
    text,
)
from perspektiv.report.charts.nothing import nothing
from perspektiv.report.numbers import german, percent
from perspektiv.report.printing import WITHHELD

ALL_WITHHELD = (
    "Liniendiagramm ohne Linie: Alle Anteile sind geschützt. Kein Anteil ist null; jeder Monat ist mit einem Stern "
    "bezeichnet und schraffiert."
)
HEIGHT, LEFT, RIGHT, BOTTOM, TOP = 132, 30, 104, 114, 6
TITLE = "Monate bis zur Arbeitsaufnahme"
HEADS = ("Monate nach Austritt", "Personen mit Arbeit", "Anteil in %", "95-%-Intervall")


@dataclass(frozen=True)
class Month:
    """The share of those who left with a job by the end of a month after their exit; None where withheld."""

    month: int
    value: float | None
    low: float | None
    high: float | None
    persons: int | None
    of: int | None


def draw(given: Given) -> Drawing:
    """A rising line with its interval; withheld months are gaps hatched over the whole height."""
    months = months_of(given)
    if all(month.of == 0 for month in months):
        return nothing(TITLE, HEADS)
    base = next((m.of for m in months if m.of is not None), None)
    rows = tuple((f"{m.month}", _count(m.persons), _percent(m.value), _span(m)) for m in months)
    note = withheld_note(cell for row in rows for cell in row)
    persons = f" von {german(base)} Ausgetretenen mit abgeschlossener Frist" if base is not None else ""
    return Drawing(
        specification=_specification(months),
        title=TITLE,
        caption=f"Aufsummierter Anteil{persons}; Band: 95-%-Intervall{note}",
        alternative=_words(months),
        head=HEADS,
        rows=rows,
        values=_values(months),
    )


def months_of(given: Given) -> list[Month]:
    """Months 0 to 6 after the exit."""
    series = months_to_job_start(given.package, given.period, public=given.public, merge=given.merge or None)
    months = []
    for month, persons in enumerate(series.started):
        low, high = series.interval(month) or (None, None)
        months.append(Month(month, series.share(month), low, high, persons, series.exited))
    return months


def _values(months: list[Month]) -> Values:
    """For claims: ``job_0`` to ``job_6``."""
    return {f"job_{m.month}": m.value for m in months}


def _count(count: int | None) -> str:
    return WITHHELD if count is None else german(count)


def _percent(share: float | None) -> str:
    return WITHHELD if share is None else german(share * 100)


def _span(month: Month) -> str:
    if month.value is None:
        return WITHHELD
    return "–" if month.low is None or month.high is None else f"{german(month.low * 100)}–{german(month.high * 100)}"


def _words(months: list[Month]) -> str:
    known = [m for m in months if m.value is not None]
    if not known:
        return ALL_WITHHELD
    values = "; ".join(f"nach {m.month} Monaten {percent(m.value or 0)}" for m in known)
    first, last = known[0], known[-1]
    middle = next((m for m in known if m.month == 3), None)
    early = middle is not None and (middle.value or 0) * 2 > (last.value or 0)
    pace = (
        "die Linie steigt zuerst steiler und flacht dann ab"
        if early
        else "die Linie steigt gleichmäßig oder zuletzt steiler"
    )
    hidden = [str(m.month) for m in months if m.value is None]
    gaps = f" Geschützt sind die Monate {', '.join(hidden)}." if hidden else ""
    return (
        f"Ansteigende Linie mit Punkten von Monat {first.month} bis {last.month} nach dem Austritt, Anteil mit Arbeit: "
        f"{values}. Vergleich: {pace}.{gaps}"
    )


def _specification(months: list[Month]) -> dict[str, object]:
    px, py = canvas(HEIGHT)
    highest = max((m.high or m.value or 0 for m in months), default=0.1)
    step = 0.1 if highest <= 0.5 else 0.2
    grid = [step * number for number in range(1, int(highest / step) + 2)]
    sx, sy = scale(0, 6, LEFT + 4, COLUMN - RIGHT), scale(0, grid[-1], BOTTOM, TOP)
    layers: list[Layer] = [line([{"x": 0, "x2": 6, "y": v, "y2": v} for v in grid], sx, sy, color=FAINT)]
    for stretch in _unbroken(months):
        band = [{"x": m.month, "low": m.low, "high": m.high} for m in stretch if m.low is not None]
        points = [{"x": m.month, "y": m.value} for m in stretch]
        layers += [
            area(band, sx, sy, color=PALE),
            curve(points, sx, sy, color=DEEP),
            dots(points, sx, sy, color=DEEP, size=22),
        ]
    for month in months:
        if month.value is None:
            at = LEFT + 4 + month.month * (COLUMN - RIGHT - LEFT - 4) / 6
            layers.append(line(hatched(at - 5, TOP, 10, BOTTOM - TOP), px, py, color=RULE))
            layers.append(text([{"x": at, "y": TOP + 5, "t": STAR}], px, py, align="center"))
    layers += [
        line([{"x": 0, "x2": 6, "y": 0, "y2": 0}], sx, sy, color=QUIET),
        text(
            [{"x": 0, "y": v, "t": percent(v)} for v in (0, *grid)], sx, sy, size=7.5, color=QUIET, align="right", dx=-6
        ),
        text(
            [{"x": v, "y": BOTTOM + 9, "t": german(v)} for v in range(7)], sx, py, size=7.5, color=QUIET, align="center"
        ),
        text([{"x": 6, "y": BOTTOM + 9, "t": "Monate nach Austritt"}], sx, py, size=7.5, color=QUIET, dx=9),
    ]
    return specification([*layers, *_end(months[-1], sx, sy)], HEIGHT)


def _end(last: Month, sx: Scale, sy: Scale) -> list[Layer]:
    """The last share, named beside the end of the line."""
    if last.value is None:
        return []
    at = {"x": 6, "y": last.value}
    return [
        text([{**at, "t": percent(last.value)}], sx, sy, dx=7, dy=-5, size=10, weight=600, color=DEEP),
        text([{**at, "t": "mit Arbeit"}], sx, sy, dx=7, dy=6, color=DEEP),
    ]


def _unbroken(months: list[Month]) -> list[list[Month]]:
    """Stretches of neighbouring months that have a value."""
    stretches: list[list[Month]] = [[]]
    for month in months:
        if month.value is None:
            stretches.append([])
        else:
            stretches[-1].append(month)
    return [stretch for stretch in stretches if stretch]


MONTHS = Chart(needs=(), draw=draw)
