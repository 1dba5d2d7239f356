"""The report as one web page: nothing is loaded from elsewhere, readable in light, dark and print."""

import base64
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from markupsafe import Markup

from perspektiv.paper.fonts import FONTS
from perspektiv.report.binding import Run
from perspektiv.report.charts.drawing import ALARM, DEEP, FAINT, INK, MID, PALE, PAPER, QUIET, RULE
from perspektiv.report.document import Document
from perspektiv.report.printing import WITHHELD

TEMPLATES = Path(__file__).parent / "templates"

WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600}
COLORS = {
    PAPER: "paper",
    INK: "ink",
    QUIET: "quiet",
    RULE: "rule",
    FAINT: "faint",
    DEEP: "deep",
    MID: "mid",
    PALE: "pale",
    ALARM: "alarm",
}
"""Colours of the charts, which the page takes from its own palette, light or dark."""

_PAINT = re.compile(r'(fill|stroke)="(#[0-9A-Fa-f]{6}|white)"')
_SIZE = re.compile(r'^<svg ([^>]*?)width="\d+(?:\.\d+)?" height="\d+(?:\.\d+)?"')


def html(document: Document, drawings: Mapping[str, str]) -> str:
    """The document as a page. ``drawings``: the SVG of each chart by the name of its file."""
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["prose"] = prose
    template = environment.get_template("report.html.j2")
    return template.render(
        document=document,
        pictures={name: inline(svg) for name, svg in drawings.items()},
        style=Markup((TEMPLATES / "report.css").read_text(encoding="utf-8")),  # our own file
        fonts=fonts(),
        hidden=WITHHELD,
    )


def prose(runs: tuple[Run, ...]) -> Markup:
    """A sentence with its footnote marks: each leads to its note, and the note leads back to the first."""
    return Markup("").join(_run(run) for run in runs)


def _run(run: Run) -> Markup:
    text = Markup.escape(run.text)
    if run.note is None:
        return text
    back = Markup(' id="ref-{}"').format(run.note) if run.first else Markup("")
    mark = Markup('<sup><a href="#note-{n}"{back} aria-label="Fußnote {n}">{n})</a></sup>')
    return text + mark.format(n=run.note, back=back)


def inline(svg: str) -> Markup:
    """A drawing for the page: sized by the page, coloured by its palette, silent beside its alternative text."""
    painted = _PAINT.sub(lambda m: f'style="{m.group(1)}:var(--{_color(m.group(2))})"', svg)
    merged = _merged(painted)
    return Markup(_SIZE.sub(r'<svg \1aria-hidden="true" focusable="false"', merged, count=1))  # drawn by us


def _color(color: str) -> str:
    return "paper" if color == "white" else COLORS[color.upper()]


def _merged(svg: str) -> str:
    """Two style attributes of one element in one."""
    twice = re.compile(r'style="([^"]*)"([^<>]*?) style="([^"]*)"')
    while twice.search(svg):
        svg = twice.sub(r'style="\1;\3"\2', svg)
    return svg


@cache
def fonts() -> Markup:
    """The three cuts as part of the page."""
    faces = []
    for cut, weight in WEIGHTS.items():
        data = base64.b64encode((FONTS / f"FiraSans-{cut}.woff2").read_bytes()).decode("ascii")
        faces.append(
            f'@font-face{{font-family:"Fira Sans";font-weight:{weight};font-display:swap;'
            f'src:url("data:font/woff2;base64,{data}") format("woff2")}}'
        )
    return Markup("\n".join(faces))  # our own files
