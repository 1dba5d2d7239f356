"""Improvement: what the answers say, and how far the missing answers could move it."""

from perspektiv.indicators import Figure
from perspektiv.report.charts.chart import Chart, Drawing, Given, Values, base, shown, value
from perspektiv.report.charts.drawing import (
    COLUMN,
    DEEP,
    FAINT,
    INK,
    MID,
    PAPER,
    QUIET,
    RULE,
    STAR,
    Layer,
    box,
    canvas,
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

LEFT, BAR = 92, 17
FIRST, SECOND, SPAN = 14, 44, 84
SCALE = scale(0, 1, LEFT, COLUMN - 2)
ALL_WITHHELD = (
    "Leerer Balken ohne Anteile: Die Rückmeldungen dieses Zeitraums sind geschützt und schraffiert; kein Anteil ist "
    "null."
)
WORDS = ("verbessert", "stabil", "schlechter")
COLORS = ((DEEP, PAPER), (MID, INK), (RULE, INK))
TITLE = "Verbesserungen nach eigener Einschätzung"
HEADS = ("Rückmeldung", "Anteil der Rückmeldungen in %")


def draw(given: Given) -> Drawing:
    """A stacked bar of all responses; where the base of those asked is known, one of them too, and the bounds."""
    if not given.anything("improvement_rate"):
        return nothing(TITLE, HEADS)
    improved, stable = given.by("improvement_rate"), given.by("improvement_or_stable_rate")
    shares = _shares(improved, stable)
    bounds = _bounds(improved)
    return Drawing(
        specification=_specification(improved, shares, bounds),
        title=TITLE,
        caption="Rückmeldungen zur eigenen Lage"
        + (" und Grenzen für fehlende Antworten" if bounds else "")
        + (f"; *\u00a0und Schraffur: {WITHHELD}" if not shares and improved and improved.withheld else ""),
        alternative=_words(improved, shares, bounds),
        head=HEADS,
        rows=_rows(improved, stable, shares),
        values=_values(improved, bounds),
    )


def _shares(improved: Figure | None, stable: Figure | None) -> tuple[float, float, float] | None:
    """Improved, stable and worse; None where withheld or without answers."""
    better, kept = value(improved), value(stable)
    return None if better is None or kept is None else (better, kept - better, 1 - kept)


def _bounds(improved: Figure | None) -> tuple[float, float] | None:
    if not improved or improved.bound_low is None or improved.bound_high is None:
        return None
    return improved.bound_low, improved.bound_high


def _values(improved: Figure | None, bounds: tuple[float, float] | None) -> Values:
    return {
        "improved": value(improved),
        "at_least": bounds[0] if bounds else None,
        "at_most": bounds[1] if bounds else None,
    }


def _rows(
    improved: Figure | None, stable: Figure | None, shares: tuple[float, float, float] | None
) -> tuple[tuple[str, ...], ...]:
    if not shares:
        return tuple((word, shown(improved)) for word in WORDS)
    rows = [(word, german(share * 100)) for word, share in zip(WORDS, shares, strict=True)]
    rows[0] = (WORDS[0], shown(improved))
    rows.append(("verbessert oder stabil", shown(stable)))
    rows.append(("verbessert, Grenzen für fehlende Antworten", shown(improved, "bounds")))
    return tuple(rows)


def _words(
    improved: Figure | None, shares: tuple[float, float, float] | None, bounds: tuple[float, float] | None
) -> str:
    if not shares:
        return ALL_WITHHELD
    kinds = ", ".join(f"{percent(s)} {w}" for w, s in zip(WORDS, shares, strict=True))
    said = f"Gestapelter Balken auf einer Skala von 0 bis 100 Prozent: {shown(improved, 'd')} Rückmeldungen, {kinds}."
    if bounds:
        missing = bounds[1] - bounds[0]
        said += (
            f" Darunter ein Balken aller Befragten mit {percent(missing)} ohne Antwort und eine Spanne: Der Anteil "
            f"verbessert liegt zwischen {percent(bounds[0])} und {percent(bounds[1])}, je nachdem, was die Fehlenden "
            "geantwortet hätten."
        )
    return said + f" Der größte Teil ist „{WORDS[max(range(3), key=lambda i: shares[i])]}“."


def _specification(
    improved: Figure | None, shares: tuple[float, float, float] | None, bounds: tuple[float, float] | None
) -> dict[str, object]:
    foot = 92 if bounds else 40
    height = foot + 17
    px, py = canvas(height)
    ticks = (0, 0.25, 0.5, 0.75, 1)
    layers = [line([{"x": v, "x2": v, "y": FIRST, "y2": foot} for v in ticks], SCALE, py, color=FAINT)]
    layers += _named("Rückmeldungen", f"n = {shown(improved, 'd')}", FIRST, height)
    if not shares:
        layers.append(line(hatched(LEFT, FIRST, 60, BAR), px, py, color=QUIET))
        layers.append(text([{"x": LEFT + 64, "y": FIRST + BAR / 2, "t": f"{STAR} {WITHHELD}"}], px, py))
    else:
        layers += _stack(shares, FIRST, height, worded=True)
        answered = base(improved)
        if bounds and answered:
            layers += _with_missing(answered, shares, bounds, height)
    layers += [
        text(
            [{"x": v, "y": foot + 12, "t": percent(v)} for v in (0, 0.5)],
            SCALE,
            py,
            size=7.5,
            color=QUIET,
            align="center",
        ),
        text([{"x": 1, "y": foot + 12, "t": percent(1)}], SCALE, py, size=7.5, color=QUIET, align="right"),
    ]
    return specification(layers, height)


def _named(name: str, base: str, top: float, height: float) -> list[Layer]:
    px, py = canvas(height)
    return [
        text([{"x": 0, "y": top + 5, "t": name}], px, py, weight=600),
        text([{"x": 0, "y": top + 14.5, "t": base}], px, py, size=7, color=QUIET),
    ]


def _stack(shares: tuple[float, ...], top: float, height: float, *, worded: bool = False) -> list[Layer]:
    """Improved, stable, worse side by side, each with its share where it has room."""
    _, py = canvas(height)
    layers: list[Layer] = []
    at = 0.0
    for share, word, (color, on) in zip(shares, WORDS, COLORS, strict=True):
        layers.append(
            box([{"x": at, "x2": at + share, "y": top, "y2": top + BAR}], SCALE, py, color=color, stroke=PAPER)
        )
        if share > 0.05:
            middle = [{"x": at + share / 2, "y": top + BAR / 2 + 0.5, "t": percent(share)}]
            layers.append(text(middle, SCALE, py, align="center", color=on, weight=500, size=7.5))
        if worded:
            last = word == WORDS[-1]
            name = [{"x": 1 if last else at, "y": 7, "t": word}]
            layers.append(text(name, SCALE, py, size=7.5, color=QUIET, align="right" if last else "left"))
        at += share
    return layers


def _with_missing(
    answered: float, shares: tuple[float, ...], bounds: tuple[float, float], height: float
) -> list[Layer]:
    """The bar of all who were asked, and the span that the missing answers leave open."""
    _, py = canvas(height)
    missing = bounds[1] - bounds[0]
    layers = _named("alle Befragten", f"n = {german(answered / (1 - missing))}", SECOND, height)
    layers += _stack(tuple(share * (1 - missing) for share in shares), SECOND, height)
    layers += [
        box(
            [{"x": 1 - missing, "x2": 1, "y": SECOND, "y2": SECOND + BAR}],
            SCALE,
            py,
            color=PAPER,
            stroke=QUIET,
            dash=[2, 1.5],
        ),
        text(
            [{"x": 1 - missing / 2, "y": SECOND + BAR / 2 + 0.5, "t": percent(missing)}],
            SCALE,
            py,
            align="center",
            size=7.5,
        ),
        text([{"x": 1, "y": SECOND + BAR + 7, "t": "ohne Antwort"}], SCALE, py, align="right", size=7.5, color=QUIET),
    ]
    return [*layers, *_span(shares[0], bounds, height)]


def _span(share: float, bounds: tuple[float, float], height: float) -> list[Layer]:
    px, py = canvas(height)
    low, high = bounds
    ends = [{"x": v, "x2": v, "y": SPAN - 4, "y2": SPAN + 4} for v in bounds]
    return [
        text([{"x": 0, "y": SPAN - 4, "t": "verbessert, mit"}], px, py, weight=600),
        text([{"x": 0, "y": SPAN + 5.5, "t": "fehlenden Antworten"}], px, py, weight=600),
        line([{"x": low, "x2": high, "y": SPAN, "y2": SPAN}], SCALE, py, color=DEEP, width=1.5),
        line(ends, SCALE, py, color=DEEP, width=1.5),
        dots([{"x": share, "y": SPAN}], SCALE, py, color=DEEP, size=30),
        text(
            [{"x": low, "y": SPAN, "t": f"mindestens {percent(low)}"}],
            SCALE,
            py,
            dx=-6,
            align="right",
            color=DEEP,
            weight=500,
        ),
        text([{"x": high, "y": SPAN, "t": f"höchstens {percent(high)}"}], SCALE, py, dx=6, color=DEEP, weight=500),
    ]


IMPROVEMENT = Chart(needs=(("improvement_rate", ()), ("improvement_or_stable_rate", ())), draw=draw)
