"""Letters as one PDF, to be printed together: each begins on a page of its own."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import segno
from babel.dates import format_date
from django.utils import timezone

from perspektiv.paper import set_pdf
from perspektiv.paper.pdf import set_picture
from perspektiv.records.letters.blocks import Block, blocks, together
from perspektiv.records.letters.letterheads import letterhead_of
from perspektiv.records.letters.models import Letterhead, Message
from perspektiv.records.letters.papers.printable import check_printable
from perspektiv.records.letters.rendering import locale

TEMPLATES = Path(__file__).parent / "typst"
MADE_UP = "Beispieldaten: alle Personen sind erfunden"


def letters_pdf(messages: Iterable[Message]) -> bytes:
    """One PDF of all of them, in their order."""
    letters = list(messages)
    heads = {letter.centre_id: letterhead_of(letter.centre) for letter in letters}
    made_up = any(letter.centre.made_up for letter in letters)
    parts = [
        sheet(
            heads[letter.centre_id],
            address=letter.address,
            subject=letter.subject,
            body=letter.body,
            language=letter.language,
            day=timezone.localdate(letter.due_at),
        )
        for letter in letters
    ]
    return set_pdf(TEMPLATES, "letter.typ", _data(parts, made_up))


def letter_picture(head: Letterhead, *, address: str, subject: str, body: str, language: str, made_up: bool) -> bytes:
    """The first page as a picture (PNG), as a preview shows it."""
    day = timezone.localdate()
    part = sheet(head, address=address, subject=subject, body=body, language=language, day=day)
    return set_picture(TEMPLATES, "letter.typ", _data([part], made_up))


def sheet(head: Letterhead, *, address: str, subject: str, body: str, language: str, day: date) -> Mapping[str, Any]:
    check_printable(f"{address}{subject}{body}")
    spoken = locale(language)
    return {
        "address": address.splitlines(),
        "line": head.line,
        "sender": [part for part in (head.sender, head.street, head.place) if part],
        "reach": [part for part in (head.phone, head.email) if part],
        "day": format_date(day, "long", locale=spoken),
        "subject": together(subject),
        "blocks": [
            {"kind": block.kind.value, "lines": [together(line) for line in block.lines], "code": code_of(block)}
            for block in blocks(body)
        ],
        "language": spoken.language,
        "page": {"de": "Seite", "en": "Page"}.get(spoken.language, ""),
    }


def code_of(block: Block) -> str:
    """A link on paper is typed by nobody: a code (SVG) for the camera of a telephone stands below it."""
    if not block.is_link:
        return ""
    return str(segno.make(block.lines[0], error="m").svg_inline(border=2, dark="black", light="white"))


def _data(letters: list[Mapping[str, Any]], made_up: bool) -> dict[str, object]:
    return {
        "title": letters[0]["subject"].replace("\u00a0", " ") if len(letters) == 1 else "Briefe zum Drucken",
        "centre": letters[0]["sender"][0],
        "kind": "",
        "note": "",
        "made_up": MADE_UP if made_up else "",
        "letters": letters,
    }
