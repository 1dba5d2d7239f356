"""Figures as a table for the terminal, readable at 80 columns."""

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from perspektiv.indicators import CATALOGUE, Answer, Figure, Period
from perspektiv.language import Text
from perspektiv.package import Package
from perspektiv.report.printing import ABSENT, days, part

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.table import Table

HEADS = (
    Text("Wert", "Value"),
    Text("Zähler", "Numerator"),
    Text("Nenner", "Denominator"),
    Text("95-%-Intervall", "95 % interval"),
)
CATEGORIES = {
    "female": Text("Frauen", "female"),
    "male": Text("Männer", "male"),
    "diverse": Text("divers", "diverse"),
    "unknown": Text("ohne Angabe", "unknown"),
}
"""Words for the codes that the contract fixes; segments and centres keep their keys."""
WHAT = Text("Kennzahl", "Indicator")
MADE_UP = Text("Erfundene Beispieldaten", "Made-up example data")
AS_OF = Text("Stand der Daten {day}", "Data as of {day}")
KEY = Text(
    "p: vorläufig, Fristen laufen noch · geschützt: Einzelne wären erkennbar · ~: Zeitraum deckt nur einen Teil ab",
    "p: provisional, windows still open · geschützt: withheld to protect people · ~: only partly in the period",
)


def figures_table(answer: Answer, package: Package, period: Period) -> "Group":
    """The figures under a line that says of which package and period they are."""
    from rich.console import Group
    from rich.text import Text as Line

    as_of = AS_OF.filled(day=days(Period(package.data_as_of, package.data_as_of)))
    parts = [package.name, *([str(MADE_UP)] if package.made_up else []), days(period), str(as_of)]
    tables: list[RenderableType] = [Line(", ".join(parts), style="bold")]
    tables += [_table(list(group)) for _, group in groupby(answer.figures, key=lambda figure: tuple(figure.by))]
    return Group(*tables, Line(str(KEY), style="dim"))


def _table(figures: list[Figure]) -> "Table":
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    told = list(figures[0].by)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False)
    table.add_column(str(WHAT), ratio=1, overflow="fold")
    for head in HEADS:
        table.add_column(str(head), justify="right", no_wrap=True)
    for name, rows in groupby(figures, key=lambda figure: figure.indicator):
        title = str(CATALOGUE[name].title)
        if told:
            table.add_row(title, style="bold")
        for figure in rows:
            table.add_row(_row_name(figure.by.values(), figure) if told else title, *_cells(figure))
    return table


def _row_name(labels: Iterable[str], figure: Figure) -> str:
    named = (str(CATEGORIES.get(label, label)) for label in labels)
    return "  " + " · ".join(named) + (" ~" if figure.partial else "")


def _cells(figure: Figure) -> tuple[str, str, str, str]:
    if figure.withheld:
        return part(figure), "", "", ""
    numerator = "" if figure.denominator is None or figure.numerator is None else part(figure, "n")
    denominator = "" if figure.denominator is None else part(figure, "d")
    interval = part(figure, "ci")
    return part(figure), _or_blank(numerator), _or_blank(denominator), _or_blank(interval)


def _or_blank(text: str) -> str:
    return "" if text == ABSENT else text
