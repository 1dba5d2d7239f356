"""The trail: every change and every read of a person's data leaves a row, chained by hash to the one before."""

import hashlib
import json
import uuid
from datetime import UTC, datetime
from typing import Protocol

from django.db import models, transaction
from django.utils import timezone

from perspektiv.records.access.models.centre import Centre
from perspektiv.records.access.models.trail import TrailHead, TrailRow


class Actor(Protocol):
    """Who does something: a user, a jobcoach by link, or the installation itself."""

    @property
    def trail_name(self) -> str: ...


class System:
    """The installation itself: its timer and its command line."""

    trail_name = "system"


SYSTEM = System()


def record(
    *, by: Actor, what: str, subject: models.Model, person: uuid.UUID | None = None, centre: uuid.UUID | None = None
) -> TrailRow:
    """Appends one row in the caller's transaction: both are written, or neither.

    ``what`` is "<room>.<verb in the past>" for changes and "<page>.read" for reads. ``person`` is the id of the
    participant concerned. The subject's centre is taken from it; a centre is its own; for a
    subject that has none, as a user, it is named.
    """
    with transaction.atomic():
        head = TrailHead.objects.select_for_update().get_or_create(id=1)[0]
        row = TrailRow(
            seq=head.seq + 1,
            at=timezone.now(),
            actor=by.trail_name,
            centre=subject.pk if isinstance(subject, Centre) else getattr(subject, "centre_id", centre),
            what=what,
            subject=f"{subject._meta.label_lower}:{subject.pk}",
            person=person,
        )
        row.hash = chained(head.hash, row)
        row.save(force_insert=True)
        TrailHead.objects.filter(id=1).update(seq=row.seq, hash=row.hash)
    return row


class Written(Protocol):
    """A row of the trail, as a model or as plain values."""

    @property
    def seq(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def actor(self) -> str: ...
    @property
    def centre(self) -> uuid.UUID | None: ...
    @property
    def what(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def person(self) -> uuid.UUID | None: ...
    @property
    def hash(self) -> str: ...


def chained(before: str, row: Written) -> str:
    """SHA-256 over the hash before and everything that the row says."""
    content = [
        row.seq,
        row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        row.actor,
        str(row.centre) if row.centre else "",
        row.what,
        row.subject,
        str(row.person) if row.person else "",
    ]
    return hashlib.sha256((before + json.dumps(content)).encode()).hexdigest()
