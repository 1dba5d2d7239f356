"""Notes of the counsellor: compartment C. They are saved while they are typed."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from perspektiv.records.access.models import User
from perspektiv.records.access.trail import record
from perspektiv.records.cases.models import Note
from perspektiv.records.cases.sending import already_made
from perspektiv.records.cases.versions import ChangedMeanwhile
from perspektiv.records.people.models import Participant


@transaction.atomic
def save_note(
    *,
    by: User,
    participant: Participant,
    id: UUID,
    version: int,
    words: str,
    about_on: date,
    appointment: UUID | None = None,
) -> Note | None:
    """What stands on the page now. ``version``: 0 for a note that was not saved yet.

    Nothing is kept of a note in which nothing was ever written. Where somebody saved since that version was shown,
    be it in another window of the same person, nothing is overwritten: ChangedMeanwhile carries what is stored.
    """
    stored = _stored(by, participant, id, appointment)
    if stored is None:
        return _first(by, participant, id, words, about_on, appointment) if words.strip() else None
    if stored.words == words and stored.about_on == about_on and version <= stored.version:
        return stored  # sent twice, or both windows say the same
    if stored.version != version or stored.pk != id:
        raise ChangedMeanwhile(stored)
    stored.words, stored.about_on, stored.version = words, about_on, version + 1
    stored.save()
    record(by=by, what="cases.note_changed", subject=stored, person=participant.pk)
    return stored


def _stored(by: User, participant: Participant, id: UUID, appointment: UUID | None) -> Note | None:
    already_made(Note, id, participant_id=participant.pk, author_id=by.pk)
    notes = Note.objects.select_for_update().filter(participant=participant, author=by)
    found = notes.filter(pk=id).first()
    if found is None and appointment:
        found = notes.filter(appointment=appointment).first()
    return found


def _first(by: User, participant: Participant, id: UUID, words: str, about_on: date, appointment: UUID | None) -> Note:
    note = Note(
        id=id,
        centre=participant.centre,
        participant=participant,
        author=by,
        appointment=appointment,
        about_on=about_on,
        words=words,
    )
    try:
        with transaction.atomic():
            note.save(force_insert=True)
    except IntegrityError:  # another window was first, this moment; or the page itself, saving while "done" was sent
        stored = _stored(by, participant, id, appointment)
        if stored is None:
            raise
        if stored.words == words and stored.about_on == about_on:
            return stored
        raise ChangedMeanwhile(stored) from None
    record(by=by, what="cases.note_written", subject=note, person=participant.pk)
    return note
