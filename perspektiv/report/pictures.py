"""Charts to pictures: SVG for page and print, PNG for Word. Text is set in the fonts that come with Perspektiv."""

import re
from collections.abc import Iterable
from typing import Any

from perspektiv.paper.fonts import FONTS, check_fonts

PNG_SCALE = 3
"""Pixels per point: 216 dots an inch."""

_OPENING = re.compile(r"<svg [^>]*>")
_ARIA = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')


def svgs(specifications: Iterable[dict[str, Any]]) -> list[str]:
    """One SVG for each specification. Inner labels for screen readers go: the alternative text is ours."""
    import vl_convert

    check_fonts()
    vl_convert.register_font_directory(str(FONTS))
    return [_ARIA.sub("", vl_convert.vegalite_to_svg(one, format_locale="de-DE")) for one in specifications]


def pngs(drawn: Iterable[str]) -> list[bytes]:
    """The same pictures for a document that takes no SVG, on white: else the edges of lines turn grey."""
    import vl_convert

    papered = (_OPENING.sub(r'\g<0><rect width="100%" height="100%" fill="white"/>', svg, count=1) for svg in drawn)
    return [vl_convert.svg_to_png(svg, scale=PNG_SCALE) for svg in papered]


def warm_up() -> None:
    """Starts the chart compiler, which takes most of a second."""
    import vl_convert

    vl_convert.vegalite_to_svg({"mark": "point", "data": {"values": []}})
