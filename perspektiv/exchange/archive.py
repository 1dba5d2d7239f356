"""The archive for moving away: the package, the contacts, and everything else as lines of JSON, in one zip file."""

import csv
import io
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import ExpressionWrapper, F, TextField

from perspektiv.errors import Refused
from perspektiv.exchange.columns_of_contacts import FIELDS, KEY
from perspektiv.exchange.exporting import Progress, chosen_centres, tell_the_trail, unique_keys, write_package
from perspektiv.exchange.harmless import harmless
from perspektiv.exchange.kept import PERSONS
from perspektiv.exchange.reading import held, merged_people
from perspektiv.language import Text
from perspektiv.package.writing import made_beside, refuse_occupied
from perspektiv.records.access.frozen import frozen
from perspektiv.records.access.models import Centre
from perspektiv.records.access.trail import Actor
from perspektiv.records.access.vault import VaultField
from perspektiv.records.cases import filing
from perspektiv.records.cases.models import Document
from perspektiv.records.people.models import Participant

ROOMS = "perspektiv.records."
SECRET = {"access.user": {"password"}}
"""What opens an account is taken nowhere."""
AT_ONCE = 2_000


def export_archive(out: Path, *, by: Actor, opened: bool = False, progress: Progress | None = None) -> None:
    """Write everything that all centres keep into a new zip file that only its owner can read.

    ``opened``: with what is kept encrypted made readable (notes, goals, results) and with the documents; else these
    words stand in it as they are stored, and the documents are left out.
    """
    if out.suffix.lower() != ".zip":
        raise Refused(NO_ZIP, path=out)
    refuse_occupied(out)
    centres = chosen_centres(None)
    tell_the_trail(by=by, what="exchange.archived_opened" if opened else "exchange.archived", centres=centres)
    with made_beside(out) as made, frozen() as using:
        folder = made.with_name("package")
        write_package(folder, centres, using, progress=progress)
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("LIESMICH.txt", f"{CONTENT.de}\n\n{CONTENT.en}\n")
            for part in sorted(folder.iterdir()):
                archive.write(part, f"paket/{part.name}")
            archive.writestr("kontakte.csv", _contacts(centres, using))
            for model in _models():
                with archive.open(f"bestand/{model._meta.label_lower}.jsonl", "w") as lines:
                    for line in _lines(model, using, opened=opened):
                        lines.write(line)
            if opened:
                for name, content in _documents(using):
                    archive.writestr(name, content)


def _models() -> Iterator[type[models.Model]]:
    """Every model of the rooms of records."""
    for app in apps.get_app_configs():
        if app.name.startswith(ROOMS):
            yield from app.get_models()


def _lines(model: type[models.Model], using: str, *, opened: bool) -> Iterator[bytes]:
    secret = SECRET.get(model._meta.label_lower, set())
    fields = [field for field in model._meta.concrete_fields if field.name not in secret]
    closed = {field.attname for field in fields if isinstance(field, VaultField) and not opened}
    as_stored = {f"stored_{name}": ExpressionWrapper(F(name), TextField()) for name in closed}
    names = [f"stored_{field.attname}" if field.attname in closed else field.attname for field in fields]
    query = model._base_manager.using(using).annotate(**as_stored).order_by("pk").values_list(*names)
    for row in query.iterator(chunk_size=AT_ONCE):
        said = dict(zip((field.attname for field in fields), row, strict=True))
        yield json.dumps(said, ensure_ascii=False, cls=DjangoJSONEncoder).encode() + b"\n"


def _contacts(centres: list[Centre], using: str) -> bytes:
    """The contacts file, as the import reads it."""
    records = list(held(PERSONS, centres, merged_people(centres, using), using))
    keys = unique_keys(records, {centre.id: centre.key for centre in centres})
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((KEY, *FIELDS))
    people = Participant.objects.using(using).filter(merged_into=None).order_by("pk")
    for id, *values in people.values_list("id", *FIELDS).iterator(chunk_size=AT_ONCE):
        writer.writerow([harmless(_text(value)) for value in (keys[id], *values)])
    return out.getvalue().encode("utf-8-sig")


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _documents(using: str) -> Iterator[tuple[str, bytes]]:
    """The documents, readable, by their random id and the ending of their names."""
    for document in Document.objects.using(using).filter(removed_at=None).order_by("pk").iterator(chunk_size=50):
        ending = PurePath(document.name).suffix
        ending = ending if ending[1:].isalnum() and ending.isascii() else ""
        yield f"unterlagen/{document.id}{ending.lower()}", filing.get(document.file)


NO_ZIP = Text(
    "Das Archiv ist eine .zip; bitte einen Namen mit dieser Endung nennen, nicht {path}.",
    "The archive is a .zip; please give a name with that ending, not {path}.",
)
CONTENT = Text(
    "Dieses Archiv enthält alles, was Perspektiv über die Arbeit des Zentrums aufbewahrt, mit Namen und Kontaktdaten. "
    "Bitte so sicher verwahren wie die Akten selbst.\n"
    "paket/: das Datenpaket ohne Namen (perspektiv import paket --contacts kontakte.csv)\n"
    "kontakte.csv: Namen und Kontaktdaten\n"
    "bestand/: jede Tabelle, eine Zeile JSON je Eintrag\n"
    "unterlagen/: Dateien der Teilnehmenden; nur mit --decrypt. Ohne --decrypt sind auch Beratungsinhalte "
    "verschlüsselt wie im Bestand.",
    "This archive holds everything that Perspektiv keeps of the centre's work, with names and contact data. "
    "Please keep it as safe as the files themselves.\n"
    "paket/: the data package without names (perspektiv import paket --contacts kontakte.csv)\n"
    "kontakte.csv: names and contact data\n"
    "bestand/: every table, one line of JSON a row\n"
    "unterlagen/: the participants' documents; only with --decrypt. Without --decrypt counselling content is "
    "encrypted as it is stored, too.",
)
