"""Makes the form that comes with Perspektiv: ``python -m perspektiv.report.docx.template`` writes vorlage.docx anew."""

from pathlib import Path
from typing import Any

from perspektiv.report.docx.form import DEFAULT
from perspektiv.report.docx.styles import ensure_styles

FONT = "Arial"
INK, DEEP = "17212B", "0F3D66"

ROWS = (
    ("Vorlage", "{{ art }}, {{ datum }}"),
    ("Beratungsfolge", "{{ gremium }}"),
    ("Frühere Beschlüsse", "{{ beschluesse }}"),
    ("Stand der Daten", "{{ stand }} ({{ fassung }})"),
)


def write_form(path: Path) -> None:
    """Writes the form: A4, a head with the paper's route, and the place of the report."""
    from docx import Document
    from docx.shared import Mm, Pt

    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(25)
    _fonts(word)
    ensure_styles(word)
    word.add_paragraph("{{ amt }}").runs[0].font.size = Pt(9)
    word.add_paragraph("{{ titel }}", style="Title")
    word.add_paragraph("{{ hinweis }}", style="Perspektiv Hinweis").runs[0].bold = True
    table = word.add_table(rows=0, cols=2)
    for name, place in ROWS:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, place
        cells[0].width, cells[1].width = Mm(45), Mm(115)
    word.add_paragraph("{{ abschnitte }}")
    section.footer.paragraphs[0].text = "{{ titel }} · {{ hinweis }}"
    word.core_properties.language = "de-DE"
    word.save(str(path))


def _fonts(word: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    sizes = {
        "Normal": (10, INK),
        "Title": (24, INK),
        "Heading 1": (14, DEEP),
        "Heading 2": (11, INK),
        "Caption": (9, INK),
    }
    for name, (size, color) in sizes.items():
        style = word.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor.from_string(color)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    word.styles["Caption"].font.bold = False
    language = word.styles["Normal"].element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): "de-DE"})
    word.styles["Normal"].element.get_or_add_rPr().append(language)


if __name__ == "__main__":
    write_form(DEFAULT)
