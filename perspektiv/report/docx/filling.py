"""Fills a form: its small places by docxtpl, then the report itself at the place of ``{{ abschnitte }}``."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from perspektiv.errors import Refused
from perspektiv.report.document import Document
from perspektiv.report.docx.body import Body
from perspektiv.report.docx.form import BROKEN, DEFAULT, LACKS

MARK = "\u2063abschnitte\u2063"
"""Stands for the report until it is put in; no text of a report contains it."""


def docx(document: Document, pictures: Mapping[str, bytes], template: Path | None = None) -> bytes:
    """The document in a form, the shipped one if none is given. ``pictures``: PNG of each chart by its file's name."""
    from docxtpl import DocxTemplate

    path = template or DEFAULT
    form = DocxTemplate(path)
    try:
        form.render(_places(document), autoescape=True)
    except Exception as error:  # whatever a foreign form does to the template engine
        raise Refused(BROKEN, path=path, reason=error) from error
    word = form.docx
    start = next((p for p in word.paragraphs if MARK in p.text), None)
    if start is None:
        raise Refused(LACKS, path=path, places="{{ abschnitte }}")
    Body(word, start, pictures).write(document)
    start._element.getparent().remove(start._element)
    _describe(word, document)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _places(document: Document) -> dict[str, str]:
    route = "\n".join(f"{s.date} {s.body}{f' ({s.purpose})' if s.purpose else ''}" for s in document.route)
    return {
        "titel": ": ".join(document.title),
        "art": document.kind,
        "amt": document.office,
        "datum": document.date,
        "gremium": route,
        "beschluesse": "\n".join(f"{reference} {about}" for reference, about in document.decisions),
        "stand": document.provenance.data_as_of,
        "fassung": document.audience,
        "hinweis": document.made_up,
        "abschnitte": MARK,
    }


def _describe(word: Any, document: Document) -> None:
    """Title, author and language in the file's own properties."""
    properties = word.core_properties
    properties.title = ": ".join(document.title)
    properties.author = document.office
    properties.language = "de-DE"
    properties.subject = document.kind
    properties.comments = document.made_up
