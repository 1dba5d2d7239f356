"""Tables in Word: a head that is repeated, rows that stay whole, names of groups over all columns."""

from collections.abc import Mapping, Sequence
from typing import Any

from perspektiv.report.docx.grid import column_widths, lay_out, spans
from perspektiv.report.docx.styles import CELL, GRID, quiet
from perspektiv.report.docx.wordml import element
from perspektiv.report.tables import Table

SHORT = 12
"""A table of at most so many rows stays on one page."""


def word_table(word: Any, table: Table, width: float, styles: Mapping[str, str]) -> Any:
    """The table at the end of the document, so many points wide; ``styles``: the identifiers of the form's styles."""
    made = word.add_table(rows=0, cols=len(table.head))
    made.style = word.styles[GRID]
    lay_out(made, column_widths(table, width))
    _head(made, table, styles[CELL])
    for number, row in enumerate(table.rows):
        last = number == len(table.rows) - 1
        bold = number in (*table.total, *table.strong)
        together = not last and (len(table.rows) <= SHORT or spans(row))
        _row(made, row, table.numeric, styles[CELL], bold=bold, together=together)
    return made


def _head(made: Any, table: Table, style: str) -> None:
    """The names of the columns, on every page that the table reaches."""
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT

    row = _row(made, table.head, table.numeric, style, together=True)
    row._tr.get_or_add_trPr().append(element("tblHeader", val="true"))
    for cell in row.cells:
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
        quiet(cell.paragraphs[0].runs[0])


def _row(
    made: Any, words: Sequence[str], numeric: Sequence[bool], style: str, *, bold: bool = False, together: bool = False
) -> Any:
    """A row that no page ends within; ``together`` keeps it on the page of the next."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    row = made.add_row()
    row._tr.get_or_add_trPr().append(element("cantSplit", val="true"))
    cells = (row.cells[0].merge(row.cells[-1]),) if spans(words) else row.cells
    for cell, text, right in zip(cells, words, numeric, strict=False):
        paragraph = cell.paragraphs[0]
        paragraph._element.style = style
        paragraph.add_run(text).bold = bold or None
        if together:
            paragraph.paragraph_format.keep_with_next = True
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return row
