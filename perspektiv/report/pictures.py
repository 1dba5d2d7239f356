"""Charts to pictures: SVG for page and print, PNG for Word. Text is set in the fonts that come with Perspektiv."""

import re
from collections.abc import Iterable
from typing import Any

from perspektiv.paper.fonts import FONTS, check_fonts

PNG_SCALE = 3
"""Pixels per point: 216 dots an inch."""

_ARIA = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')


def svgs(specifications: Iterable[dict[str, Any]]) -> list[str]:
    """One SVG for each specification. Inner labels for screen readers go: the alternative text is ours."""
    import vl_convert

    check_fonts()
    vl_convert.register_font_directory(str(FONTS))
    return [_ARIA.sub("", vl_convert.vegalite_to_svg(one, format_locale="de-DE")) for one in specifications]


def pngs(drawn: Iterable[str]) -> list[bytes]:
    """The same pictures for a document that takes no SVG."""
    import vl_convert

    return [vl_convert.svg_to_png(svg, scale=PNG_SCALE) for svg in drawn]


def warm_up() -> None:
    """Starts the chart compiler, which takes most of a second."""
    import vl_convert

    vl_convert.vegalite_to_svg({"mark": "point", "data": {"values": []}})
