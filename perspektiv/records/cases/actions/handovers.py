"""Handover notes: what whoever takes over or stands in has to know. Written to one person, done with by them."""

from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import User
from perspektiv.records.access.sending import must_be_new
from perspektiv.records.access.trail import record
from perspektiv.records.cases.handing_over import receivers
from perspektiv.records.cases.models import HandoverNote
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.people.models import Participant

NOTHING_SAID = Text("Bitte schreiben Sie, was zu wissen ist.", "Please write what is to be known.")
NOT_TO_THEM = Text(
    "{to} übernimmt diesen Fall nicht und vertritt Sie nicht; die Notiz wäre für niemanden lesbar.",
    "{to} neither takes over this case nor stands in; nobody could read the note.",
)


@transaction.atomic
def hand_over(*, by: User, participant: Participant, to: User, words: str, id: UUID | None = None) -> HandoverNote:
    """A note to whoever takes over or stands in. Sent twice, it is one."""
    wait_for_turn()
    if id and (already := HandoverNote.objects.filter(pk=id, participant=participant, written_by=by).first()):
        return already
    must_be_new(HandoverNote, id)
    if not words.strip():
        raise Refused(NOTHING_SAID)
    if to.pk not in {user.pk for user in receivers(by, participant)}:
        raise Refused(NOT_TO_THEM, to=to)
    note = HandoverNote.objects.create(
        id=id or uuid4(),
        centre_id=participant.centre_id,
        participant=participant,
        written_by=by,
        to=to,
        words=words.strip(),
    )
    record(by=by, what="cases.handover_written", subject=note, person=participant.pk)
    return note


@transaction.atomic
def finish(*, by: User, note: HandoverNote) -> HandoverNote:
    """Read and done with. Done twice is done once."""
    return _set(by, note, done=True)


@transaction.atomic
def take_up_again(*, by: User, note: HandoverNote) -> HandoverNote:
    """It stands on Today again."""
    return _set(by, note, done=False)


def _set(by: User, note: HandoverNote, *, done: bool) -> HandoverNote:
    wait_for_turn()
    stored = HandoverNote.objects.get(pk=note.pk)
    if (stored.done_at is not None) == done:
        return stored
    stored.done_at = timezone.now() if done else None
    stored.version += 1
    stored.save(update_fields=["done_at", "version"])
    what = "cases.handover_done" if done else "cases.handover_done_undone"
    record(by=by, what=what, subject=stored, person=stored.participant_id)
    return stored
