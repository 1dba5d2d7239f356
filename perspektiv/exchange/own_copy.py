"""A person's copy of what is kept about them: readable in a browser, readable by programs, with the documents."""

import json
import os
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path, PurePath
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import override

from perspektiv.errors import Refused
from perspektiv.exchange import own_words
from perspektiv.exchange.own_tables import ABOUT_THEM, Given
from perspektiv.language import Text
from perspektiv.package.writing import made_beside, refuse_occupied
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases import filing
from perspektiv.records.cases.models import Document, Goal
from perspektiv.records.feedback.models import Answer, InstrumentVersion, Item, Response
from perspektiv.records.letters import reasons
from perspektiv.records.letters.models import Message
from perspektiv.records.people.forms import LANGUAGES
from perspektiv.records.people.models import Participant

Rows = list[dict[str, str]]
_LANGUAGES = dict(LANGUAGES)
OF_QUESTIONNAIRES: Mapping[type[Any], Callable[[Any], str]] = {
    InstrumentVersion: own_words.questionnaire,
    Item: own_words.question,
    Response: own_words.response,
}


def export_own_copy(out: Path, *, by: Actor, file_number: str, centre: str | None = None) -> None:
    """Write the copy of one person, found by file number, into a new zip file that only its owner can read."""
    refuse_occupied(out)
    person = _found(file_number, centre)
    record(by=by, what="exchange.archived", subject=person, person=person.pk)
    with made_beside(out) as made, override("de"):
        copy = own_copy(person)
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("kopie.html", _page(person, copy))
            archive.writestr("kopie.json", json.dumps(copy, ensure_ascii=False, indent=1))
            for name, content in _documents(person):
                archive.writestr(name, content)


def own_copy(person: Participant) -> dict[str, Rows]:
    """By the title of each table its rows, in words; of files that were merged into this one, too."""
    ids = _merged(person)
    return {
        given.title: [
            {word: _said(row, name) for name, word in given.fields.items()} for row in _rows(model, given, ids)
        ]
        for model, given in ABOUT_THEM.items()
        if isinstance(given, Given)
    }


def _found(file_number: str, centre: str | None) -> Participant:
    of_centre = {"centre__key": centre} if centre else {}
    found = list(Participant.objects.filter(file_number=file_number, **of_centre).select_related("merged_into"))
    if not found:
        raise Refused(NOBODY, number=file_number)
    if len(found) > 1:
        raise Refused(WHICH_CENTRE, number=file_number)
    return found[0].merged_into or found[0]


def _merged(person: Participant) -> list[UUID]:
    ids, more = [person.pk], [person.pk]
    while more:
        more = list(Participant.objects.filter(merged_into__in=more).values_list("pk", flat=True))
        ids += more
    return ids


def _rows(model: type[models.Model], given: Given, ids: list[UUID]) -> Iterator[models.Model]:
    """Also those that were taken back: they are kept."""
    related = [name for name in given.fields if model._meta.get_field(name).is_relation]
    chosen = model._base_manager.filter(**{f"{given.way or 'pk'}__in": ids})
    yield from chosen.select_related(*related).order_by("created_at" if _dated(model) else "pk")


def _dated(model: type[models.Model]) -> bool:
    return any(field.name == "created_at" for field in model._meta.concrete_fields)


def _said(row: models.Model, name: str) -> str:
    if isinstance(row, Answer) and name == "value":
        return own_words.answer(row)
    shown = getattr(row, f"get_{name}_display", None)
    value: Any = shown() if shown else getattr(row, f"{name}_label", getattr(row, name))
    if name == "language":
        return str(_LANGUAGES.get(value, value))
    return reasons.said(value) if isinstance(row, Message) and name == "why" else _in_words(value)


def _in_words(value: Any) -> str:
    """Times by the clock on the wall; of what is referred to, what people know it by."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, Goal):
        return str(value.words)
    of_questionnaire = OF_QUESTIONNAIRES.get(type(value))
    if of_questionnaire is not None:
        return of_questionnaire(value)
    return _in_words(value.starts_at) if isinstance(value, Appointment) else str(value)


def _page(person: Participant, copy: dict[str, Rows]) -> str:
    tables = format_html_join(
        "\n", "<h2>{}</h2>\n{}", ((title, _table(rows) if rows else NOTHING.de) for title, rows in copy.items())
    )
    title = TITLE.filled(person=person, day=f"{timezone.localdate():%d.%m.%Y}").de
    return format_html(PAGE, title=title, explained=EXPLAINED.de, tables=tables)


def _table(rows: Rows) -> SafeString:
    head = format_html_join("", '<th scope="col">{}</th>', ((word,) for word in rows[0]))
    body = format_html_join(
        "\n", "<tr>{}</tr>", ((format_html_join("", "<td>{}</td>", ((v,) for v in row.values())),) for row in rows)
    )
    return format_html("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", head, body)


def _documents(person: Participant) -> Iterator[tuple[str, bytes]]:
    for document in Document.objects.filter(participant__in=_merged(person), removed_at=None).order_by("pk"):
        ending = PurePath(document.name).suffix.lower()
        ending = ending if ending[1:].isalnum() and ending.isascii() else ""
        yield f"unterlagen/{document.pk}{ending}", filing.get(document.file)


PAGE = """<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>{title}</title></head>
<body><h1>{title}</h1><p>{explained}</p>
{tables}
</body></html>
"""
TITLE = Text("Kopie der Daten von {person}, {day}", "Copy of the data of {person}, {day}")
EXPLAINED = Text(
    "Das ist alles, was das Zentrum über Sie aufbewahrt. Unterlagen liegen als Dateien bei. "
    "Wer Ihre Akte wann gesehen hat, teilt das Zentrum auf Wunsch mit.",
    "This is all that the centre keeps about you. Documents are there as files. "
    "The centre tells you on request who saw your file and when.",
)
NOTHING = Text("Nichts.", "Nothing.")
NOBODY = Text(
    "Eine Akte mit der Nummer {number} gibt es nicht. Bitte die Nummer prüfen.",
    "There is no file with the number {number}. Please check the number.",
)
WHICH_CENTRE = Text(
    "Die Nummer {number} gibt es in mehreren Zentren. Bitte mit --centre eines nennen.",
    "The number {number} exists in several centres. Please name one with --centre.",
)
