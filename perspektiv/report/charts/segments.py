"""Participations by segment and gender: women to the left, men to the right, the sum at the edge."""

from collections.abc import Sequence

from perspektiv.indicators import Figure
from perspektiv.report.charts.chart import Chart, Drawing, Given, Values, shown, value, withheld_note
from perspektiv.report.charts.drawing import (
    COLUMN,
    DEEP,
    MID,
    QUIET,
    STAR,
    Layer,
    box,
    canvas,
    hatched,
    label,
    line,
    specification,
    text,
)
from perspektiv.report.charts.nothing import nothing
from perspektiv.report.naming import GENDERS

HEAD, PITCH, BAR = 16, 21, 12
MIDDLE, HALF, OTHERS = 216, 74, 316
SIDES = ("female", "male")
TITLE = "Teilnahmen nach Segment und Geschlecht"


def draw(given: Given) -> Drawing:
    """One row a segment. Other genders stand in a column of their own, where there are any."""
    if not given.anything("participations", "segment"):
        return nothing(TITLE, _heads(SIDES))
    genders = _genders(given)
    others = [g for g in genders if g not in SIDES]
    rows = _table(given, genders)
    alternative = _words(given, genders)
    note = withheld_note(cell for row in rows for cell in row)
    return Drawing(
        specification=_specification(given, others),
        title=TITLE,
        caption=f"Begonnene Teilnahmen, Summe rechts{note}",
        alternative=alternative,
        head=_heads(genders),
        rows=rows,
        values=_values(given, genders),
    )


def _heads(genders: Sequence[str]) -> tuple[str, ...]:
    return "Segment", *(GENDERS.get(gender, gender) for gender in genders), "Summe"


def _cell(given: Given, segment: str, gender: str) -> Figure | None:
    return given.by("participations", segment=segment, gender=gender)


def _genders(given: Given) -> list[str]:
    """Women and men, then every other gender that occurs or is withheld."""
    found = dict.fromkeys(dict(by)["gender"] for by in given.rows("participations", "gender"))
    cells = {g: [_cell(given, s, g) for s in given.segments] for g in found}
    extra = [g for g in found if g not in SIDES and any(c and (c.withheld or c.value) for c in cells[g])]
    return [*SIDES, *extra]


def _table(given: Given, genders: list[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            name,
            *(shown(_cell(given, segment, gender)) for gender in genders),
            shown(given.by("participations", segment=segment)),
        )
        for segment, name in given.segments.items()
    )


def _values(given: Given, genders: list[str]) -> Values:
    return {f"{s}_{g}": value(_cell(given, s, g)) for s in given.segments for g in genders}


def _words(given: Given, genders: list[str]) -> str:
    pieces = []
    for segment, name in given.segments.items():
        counts = [f"{shown(_cell(given, segment, g))} {GENDERS.get(g, g)}" for g in genders]
        pieces.append(f"{name}: {', '.join(counts)}, zusammen {shown(given.by('participations', segment=segment))}.")
    longest = max(given.segments, key=lambda s: value(given.by("participations", segment=s)) or 0)
    most = sum(
        1 for s in given.segments if (value(_cell(given, s, "female")) or 0) > (value(_cell(given, s, "male")) or 0)
    )
    return (
        f"Gegenläufige Balken, eine Zeile je Segment, Frauen nach links, Männer nach rechts. {' '.join(pieces)} "
        f"Die längsten Balken hat {given.segments[longest]}; in {most} von {len(given.segments)} Segmenten "
        "ist der Balken der Frauen länger."
    )


def _specification(given: Given, others: list[str]) -> dict[str, object]:
    height = PITCH * len(given.segments) + HEAD
    px, py = canvas(height)
    cells = [value(_cell(given, s, g)) or 0 for s in given.segments for g in SIDES]
    one = HALF / max(*cells, 1)
    layers: list[Layer] = []
    for number, (segment, name) in enumerate(given.segments.items()):
        top = HEAD + number * PITCH
        middle = top + BAR / 2 + 0.5
        layers.append(text(label(name, 0, middle, 28), px, py))
        for gender, sign, color in (("female", -1, DEEP), ("male", 1, MID)):
            layers += _bar(_cell(given, segment, gender), sign, top, one, color, height)
        if others:
            layers.append(text([{"x": OTHERS, "y": middle, "t": _sum(given, segment, others)}], px, py, align="right"))
        total = given.by("participations", segment=segment)
        layers.append(text([{"x": COLUMN, "y": middle, "t": _star(total)}], px, py, align="right", weight=600))
    heads = [text([{"x": MIDDLE - 4, "y": 7, "t": "Frauen"}], px, py, align="right", weight=600, color=DEEP)]
    heads += [text([{"x": MIDDLE + 4, "y": 7, "t": "Männer"}], px, py, weight=600, color=QUIET)]
    heads += [text([{"x": COLUMN, "y": 7, "t": "Summe"}], px, py, align="right", color=QUIET)]
    if others:
        heads += [text([{"x": OTHERS, "y": 7, "t": "weitere"}], px, py, align="right", color=QUIET)]
    return specification([*layers, *heads], height)


def _bar(cell: Figure | None, sign: int, top: float, one: float, color: str, height: float) -> list[Layer]:
    """A bar from the middle outwards; a withheld one is a short hatched place with a star."""
    px, py = canvas(height)
    count = value(cell)
    start, middle = MIDDLE + sign * 0.75, top + BAR / 2 + 0.5
    if count is None:
        rows = hatched(min(start, start + sign * 14), top, 14, BAR)
        end, layers = start + sign * 14, [line(rows, px, py, color=QUIET, width=0.5)]
    else:
        end = start + sign * count * one
        layers = [box([{"x": min(start, end), "x2": max(start, end), "y": top, "y2": top + BAR}], px, py, color=color)]
    count_beside = [{"x": end + sign * 3, "y": middle, "t": _star(cell)}]
    return [*layers, text(count_beside, px, py, align="left" if sign > 0 else "right")]


def _star(cell: Figure | None) -> str:
    return STAR if cell and cell.withheld else shown(cell)


def _sum(given: Given, segment: str, others: list[str]) -> str:
    cells = [_cell(given, segment, gender) for gender in others]
    if any(cell and cell.withheld for cell in cells):
        return STAR
    return f"{sum(value(cell) or 0 for cell in cells):.0f}"


SEGMENTS = Chart(
    needs=(
        ("participations", ("gender",)),
        ("participations", ("segment",)),
        ("participations", ("gender", "segment")),
    ),
    draw=draw,
)
