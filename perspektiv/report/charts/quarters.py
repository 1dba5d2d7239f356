"""The no-show rate by quarter with its interval and the tolerance, and all losses above it."""

from itertools import groupby

from perspektiv.indicators import Figure
from perspektiv.report.charts.chart import Chart, Drawing, Given, Values, shown, value, withheld_note
from perspektiv.report.charts.drawing import (
    ALARM,
    COLUMN,
    DEEP,
    FAINT,
    PALE,
    PAPER,
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
from perspektiv.report.numbers import percent

HEIGHT, LEFT, RIGHT, BOTTOM, TOP = 138, 34, 82, 122, 6
Quarter = tuple[str, Figure, Figure | None]
TITLE = "Nichterscheinen und alle Ausfälle nach Quartal"
HEADS = ("Quartal", "fällige Termine", "nicht erschienen in %", "95-%-Intervall", "alle Ausfälle in %")


def draw(given: Given) -> Drawing:
    """One point a quarter; a withheld quarter is a gap hatched over the whole height, a cut one a hollow point."""
    quarters = _quarters(given)
    if not quarters:
        return nothing(TITLE, HEADS)
    rows = tuple(_row(given, *quarter) for quarter in quarters)
    note = withheld_note(cell for row in rows for cell in row)
    cut = "; hohler Punkt: angeschnittenes Quartal" if any(m.partial for _, m, _ in quarters) else ""
    return Drawing(
        specification=_specification(quarters, given.limit),
        title=TITLE,
        caption=f"Anteil an den fälligen Terminen; Band: 95-%-Intervall des Nichterscheinens{cut}{note}",
        alternative=_words(quarters, given.limit),
        head=HEADS,
        rows=rows,
        values=_values(quarters, given.limit),
    )


def _quarters(given: Given) -> list[Quarter]:
    """All quarters in which an appointment was due, or may have been."""
    losses = given.rows("loss_rate", "quarter")
    found = sorted(given.rows("no_show_rate", "quarter").items())
    return [(by[0][1], missed, losses.get(by)) for by, missed in found if missed.withheld or missed.denominator]


def _row(given: Given, quarter: str, missed: Figure, losses: Figure | None) -> tuple[str, ...]:
    name = f"{quarter[-1]}. Quartal {quarter[:4]}{' (angeschnitten)' if missed.partial else ''}"
    return name, shown(given.by("appointments_due", quarter=quarter)), shown(missed), shown(missed, "ci"), shown(losses)


def _values(quarters: list[Quarter], limit: Figure | None) -> Values:
    """For claims: how many quarters there are, and in how many each line lies above the limit."""
    top = limit.value if limit and limit.value is not None else 1.0
    return {
        "quarters": len(quarters),
        "missed_above": sum(1 for _, missed, _ in quarters if (value(missed) or 0) > top),
        "losses_above": sum(1 for _, _, losses in quarters if (value(losses) or 0) > top),
    }


def _words(quarters: list[Quarter], limit: Figure | None) -> str:
    known = [(q, m) for q, m, _ in quarters if m.value is not None]
    if not known:
        return (
            f"Liniendiagramm über {len(quarters)} Quartale ohne Werte: Alle sind geschützt oder leer, keiner ist null."
        )
    low, high = (pick(known, key=lambda item: item[1].value or 0) for pick in (min, max))
    values = _values(quarters, limit)
    hidden = sum(1 for _, m, _ in quarters if m.withheld)
    said = [
        f"Liniendiagramm über {len(quarters)} Quartale von {_named(quarters[0][0])} bis {_named(quarters[-1][0])}.",
        f"Das Nichterscheinen beginnt bei {shown(known[0][1], 'value')} und liegt zuletzt bei "
        f"{shown(known[-1][1], 'value')}; am niedrigsten ist es mit {shown(low[1], 'value')} im {_named(low[0])}, "
        f"am höchsten mit {shown(high[1], 'value')} im {_named(high[0])}.",
    ]
    if limit and limit.value is not None:
        said.append(
            f"Die waagerechte Toleranzlinie liegt bei {percent(limit.value)}: Das Nichterscheinen liegt in "
            f"{values['missed_above']} Quartalen darüber, die Linie aller Ausfälle in {values['losses_above']}."
        )
    if hidden:
        said.append(f"{hidden} Quartale sind geschützt; dort ist die Linie unterbrochen.")
    return " ".join(said)


def _named(quarter: str) -> str:
    return f"{quarter[-1]}. Quartal {quarter[:4]}"


def _specification(quarters: list[Quarter], limit: Figure | None) -> dict[str, object]:
    _, py = canvas(HEIGHT)
    end = max(len(quarters) - 1, 1)
    highest = max([0.34, *(f.high or value(f) or 0 for _, m, losses in quarters for f in (m, losses) if f)])
    sx, sy = scale(0, end, LEFT + 8, COLUMN - RIGHT), scale(0, highest + 0.01, BOTTOM, TOP)
    grid = [step / 10 for step in range(1, int(highest * 10) + 1)]
    layers = [line([{"x": -0.5, "x2": end, "y": v, "y2": v} for v in grid], sx, sy, color=FAINT)]
    layers += _lines(quarters, sx, sy, py)
    layers += [
        line([{"x": -0.5, "x2": end, "y": 0, "y2": 0}], sx, sy, color=QUIET),
        text([{"x": -0.9, "y": v, "t": percent(v)} for v in (0, *grid)], sx, sy, size=7.5, color=QUIET, align="right"),
        *_years(quarters, sx, py),
    ]
    return specification([*layers, *_labels(quarters, limit, sx, sy, end)], HEIGHT)


def _lines(quarters: list[Quarter], sx: Scale, sy: Scale, py: Scale) -> list[Layer]:
    """Band and line of the no-shows, line of all losses; each broken where a quarter is withheld."""
    missed = [(i, m) for i, (_, m, _) in enumerate(quarters)]
    losses = [(i, f) for i, (_, _, f) in enumerate(quarters) if f]
    layers = [area(_band(stretch), sx, sy, color=PALE) for stretch in _unbroken(missed)]
    layers += [curve(_points(s), sx, sy, color=QUIET, width=1, dash=[1.5, 1.5]) for s in _unbroken(losses)]
    for stretch in _unbroken(missed):
        layers.append(curve(_points(stretch), sx, sy, color=DEEP))
        layers.append(dots(_points([s for s in stretch if not s[1].partial]), sx, sy, color=DEEP, size=12))
        layers.append(dots(_points([s for s in stretch if s[1].partial]), sx, sy, color=DEEP, size=16, fill=PAPER))
    known = [value(f) or 0 for _, f in losses if f.value is not None]
    gaps = [{"x": i, "y": sum(known) / len(known), "t": STAR} for i, f in losses if f.withheld and known]
    layers.append(text(gaps, sx, sy, align="center", color=QUIET))
    for i, figure in missed:
        if figure.withheld:
            at = sx["range"][0] + i * (sx["range"][1] - sx["range"][0]) / max(sx["domain"][1], 1)
            px = canvas(HEIGHT)[0]
            layers.append(line(hatched(at - 5, TOP, 10, BOTTOM - TOP), px, py, color=RULE))
            layers.append(text([{"x": at, "y": TOP + 5, "t": STAR}], px, py, align="center"))
    return layers


def _unbroken(points: list[tuple[int, Figure]]) -> list[list[tuple[int, Figure]]]:
    """Stretches of neighbouring quarters that have a value."""
    groups = groupby(points, key=lambda point: point[1].value is not None)
    return [list(stretch) for known, stretch in groups if known]


def _band(stretch: list[tuple[int, Figure]]) -> list[dict[str, float | None]]:
    return [{"x": i, "low": figure.low, "high": figure.high} for i, figure in stretch if figure.low is not None]


def _points(stretch: list[tuple[int, Figure]]) -> list[dict[str, float | None]]:
    return [{"x": i, "y": value(figure)} for i, figure in stretch]


def _years(quarters: list[Quarter], sx: Scale, py: Scale) -> list[Layer]:
    """A tick before each first quarter, the year under the middle of its quarters."""
    spans = [
        (year, [i for i, _ in group])
        for year, group in groupby(enumerate(q for q, _, _ in quarters), key=lambda item: item[1][:4])
    ]
    ticks = [{"x": s[0] - 0.5, "x2": s[0] - 0.5, "y": BOTTOM, "y2": BOTTOM + 4} for _, s in spans]
    names = [{"x": (s[0] + s[-1]) / 2, "y": BOTTOM + 9, "t": year} for year, s in spans]
    return [
        line(ticks, sx, py, color=QUIET),
        text(names, sx, py, size=7.5, color=QUIET, align="center"),
    ]


def _labels(quarters: list[Quarter], limit: Figure | None, sx: Scale, sy: Scale, end: int) -> list[Layer]:
    """The limit with its name, and the names of both lines at their right ends, moved apart where they would touch."""
    _, missed, losses = quarters[-1] if quarters else ("", None, None)
    bound = value(limit)
    layers: list[Layer] = []
    if bound is not None:
        layers.append(
            line([{"x": -0.5, "x2": end, "y": bound, "y2": bound}], sx, sy, color=ALARM, width=1, dash=[4, 2])
        )
    names = [
        (value(losses), "alle Ausfälle", QUIET, 400),
        (bound, f"Toleranz {percent(bound or 0)}", ALARM, 600),
        (value(missed), "nicht erschienen", DEEP, 600),
    ]
    apart = 10 * sy["domain"][1] / (sy["range"][0] - sy["range"][1])
    lowest = float("inf")
    for at, words, color, weight in sorted(
        (n for n in names if n[0] is not None), key=lambda n: n[0] or 0, reverse=True
    ):
        lowest = min(at or 0, lowest - apart)
        layers.append(text([{"x": end, "y": lowest, "t": words}], sx, sy, dx=7, color=color, weight=weight))
    return layers


QUARTERS = Chart(needs=tuple((i, ("quarter",)) for i in ("no_show_rate", "loss_rate", "appointments_due")), draw=draw)
