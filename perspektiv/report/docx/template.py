"""Makes the form that comes with Perspektiv: ``python -m perspektiv.report.docx.template`` writes vorlage.docx anew."""

from pathlib import Path
from typing import Any

from perspektiv.report.docx.form import DEFAULT
from perspektiv.report.docx.grid import lay_out
from perspektiv.report.docx.styles import ensure_styles
from perspektiv.report.docx.wordml import element, field

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
    lay_out(table, (Mm(45).pt, Mm(115).pt))
    for name, place in ROWS:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, place
    word.add_paragraph("{{ abschnitte }}")
    _footer(section.footer.paragraphs[0], section.page_width - section.left_margin - section.right_margin)
    _hyphenate(word)
    word.core_properties.language = "de-DE"
    word.save(str(path))


def _footer(paragraph: Any, width: int) -> None:
    """Title, and the number of the page at the right."""
    from docx.enum.text import WD_TAB_ALIGNMENT

    paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run("{{ titel }}{% if hinweis %} · {{ hinweis }}{% endif %}\tSeite ")
    field(paragraph, "PAGE")
    paragraph.add_run(" von ")
    field(paragraph, "NUMPAGES")


def _hyphenate(word: Any) -> None:
    """Long German words are parted at the ends of lines, but not in headings."""
    word.settings.element.xpath("w:defaultTabStop")[0].addnext(element("autoHyphenation", val="true"))
    for name in ("Title", "Heading 1", "Heading 2"):
        word.styles[name].element.get_or_add_pPr().append(element("suppressAutoHyphens", val="true"))


def _fonts(word: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    sizes = {
        "Normal": (10, INK),
        "Title": (24, INK),
        "Heading 1": (14, DEEP),
        "Heading 2": (11, INK),
        "Caption": (9, INK),
        "Footer": (8, INK),
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
