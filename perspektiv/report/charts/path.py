"""The path through the segments: who goes on from each step, who leaves, who is still there."""

from dataclasses import dataclass
from itertools import pairwise

from perspektiv.indicators.series import path_steps
from perspektiv.report.charts.chart import Chart, Drawing, Given, Values, listed, withheld_note
from perspektiv.report.charts.drawing import (
    DEEP,
    INK,
    PALE,
    PAPER,
    QUIET,
    RULE,
    STAR,
    Layer,
    box,
    canvas,
    hatched,
    line,
    specification,
    text,
    wrapped,
)
from perspektiv.report.charts.nothing import nothing
from perspektiv.report.numbers import german
from perspektiv.report.printing import WITHHELD

LABEL, PLOT, PITCH, BAR, HEAD = 132, 150, 48, 18, 16
DRAWN = 4
"""Steps drawn; few get further, and the table has them all."""
TITLE = "Wege durch die Segmente"
HEADS = ("Schritt", "Segmente", "Personen", "gehen weiter", "enden hier", "noch dabei")


@dataclass(frozen=True)
class Step:
    """One step of the path: persons in it by segment, how many go on, leave, or are still there. None: withheld."""

    number: int
    total: int | None
    segments: tuple[tuple[str, int | None], ...]
    on: int | None
    left: int | None
    still: int | None


def draw(given: Given) -> Drawing:
    """One bar a step; the ribbon below it is as wide as those who go on. Withheld parts are hatched."""
    steps = steps_of(given)
    if not steps:
        return nothing(TITLE, HEADS)
    rows = tuple(_row(step) for step in steps)
    note = withheld_note(cell for row in rows for cell in row)
    further = f"; {len(steps) - DRAWN} weitere in der Tabelle" if len(steps) > DRAWN else ""
    return Drawing(
        specification=_specification(steps[:DRAWN]),
        title=TITLE,
        caption=f"Personen nach Schritt auf dem Weg durch die Segmente{further}{note}",
        alternative=_words(steps),
        head=HEADS,
        rows=rows,
        values=_values(steps),
    )


def steps_of(given: Given) -> list[Step]:
    """The steps with anybody in them, each with its segments along the path."""
    rows = path_steps(given.package, given.period, public=given.public, merge=given.merge or None)
    return [
        Step(
            number=whole.step,
            total=whole.persons,
            segments=tuple(
                (given.segments.get(row.segment, row.segment), row.persons)
                for row in rows
                if row.step == whole.step and row.segment
            ),
            on=whole.goes_on,
            left=whole.leaves,
            still=whole.still_there,
        )
        for whole in rows
        if not whole.segment
    ]


def shown(count: int | None) -> str:
    """A count in a table or in words."""
    return WITHHELD if count is None else german(count)


def _star(count: int | None) -> str:
    return STAR if count is None else german(count)


def _row(step: Step) -> tuple[str, ...]:
    segments = "; ".join(f"{name} {shown(count)}" for name, count in step.segments)
    return (f"{step.number}. Schritt", segments, *(shown(c) for c in (step.total, step.on, step.left, step.still)))


def _values(steps: list[Step]) -> Values:
    """For claims: ``total_1``, ``on_1``, ``left_1``, ``still_1`` and so on."""
    return {
        f"{name}_{step.number}": None if count is None else float(count)
        for step in steps
        for name, count in (("total", step.total), ("on", step.on), ("left", step.left), ("still", step.still))
    }


def _words(steps: list[Step]) -> str:
    pieces = [
        f"{s.number}. Schritt, {listed(name for name, _ in s.segments)}: {shown(s.total)} Personen, "
        f"davon gehen {shown(s.on)} weiter, {shown(s.left)} enden hier, {shown(s.still)} sind noch dabei."
        for s in steps[:DRAWN]
    ]
    drawn = steps[:DRAWN]
    totals = [s.total for s in drawn]
    shrinking = all(a is not None and b is not None and b <= a for a, b in pairwise(totals))
    shape = ", jeder kürzer als der vorige" if shrinking and len(drawn) > 1 else ""
    return f"{len(drawn)} waagerechte Balken untereinander{shape}. {' '.join(pieces)}"


def _specification(steps: list[Step]) -> dict[str, object]:
    height = HEAD + PITCH * max(len(steps) - 1, 0) + BAR + 24
    largest = max((s.total or 0 for s in steps), default=0) or 1
    layers: list[Layer] = []
    for number, step in enumerate(steps):
        top = HEAD + number * PITCH
        layers += _bar(step, top, PLOT / largest, height, last=number == len(steps) - 1)
        layers += _names(step, top, height)
    return specification([*layers, *_key(steps, PLOT / largest, height)], height)


def _bar(step: Step, top: float, one: float, height: float, *, last: bool) -> list[Layer]:
    """Goes on, ends, still there; a withheld part is a hatched place of fixed width."""
    px, py = canvas(height)
    layers: list[Layer] = []
    right: list[str] = []
    hidden: list[str] = []
    at = float(LABEL)
    middle = top + BAR / 2 + 0.5
    for word, count, color, ink in (
        ("gehen weiter", step.on, DEEP, PAPER),
        ("enden", step.left, RULE, INK),
        ("noch dabei", step.still, PAPER, INK),
    ):
        width = 12.0 if count is None else count * one
        place = {"x": at, "x2": at + width, "y": top, "y2": top + BAR}
        if word == "gehen weiter" and not last and count:
            layers.append(box([{**place, "y": top + BAR, "y2": top + PITCH}], px, py, color=PALE))
        if count is None:
            layers.append(line(hatched(at, top, width, BAR), px, py, color=QUIET))
            hidden.append(word)
        elif count:
            layers.append(box([place], px, py, color=color, stroke=QUIET if color == PAPER else None))
            if width > 24:
                label = [{"x": at + 4, "y": middle, "t": german(count)}]
                layers.append(text(label, px, py, weight=600, color=ink))
            else:
                right.append(f"{german(count)} {word}")
        at += width
    said = _beside(hidden, right)
    lines = [{"x": at + 5, "y": middle + 9 * (j - (len(said) - 1) / 2), "t": t} for j, t in enumerate(said)]
    return [*layers, text(lines, px, py, size=7.5, color=QUIET)]


def _beside(hidden: list[str], known: list[str]) -> list[str]:
    """What stands at the right of a bar: two lines where a part is withheld, as the band above may reach over them."""
    if len(hidden) + len(known) < 3 or not hidden:
        return [*(f"{STAR} {word}" for word in hidden), *known]
    return [f"{STAR} {', '.join(hidden)}", *([", ".join(known)] if known else [])]


def _names(step: Step, top: float, height: float) -> list[Layer]:
    px, py = canvas(height)
    detail = [line for piece in _segments(step) for line in wrapped(piece, 36)]
    return [
        text([{"x": 0, "y": top + 5, "t": f"{step.number}. Schritt"}], px, py, weight=600),
        text([{"x": LABEL - 8, "y": top + 5, "t": _star(step.total)}], px, py, weight=600, align="right"),
        text([{"x": 0, "y": top + 14 + 8 * j, "t": t} for j, t in enumerate(detail[:4])], px, py, size=7, color=QUIET),
    ]


def _segments(step: Step) -> list[str]:
    """The two largest segments of a step by name, the others together; the table has them all."""
    ordered = sorted(step.segments, key=lambda item: -(item[1] or 0))
    if len(ordered) == 1:
        return [ordered[0][0]]
    pieces = [f"{name}\u00a0{_star(count)}" for name, count in ordered[:2]]
    rest = [count for _, count in ordered[2:]]
    if rest:
        known = [count for count in rest if count is not None]
        pieces.append(f"weitere\u00a0{german(sum(known)) if len(known) == len(rest) else STAR}")
    return pieces


def _key(steps: list[Step], one: float, height: float) -> list[Layer]:
    """The parts are named once: above the first bar, and above the ends of the second."""
    px, py = canvas(height)
    layers = [text([{"x": LABEL, "y": HEAD - 9, "t": "gehen weiter"}], px, py, size=7.5, color=DEEP, weight=600)]
    if len(steps) > 1 and steps[1].on is not None and (steps[1].left or 0) * one > 24:
        at = [{"x": LABEL + steps[1].on * one + 4, "y": HEAD + PITCH - 9, "t": "enden hier"}]
        layers.append(text(at, px, py, size=7.5, color=QUIET, weight=600))
    return layers


PATH = Chart(needs=(), draw=draw)
