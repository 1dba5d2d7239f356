"""The report's body in Word: real headings, repeated table heads, pictures with alternative texts, notes as links."""

import io
from collections.abc import Mapping
from typing import Any

from perspektiv.report.binding import Run
from perspektiv.report.document import Document, LedgerRow, PrintedChart, PrintedSection
from perspektiv.report.docx.styles import ensure_styles
from perspektiv.report.docx.tables import word_table
from perspektiv.report.docx.wordml import bookmark, describe_picture, link
from perspektiv.report.tables import Table

MILLIMETRES, POINTS = 36000, 12700
"""English metric units in one millimetre, and in one point."""

WIDEST = 150
"""Millimetres of a picture: more would set its words larger than the text."""

NARROW = 84
"""Millimetres of a narrow table, as in print."""


class Body:
    """Writes the report before a paragraph of a Word document, in the styles of that document."""

    def __init__(self, word: Any, start: Any, pictures: Mapping[str, bytes]) -> None:
        self.word = word
        self.start = start
        self.pictures = pictures
        self.notes_seen: set[int] = set()
        section = word.sections[0]
        self.width = section.page_width - section.left_margin - section.right_margin
        ensure_styles(word)
        self.styles = {style.name: style.style_id for style in word.styles}

    def write(self, document: Document) -> None:
        """The whole report: first page, sections, notes, appendix."""
        self._glance(document)
        for section in document.sections:
            self._section(section)
        self._notes(document)
        self._appendix(document)

    def paragraph(self, text: str = "", style: str = "Normal") -> Any:
        """An empty paragraph, or one with a text, in a style."""
        paragraph = self.start.insert_paragraph_before()
        paragraph._element.style = self.styles[style]
        if text:
            paragraph.add_run(text)
        return paragraph

    def prose(self, runs: tuple[Run, ...], style: str = "Normal", *, bold: bool = False) -> Any:
        """A paragraph with its figures; each footnote mark leads to its note."""
        paragraph = self.paragraph(style=style)
        self._add(paragraph, runs, bold=bold)
        return paragraph

    def _add(self, paragraph: Any, runs: tuple[Run, ...], *, bold: bool = False) -> None:
        for run in runs:
            paragraph.add_run(run.text).bold = bold or None
            if run.note is not None:
                link(paragraph, f"{run.note})", f"note{run.note}")
                if run.first:
                    bookmark(paragraph, f"ref{run.note}", run.note)

    def _glance(self, document: Document) -> None:
        if document.points or document.ledger:
            self.paragraph(document.heading, "Heading 1")
        for point in document.points:
            paragraph = self.prose(point.head, bold=True)
            self._add(paragraph, (Run(" "), *point.text))
        if document.ledger:
            self._table(_ledger(document.ledger))
        for aside in document.asides:
            self.prose(aside.text, "Perspektiv Hinweis", bold=aside.alarm)

    def _section(self, section: PrintedSection) -> None:
        self.paragraph(f"{section.number} {section.title}", "Heading 1")
        source = self.paragraph(f"{section.counts} · {section.period}", "Perspektiv Quelle")
        source.paragraph_format.keep_with_next = True
        if section.lead:
            lead = self.prose(section.lead, bold=True)
            lead.paragraph_format.keep_with_next = bool(section.asides or section.pieces)
        for aside in section.asides:
            self.prose(aside.text, "Perspektiv Hinweis", bold=aside.alarm)
        for piece in section.pieces:
            if piece.chart:
                self._chart(piece.chart)
            elif piece.table:
                self._table(piece.table)
            elif piece.steps:
                for step in piece.steps:
                    paragraph = self.paragraph(style="List Bullet")
                    paragraph.add_run(f"{step.when}: {step.what}. ").bold = True
                    self._add(paragraph, step.text)
            else:
                self.prose(piece.text)

    def _chart(self, chart: PrintedChart) -> None:
        self._caption(chart.title, chart.caption)
        paragraph = self.paragraph()
        width = min(self.width, WIDEST * MILLIMETRES)
        picture = paragraph.add_run().add_picture(io.BytesIO(self.pictures[chart.file]), width=width)
        describe_picture(picture, chart.title, chart.alternative)

    def _caption(self, title: str, caption: str) -> None:
        paragraph = self.paragraph(style="Caption")
        paragraph.paragraph_format.keep_with_next = True
        if title:
            paragraph.add_run(title).bold = True
        if caption:
            paragraph.add_run(f"{'. ' if title else ''}{caption}")

    def _table(self, table: Table) -> None:
        if table.title or table.caption:
            self._caption(table.title, table.caption)
        width = min(self.width, NARROW * MILLIMETRES) if table.narrow else self.width
        made = word_table(self.word, table, width / POINTS, self.styles)
        self.start._element.addprevious(made._element)
        self.paragraph()

    def _notes(self, document: Document) -> None:
        if document.notes:
            self.paragraph("Fußnoten", "Heading 1")
        for note in document.notes:
            paragraph = self.paragraph(style="Perspektiv Fußnote")
            bookmark(paragraph, f"note{note.number}", 1000 + note.number)
            link(paragraph, f"{note.number})", f"ref{note.number}")
            paragraph.add_run(f" {note.text}")

    def _appendix(self, document: Document) -> None:
        self.paragraph("Begriffe und Zählweise", "Heading 1")
        head = ("Kennzahl", "Gezählt werden", "Zähler / Nenner", "Zeitraum gilt für", "Nicht gezählt")
        rows = tuple((d.title, d.counts, d.formula, d.dated_by, d.excluded) for d in document.definitions)
        self._table(Table("definitionen", "", "", head, rows, (False,) * 5))
        for heading, pairs in (("Begriffe", document.terms), ("Zeichen", document.signs)):
            self.paragraph(heading, "Heading 2")
            for term, said in pairs:
                paragraph = self.paragraph()
                paragraph.add_run(f"{term} ").bold = True
                paragraph.add_run(said)
        self.paragraph("Zu den Daten", "Heading 2")
        for sentence in document.quality:
            self.paragraph(sentence)
        origin = document.provenance
        self.paragraph("Herkunft", "Heading 2")
        self.paragraph(f"Datenpaket {origin.package}, Stand {origin.data_as_of}, Perspektiv {origin.version}")
        if origin.seal:
            self.paragraph(f"Prüfsumme {origin.seal}")
        if document.made_up:
            self.paragraph(document.made_up, "Perspektiv Hinweis")


def _ledger(rows: tuple[LedgerRow, ...]) -> Table:
    """The first page's figures as a plain table."""
    head = ("Was gezählt wird", "Wert", "Basis und Zeitraum", "95-%-Intervall in %")
    body = tuple(
        (row.group, "", "", "")
        if row.group
        else (
            row.says,
            f"{row.value} {row.sign}".strip(),
            row.basis,
            "\n".join(filter(None, (*row.certainty.split(" · "), row.verdict))),
        )
        for row in rows
    )
    strong = tuple(number for number, row in enumerate(rows) if row.group)
    return Table("blick", "", "", head, body, (False, True, False, False), strong=strong)
