"""The styles that the body uses: the form's own where it has them, plain ones where it does not."""

from typing import Any

from perspektiv.report.docx.wordml import element

SMALL = 8.5
CELL = "Perspektiv Tabelle"
OWN = {"Perspektiv Quelle": SMALL, "Perspektiv Hinweis": 9.5, CELL: 9, "Perspektiv Fußnote": SMALL}
"""Own paragraph styles with their size in points; a form that has them keeps its own."""

GRID = "Perspektiv Raster"
"""The own style of tables: thin rules between rows, none between columns."""

QUIET, RULE = "4F5B66", "C3CBD2"


def ensure_styles(word: Any) -> None:
    """Adds what is missing, so that headings stay headings and the form's own styles rule."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    names = {style.name for style in word.styles}
    for level in (1, 2):
        if f"Heading {level}" not in names:
            style = word.styles.add_style(f"Heading {level}", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
            style.base_style = word.styles["Normal"]
            style.font.bold = True
            style.font.size = Pt(14 if level == 1 else 11)
            _outline(style, level)
    for name in ("Caption", "List Bullet"):
        if name not in names:
            word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True).base_style = word.styles["Normal"]
    if GRID not in names:
        _rule(word.styles.add_style(GRID, WD_STYLE_TYPE.TABLE))
    for name, size in OWN.items():
        if name not in names:
            style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = word.styles["Normal"]
            style.font.size = Pt(size)
            style.paragraph_format.space_after = Pt(0 if name == CELL else 4)
            style.paragraph_format.line_spacing = 1.0 if name == CELL else None


def _outline(style: Any, level: int) -> None:
    """What makes a style a heading for navigation and screen readers."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level - 1))
    style.element.get_or_add_pPr().append(outline)


def _rule(style: Any) -> None:
    """Thin rules and a little air: eighths of a point, twentieths of a point."""
    edge = {"val": "single", "sz": "4", "space": "0", "color": QUIET}
    between = element("insideH", val="single", sz="2", space="0", color=RULE)
    borders = element("tblBorders", element("top", **edge), element("bottom", **edge), between)
    air = {"top": "40", "left": "0", "bottom": "40", "right": "160"}
    margins = element("tblCellMar", *(element(side, w=width, type="dxa") for side, width in air.items()))
    style.element.append(element("tblPr", borders, margins))
    under_head = element("tcPr", element("tcBorders", element("bottom", **edge)))
    style.element.append(element("tblStylePr", under_head, type="firstRow"))


def quiet(run: Any) -> None:
    """The name of a column: smaller and lighter than what stands under it."""
    from docx.shared import Pt, RGBColor

    run.font.size = Pt(SMALL - 0.5)
    run.font.color.rgb = RGBColor.from_string(QUIET)
