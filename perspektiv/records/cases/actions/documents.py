"""Documents of the participant: kept, removed, brought back, and in the end destroyed."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.cases import filing
from perspektiv.records.cases.kinds_of_file import kept_name, kind_of
from perspektiv.records.cases.models import Document
from perspektiv.records.cases.sending import already_made
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.people.models import Participant


def add(*, by: User, participant: Participant, kind: Document.Kind, name: str, content: bytes, id: UUID) -> Document:
    """Keeps a file of a kind that is allowed. The file is safely written before the row that knows it."""
    recognised = kind_of(content)
    document = Document(
        id=id,
        centre=participant.centre,
        participant=participant,
        kind=kind,
        name=kept_name(name, recognised),
        content_type=recognised.content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        added_by=by,
    )
    kept = already_made(Document, id, participant_id=participant.pk)
    if kept:
        return kept
    filing.put(document.file, content)
    try:
        kept = _rowed(by, document)
    finally:
        if kept is not document and not Document.objects.filter(file=document.file).exists():
            filing.drop(document.file)
    return kept


@transaction.atomic
def _rowed(by: User, document: Document) -> Document:
    """The row of the document; where the form was sent twice at the same moment, that of the other sending."""
    wait_for_turn()
    if made := already_made(Document, document.pk, participant_id=document.participant_id):
        return made
    document.save(force_insert=True)
    record(by=by, what="cases.document_added", subject=document, person=document.participant_id)
    return document


@transaction.atomic
def remove(*, by: Actor, document: Document) -> Document:
    """Takes it off the page. The file stays until documents are purged."""
    return _removed(by, document, timezone.now(), "cases.document_removed")


@transaction.atomic
def bring_back(*, by: Actor, document: Document) -> Document:
    """Takes a removal back."""
    return _removed(by, document, None, "cases.document_brought_back")


def purge(*, by: Actor, before: datetime) -> int:
    """Destroys what was removed before then, row and file. How many."""
    removed: Iterable[Document] = Document.objects.filter(removed_at__lt=before).order_by("removed_at")
    return sum(_purged(by, document, before) for document in removed)


@transaction.atomic
def _purged(by: Actor, document: Document, before: datetime) -> bool:
    stored = Document.objects.select_for_update().filter(pk=document.pk, removed_at__lt=before).first()
    if stored is None:  # brought back meanwhile
        return False
    record(by=by, what="cases.document_purged", subject=stored, person=stored.participant_id)
    stored.delete()
    transaction.on_commit(lambda: filing.drop(stored.file))
    return True


def _removed(by: Actor, document: Document, at: datetime | None, what: str) -> Document:
    stored = Document.objects.select_for_update().get(pk=document.pk)
    if (stored.removed_at is None) != (at is None):
        stored.removed_at = at
        stored.version += 1
        stored.save(update_fields=["removed_at", "version"])
        record(by=by, what=what, subject=stored, person=stored.participant_id)
    return stored
