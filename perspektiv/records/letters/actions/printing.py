"""Letters that were printed: marked all together, and taken back all together."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from perspektiv.records.access.trail import Actor, record
from perspektiv.records.letters.models import Message
from perspektiv.records.people.actions.participants import wait_for_turn

State = Message.State


@transaction.atomic
def mark_printed(*, by: Actor, letters: Iterable[UUID]) -> list[UUID]:
    """Those of them that waited to be printed. Twice is once."""
    return _moved(by, letters, State.TO_PRINT, State.PRINTED, "letters.message_printed")


@transaction.atomic
def take_back_printed(*, by: Actor, letters: Iterable[UUID]) -> list[UUID]:
    """They wait to be printed again."""
    return _moved(by, letters, State.PRINTED, State.TO_PRINT, "letters.message_printed_undone")


def _moved(by: Actor, letters: Iterable[UUID], before: Message.State, after: Message.State, what: str) -> list[UUID]:
    wait_for_turn()
    moved = list(Message.objects.filter(pk__in=list(letters), state=before).order_by("created_at"))
    ids = [letter.pk for letter in moved]
    done_at = timezone.now() if after == State.PRINTED else None
    Message.objects.filter(pk__in=ids).update(state=after, done_at=done_at, version=F("version") + 1)
    for letter in moved:
        record(by=by, what=what, subject=letter, person=letter.participant_id)
    return ids
