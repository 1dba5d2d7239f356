"""Spending of each budget year against the planned volume and the ceiling."""

from perspektiv.indicators import Figure
from perspektiv.report.charts.chart import Chart, Drawing, Given, Values, base, listed, shown, value
from perspektiv.report.charts.drawing import (
    ALARM,
    COLUMN,
    DEEP,
    INK,
    PAPER,
    QUIET,
    Layer,
    box,
    canvas,
    line,
    scale,
    specification,
    text,
)
from perspektiv.report.charts.nothing import nothing
from perspektiv.report.numbers import german

HEAD, PITCH, BAR, LEFT = 18, 18, 12, 30
Year = tuple[str, Figure, float | None, float | None]
"""A budget year: spent, planned volume, ceiling."""
TITLE = "Ausgaben nach Haushaltsjahr"
HEADS = ("Jahr", "Ausgaben in €", "Planvolumen in €", "Höchstbetrag in €")


def draw(given: Given) -> Drawing:
    """One bar a year; plan and ceiling are lines with their names."""
    if not any(given.anything(indicator, *dims) for indicator, dims in SPENDING.needs):
        return nothing(TITLE, HEADS)
    years = _years(given)
    return Drawing(
        specification=_specification(years),
        title=TITLE,
        caption="Ausgaben gegen Planvolumen und Höchstbetrag",
        alternative=_words(years),
        head=HEADS,
        rows=tuple((year, shown(spent), _euros(plan), _euros(top)) for year, spent, plan, top in years),
        values=_values(years),
    )


def _years(given: Given) -> list[Year]:
    found = []
    for by, spent in sorted(given.rows("spending_eur", "year").items()):
        year = by[0][1]
        plan, use = given.by("plan_use", year=year), given.by("budget_use", year=year)
        found.append((year, spent, base(plan), base(use)))
    return found


def _values(years: list[Year]) -> Values:
    """For claims: the largest share of plan and of ceiling that a year has used."""
    plans = [(value(spent) or 0) / plan for _, spent, plan, _ in years if plan]
    tops = [(value(spent) or 0) / top for _, spent, _, top in years if top]
    return {
        "most_of_plan": max(plans, default=None),
        "most_of_ceiling": max(tops, default=None),
        "years": float(len(years)),
    }


def _euros(amount: float | None) -> str:
    return "–" if amount is None else german(amount)


def _words(years: list[Year]) -> str:
    bars = [f"{year}: {_euros(value(spent))}\u00a0€" for year, spent, _, _ in years]
    plans = {plan for _, _, plan, _ in years if plan is not None}
    tops = {top for _, _, _, top in years if top is not None}
    values = _values(years)
    within = (
        "alle Balken enden links vom Höchstbetrag"
        if (values["most_of_ceiling"] or 0) <= 1
        else "mindestens ein Balken reicht über den Höchstbetrag"
    )
    tops_said = listed(_euros(t) for t in sorted(tops)) if tops else "keiner"
    return (
        f"{len(years)} waagerechte Balken, einer je Haushaltsjahr, mit senkrechten Linien für Planvolumen "
        f"({listed(_euros(p) for p in sorted(plans)) if plans else 'keines'}\u00a0€) und Höchstbetrag "
        f"({tops_said}\u00a0€). {'. '.join(bars)}. Vergleich: {within}."
    )


def _specification(years: list[Year]) -> dict[str, object]:
    height = HEAD + PITCH * len(years) + 2
    px, py = canvas(height)
    amounts = [a for _, spent, plan, top in years for a in (value(spent), plan, top) if a is not None]
    sx = scale(0, max(1.0, *amounts), LEFT, COLUMN - 40)
    layers: list[Layer] = []
    for number, (year, spent, plan, top) in enumerate(years):
        y = HEAD + 3 + number * PITCH
        layers += _bar(year, value(spent) or 0, y, sx, height)
        edges = (HEAD - 3 if number == 0 else y - 3, y + PITCH - 3)
        layers += _limit(plan, edges, sx, py, color=QUIET, dash=[4, 2])
        layers += _limit(top, edges, sx, py, color=ALARM)
    if years:
        _, _, plan, top = years[0]
        if plan is not None:
            name = [{"x": plan, "y": 8, "t": f"Planvolumen {german(plan)}\u00a0€"}]
            layers.append(text(name, sx, py, align="right", dx=2, size=7.5, color=QUIET))
        if top is not None:
            name = [{"x": COLUMN, "y": 8, "t": f"Höchstbetrag {german(top)}\u00a0€"}]
            layers.append(text(name, px, py, align="right", size=7.5, color=ALARM, weight=600))
    return specification(layers, height)


def _bar(year: str, amount: float, y: float, sx: dict[str, list[float]], height: float) -> list[Layer]:
    px, py = canvas(height)
    middle = y + BAR / 2 + 0.5
    low, high = sx["range"]
    room = amount / sx["domain"][1] * (high - low) > 55
    at = [{"x": amount, "y": middle, "t": german(amount) + "\u00a0€"}]
    inside = text(at, sx, py, color=PAPER, align="right", dx=-4, weight=500)
    return [
        box([{"x": min(amount, 0), "x2": max(amount, 0), "y": y, "y2": y + BAR}], sx, py, color=DEEP),
        text([{"x": 0, "y": middle, "t": year}], px, py, weight=600),
        inside if room else text(at, sx, py, color=INK, dx=4, weight=500),
    ]


def _limit(
    amount: float | None,
    edges: tuple[float, float],
    sx: dict[str, list[float]],
    py: dict[str, list[float]],
    *,
    color: str,
    dash: list[float] | None = None,
) -> list[Layer]:
    if amount is None:
        return []
    return [
        line(
            [{"x": amount, "x2": amount, "y": edges[0], "y2": edges[1]}],
            sx,
            py,
            color=color,
            width=1.1,
            dash=dash or [],
        )
    ]


SPENDING = Chart(needs=tuple((i, ("year",)) for i in ("spending_eur", "plan_use", "budget_use")), draw=draw)
