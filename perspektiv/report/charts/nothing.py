"""The drawing of nothing: where a period has nothing for a chart, its place says so, in every form of the report."""

from perspektiv.report.charts.chart import Drawing
from perspektiv.report.charts.drawing import COLUMN, PAPER, QUIET, RULE, box, canvas, specification, text

HEIGHT = 34
SENTENCE = "Für diesen Zeitraum liegt nichts vor, was sich zeichnen ließe."


def nothing(title: str, head: tuple[str, ...]) -> Drawing:
    """A frame with a sentence, and a table without rows; no claim of the author can stand over it."""
    px, py = canvas(HEIGHT)
    frame = [{"x": 0.5, "x2": COLUMN - 0.5, "y": 0.5, "y2": HEIGHT - 0.5}]
    words = [{"x": COLUMN / 2, "y": HEIGHT / 2 + 0.5, "t": SENTENCE}]
    return Drawing(
        specification=specification(
            [
                box(frame, px, py, color=PAPER, stroke=RULE, dash=[3, 2]),
                text(words, px, py, color=QUIET, align="center"),
            ],
            HEIGHT,
        ),
        title=title,
        caption="",
        alternative=f"Leerer Rahmen ohne Balken, Linien oder Punkte: {SENTENCE}",
        head=head,
        rows=(),
        empty=True,
    )
