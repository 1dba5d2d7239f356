"""The styles that the body uses: the form's own where it has them, plain ones where it does not."""

from typing import Any

SMALL = 8.5
OWN = {"Perspektiv Quelle": SMALL, "Perspektiv Hinweis": 9.5, "Perspektiv Tabelle": 9, "Perspektiv Fußnote": SMALL}
"""Own paragraph styles with their size in points; a form that has them keeps its own."""


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
    if "Table Grid" not in names:
        word.styles.add_style("Table Grid", WD_STYLE_TYPE.TABLE, builtin=True)
    for name, size in OWN.items():
        if name not in names:
            style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = word.styles["Normal"]
            style.font.size = Pt(size)
            style.paragraph_format.space_after = Pt(0 if name == "Perspektiv Tabelle" else 4)


def _outline(style: Any, level: int) -> None:
    """What makes a style a heading for navigation and screen readers."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level - 1))
    style.element.get_or_add_pPr().append(outline)
