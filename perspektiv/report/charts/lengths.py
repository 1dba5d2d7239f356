"""Process lengths: units due per ended participation with its interval, units held beside it."""

from perspektiv.indicators import Figure
from perspektiv.report.charts.chart import Chart, Drawing, Given, Values, listed, shown, value, withheld_note
from perspektiv.report.charts.drawing import (
    COLUMN,
    DEEP,
    FAINT,
    PAPER,
    QUIET,
    STAR,
    Layer,
    canvas,
    dots,
    hatched,
    label,
    line,
    scale,
    specification,
    text,
)
from perspektiv.report.charts.nothing import nothing
from perspektiv.report.numbers import german
from perspektiv.report.printing import WITHHELD, least

HEAD, PITCH, LEFT, RIGHT = 18, 20, 140, 36
DUE, HELD = "units_due_per_participation", "units_held_per_participation"
Row = tuple[str, Figure | None, Figure | None]
TITLE = "Prozesslängen nach Segment"
HEADS = ("Segment", "beendete Teilnahmen", "angesetzt", "95-%-Intervall", "gehalten")


def draw(given: Given) -> Drawing:
    """One row a segment, shortest first; withheld ones last, hatched."""
    rows = _ordered(given)
    if not rows:
        return nothing(TITLE, HEADS)
    table = tuple((name, shown(due, "d"), shown(due), shown(due, "ci"), shown(held)) for name, due, held in rows)
    note = withheld_note(cell for row in table for cell in row)
    return Drawing(
        specification=_specification(rows),
        title=TITLE,
        caption=f"Einheiten zu 75 Minuten je beendeter Teilnahme; Linie: 95-%-Intervall des Mittels{note}",
        alternative=_words(rows),
        head=HEADS,
        rows=table,
        values=_values(given),
    )


def _ordered(given: Given) -> list[Row]:
    rows = [(name, given.by(DUE, segment=s), given.by(HELD, segment=s)) for s, name in given.segments.items()]
    present = [row for row in rows if row[1] and (row[1].withheld or row[1].value is not None)]
    return sorted(present, key=lambda row: (value(row[1]) is None, value(row[1]) or 0))


def _values(given: Given) -> Values:
    return {s: value(given.by(DUE, segment=s)) for s in given.segments}


def _words(rows: list[Row]) -> str:
    known = [row for row in rows if value(row[1]) is not None]
    hidden = [name for name, due, _ in rows if due and due.withheld]
    said = [f"Punktdiagramm, nach Länge geordnet, eine Zeile je Segment; Segmente: {len(rows)}."]
    if known:
        pieces = [f"{name} {shown(due)} angesetzt und {shown(held)} gehalten" for name, due, held in known]
        said.append(f"Einheiten im Mittel: {'; '.join(pieces)}.")
        wide = max(known, key=lambda row: ((row[1].high or 0) - (row[1].low or 0)) if row[1] else 0)
        said.append(
            f"Am längsten dauert {known[-1][0]}, am kürzesten {known[0][0]}. Das breiteste Intervall hat {wide[0]}: "
            f"{shown(wide[1], 'ci')} bei {shown(wide[1], 'd')} beendeten Teilnahmen."
        )
    if hidden:
        said.append(f"{WITHHELD.capitalize()} und schraffiert: {listed(hidden)}; keine Länge davon ist null.")
    return " ".join(said)


def _specification(rows: list[Row]) -> dict[str, object]:
    foot = HEAD + PITCH * len(rows)
    height = foot + 13
    px, py = canvas(height)
    farthest = max((f.high or value(f) or 0 for _, due, held in rows for f in (due, held) if f), default=1)
    ticks = [5.0 * step for step in range(int(max(farthest, 5) / 5) + 1)]
    sx = scale(0, max(farthest, ticks[-1]) * 1.03, LEFT, COLUMN - RIGHT)
    layers: list[Layer] = [
        line([{"x": v, "x2": v, "y": HEAD, "y2": foot} for v in ticks], sx, py, color=FAINT),
        line([{"x": 0, "x2": 0, "y": HEAD, "y2": foot}], sx, py, color=QUIET),
        text([{"x": v, "y": foot + 9, "t": german(v)} for v in ticks], sx, py, size=7.5, color=QUIET, align="center"),
        text([{"x": COLUMN, "y": 8, "t": "Mittel"}], px, py, size=7.5, color=QUIET, align="right"),
    ]
    for number, (name, due, held) in enumerate(rows):
        middle = HEAD + number * PITCH + PITCH / 2
        layers.append(text(label(name, 0, middle, 28), px, py))
        if due and due.withheld:
            layers.append(line(hatched(LEFT + 1, middle - 5, 20, 10), px, py, color=QUIET))
            layers.append(text([{"x": COLUMN - 12, "y": middle, "t": STAR}], px, py, align="right", weight=600))
            continue
        if due and due.low is not None:
            span = [{"x": least(due), "x2": due.high, "y": middle, "y2": middle}]
            layers.append(line(span, sx, py, color=DEEP, width=1.5))
        if value(held) is not None:
            layers.append(dots([{"x": value(held), "y": middle}], sx, py, color=QUIET, size=34, fill=PAPER))
        layers.append(dots([{"x": value(due), "y": middle}], sx, py, color=DEEP, size=42))
        # charts have no tabular figures: the number is set in two halves around the comma
        whole, _, fraction = shown(due).partition(",")
        layers.append(text([{"x": COLUMN - 12, "y": middle, "t": whole}], px, py, align="right", weight=600))
        layers.append(text([{"x": COLUMN - 12, "y": middle, "t": "," + fraction}], px, py, weight=600))
    return specification([*layers, *_key(rows, sx, py)], height)


def _key(rows: list[Row], sx: dict[str, object], py: dict[str, object]) -> list[Layer]:
    """The two kinds of points are named once, above the first row."""
    if not rows or value(rows[0][1]) is None or value(rows[0][2]) is None:
        return []
    _, due, held = rows[0]
    return [
        text([{"x": value(held), "y": 8, "t": "gehalten"}], sx, py, size=7.5, color=QUIET, align="right", dx=-3),
        text([{"x": value(due), "y": 8, "t": "angesetzt"}], sx, py, size=7.5, color=DEEP, weight=600, dx=3),
    ]


LENGTHS = Chart(needs=((DUE, ("segment",)), (HELD, ("segment",))), draw=draw)
