"""Marks of the charts, as Vega-Lite layers. One unit is one point on paper: a chart is drawn at the width of the
text column and placed unscaled, so a font size of 8 here is 8 pt in print. Every colour is opaque: Word's pictures
have no paper behind them, and what is seen through turns grey there.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

Layer = dict[str, Any]
Row = Mapping[str, object]
Scale = dict[str, Any]

COLUMN = 346
"""Width of the text column in points: 122 mm."""

FONT = "Fira Sans"
PAPER, INK, QUIET, RULE, FAINT = "#FFFFFF", "#17212B", "#4F5B66", "#C3CBD2", "#E4E8EB"
DEEP, MID, PALE, ALARM = "#0F3D66", "#6F9DC3", "#CFDFEC", "#A63A0A"

STAR = "*"
"""Stands where a count is withheld; the caption says so."""


def scale(low: float, high: float, start: float, end: float) -> Scale:
    """From values to drawing points; no niceties, no padding."""
    return {"domain": [low, high], "range": [start, end], "nice": False, "zero": False}


def canvas(height: float, width: float = COLUMN) -> tuple[Scale, Scale]:
    """The paper itself as scales, for what belongs to no data axis."""
    return scale(0, width, 0, width), scale(0, height, 0, height)


def _channel(field: str, along: Scale) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", "scale": along, "axis": None}


def _layer(rows: Iterable[Row], mark: dict[str, Any], sx: Scale, sy: Scale, **more: object) -> Layer:
    first = "low" if "y2" in more and mark["type"] == "area" else "y"
    encoding = {"x": _channel("x", sx), "y": _channel(first, sy), **more}
    return {"data": {"values": list(rows)}, "mark": mark, "encoding": encoding}


def text(
    rows: Iterable[Row],
    sx: Scale,
    sy: Scale,
    *,
    size: float = 8,
    color: str = INK,
    weight: int = 400,
    align: Literal["left", "center", "right"] = "left",
    dx: float = 0,
    dy: float = 0,
) -> Layer:
    """Labels at the mark: rows of {x, y, t}."""
    mark = {"type": "text", "fontSize": size, "color": color, "fontWeight": weight}
    mark |= {"align": align, "baseline": "middle", "dx": dx, "dy": dy}
    return _layer(rows, mark, sx, sy, text={"field": "t", "type": "nominal"})


def line(
    rows: Iterable[Row], sx: Scale, sy: Scale, *, color: str = RULE, width: float = 0.5, dash: Sequence[float] = ()
) -> Layer:
    """Straight lines: rows of {x, x2, y, y2}."""
    mark: dict[str, Any] = {"type": "rule", "color": color, "strokeWidth": width}
    if dash:
        mark["strokeDash"] = list(dash)
    return _layer(rows, mark, sx, sy, x2={"field": "x2"}, y2={"field": "y2"})


def box(
    rows: Iterable[Row],
    sx: Scale,
    sy: Scale,
    *,
    color: str,
    stroke: str | None = None,
    dash: Sequence[float] = (),
) -> Layer:
    """Rectangles: rows of {x, x2, y, y2}."""
    mark: dict[str, Any] = {"type": "rect", "color": color, "opacity": 1}
    if stroke:
        mark |= {"stroke": stroke, "strokeWidth": 0.6}
    if dash:
        mark["strokeDash"] = list(dash)
    return _layer(rows, mark, sx, sy, x2={"field": "x2"}, y2={"field": "y2"})


def dots(
    rows: Iterable[Row], sx: Scale, sy: Scale, *, color: str, size: float, fill: str | None = None, width: float = 1
) -> Layer:
    """Points: rows of {x, y}; with ``fill``, hollow."""
    mark: dict[str, Any] = {"type": "point", "filled": True, "size": size, "opacity": 1, "color": color}
    if fill:
        mark |= {"fill": fill, "stroke": color, "strokeWidth": width}
    return _layer(rows, mark, sx, sy)


def area(rows: Iterable[Row], sx: Scale, sy: Scale, *, color: str) -> Layer:
    """A band: rows of {x, low, high}."""
    mark = {"type": "area", "color": color, "opacity": 1}
    return _layer(rows, mark, sx, sy, y2={"field": "high"})


def curve(
    rows: Iterable[Row], sx: Scale, sy: Scale, *, color: str, width: float = 1.5, dash: Sequence[float] = ()
) -> Layer:
    """A line through points: rows of {x, y}."""
    mark: dict[str, Any] = {"type": "line", "color": color, "strokeWidth": width}
    if dash:
        mark["strokeDash"] = list(dash)
    return _layer(rows, mark, sx, sy)


def hatched(x: float, y: float, width: float, height: float, step: float = 3) -> list[dict[str, float]]:
    """Slanting lines that fill a place whose value is withheld: rows for ``line`` on the canvas, {x, x2, y, y2}."""
    rows = []
    offset = -height + step
    while offset < width:
        left, right = max(offset, 0.0), min(offset + height, width)
        rows.append(
            {"x": x + left, "x2": x + right, "y": y + height - (left - offset), "y2": y + height - (right - offset)}
        )
        offset += step
    return rows


def wrapped(words: str, width: int) -> list[str]:
    """A label in lines of at most so many letters, broken between words."""
    lines = [""]
    for word in words.split(" "):
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= width or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def label(words: str, x: float, middle: float, width: int = 30, pitch: float = 9) -> list[dict[str, object]]:
    """A name beside its row, on one line or two around the middle: rows for ``text``."""
    lines = wrapped(words, width)
    top = middle - pitch * (len(lines) - 1) / 2
    return [{"x": x, "y": top + pitch * number, "t": piece} for number, piece in enumerate(lines)]


def joined(layers: Iterable[Layer]) -> list[Layer]:
    """Layers of one look as one, which compiles in half the time: areas and lines where the first stood, text last."""
    marks: dict[str, Layer] = {}
    words: dict[str, Layer] = {}
    for layer in layers:
        values = layer["data"]["values"]
        if not values:
            continue
        mark = layer["mark"]["type"]
        look = repr((layer["mark"], layer["encoding"]))
        if mark in ("line", "area"):
            look += repr(values)  # each is one stretch of its own
        same = (words if mark == "text" else marks).setdefault(look, {**layer, "data": {"values": []}})
        same["data"]["values"].extend(values)
    return [*marks.values(), *words.values()]


def specification(layers: Sequence[Layer], height: float, width: float = COLUMN) -> dict[str, Any]:
    """A whole chart for the Vega-Lite compiler."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": width,
        "height": height,
        "padding": 0,
        "autosize": {"type": "none"},
        "background": None,
        "layer": joined(layers),
        "resolve": {"scale": {"x": "independent", "y": "independent"}},
        "config": {"font": FONT, "view": {"stroke": None}, "aria": False},
    }
