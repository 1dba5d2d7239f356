"""What participants ask for by their link: kept with a day by which it is answered, answered, taken up again."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import User
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.appointments.actions.confirming import confirm
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.appointments.opening import Opening, opening_of
from perspektiv.records.cases.sending import already_made
from perspektiv.records.letters.actions.messages import withdraw, write
from perspektiv.records.letters.models import Channel, Purpose
from perspektiv.records.letters.way import way_to
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.people.models import Participant
from perspektiv.records.selfservice.models import Wish
from perspektiv.records.selfservice.validity import later_by

Kind = Wish.Kind
OF_DATES = (Kind.OTHER_DATE, Kind.LATE)
OF_DATA = (Kind.COPY, Kind.CORRECTION, Kind.ERASURE)
LONGEST = 4000
"""Characters that somebody writes, or is answered."""
MOST_COMPLAINTS = 5
"""Open ones of one person: a sixth is one of them sent again and again."""
UNDO_FOR = timedelta(seconds=15)
"""An answer waits so long before it goes, so that the undo of ten seconds takes it back."""

ENOUGH = Text(
    "Fünf Ihrer Beschwerden sind noch offen. Bitte warten Sie auf eine Antwort oder rufen Sie an.",
    "Five of your complaints are still open. Please wait for an answer, or telephone.",
)
SETTLED_ALREADY = Text(
    "Das hat inzwischen jemand erledigt. Ihre Antwort wurde nicht gesendet.",
    "Somebody has settled this meanwhile. Your answer was not sent.",
)


@transaction.atomic
def wish(
    *,
    by: Actor,
    participant: Participant,
    kind: Kind | str,
    words: str = "",
    times: Iterable[datetime] = (),
    appointment: Appointment | None = None,
    id: UUID | None = None,
) -> Wish:
    """Keeps it. Sent twice it is one; of dates there is one open an appointment, of data one open a kind."""
    wait_for_turn()
    if made := already_made(Wish, id, participant_id=participant.pk):
        return made
    same = Wish.objects.open().filter(participant=participant, kind=kind)
    if kind in OF_DATES:
        same = same.filter(appointment=appointment)
    if kind != Kind.COMPLAINT and (already := same.first()):
        return already
    if same.count() >= MOST_COMPLAINTS:
        raise Refused(ENOUGH)
    wished = Wish(
        id=id or uuid4(),
        centre_id=participant.centre_id,
        participant=participant,
        kind=kind,
        appointment=appointment,
        words=words.strip()[:LONGEST],
        times=Wish.written(times),
        answer_by=answered_by(kind, appointment, opening_of(participant.centre)),
    )
    wished.save(force_insert=True)
    record(by=by, what="selfservice.wish_stated", subject=wished, person=participant.pk)
    return wished


@transaction.atomic
def settle(*, by: User, wish: Wish, version: int, answer: str, action: UUID | None = None) -> Wish:
    """It is settled, and what is typed goes to the person; sent twice, it goes once.

    ``action``: the step that settled it, and takes it up again when it is taken back.
    """
    wait_for_turn()
    stored = Wish.objects.select_related("participant__centre", "participant__merged_into").get(pk=wish.pk)
    answer = answer.strip().replace("\r\n", "\n")[:LONGEST]
    if stored.settled_at or stored.version != version:
        if stored.settled_by == by and stored.answer == answer:
            return stored
        raise Refused(SETTLED_ALREADY)
    stored.settled_at, stored.settled_by, stored.answer = timezone.now(), by, answer
    stored.settled_with = action
    stored.version += 1
    stored.save(update_fields=["settled_at", "settled_by", "settled_with", "answer", "version"])
    record(by=by, what="selfservice.wish_answered", subject=stored, person=stored.participant_id)
    if answer:
        _send(by, stored)
    return stored


@transaction.atomic
def come_after_all(*, by: Actor, appointment: Appointment) -> None:
    """The person comes, and says so: their late word that they cannot is settled by that. Said twice, once."""
    confirm(by=by, appointment=appointment)
    for late in Wish.objects.open().filter(appointment=appointment, kind=Kind.LATE):
        late.settled_at, late.withdrawn = timezone.now(), True
        late.version += 1
        late.save(update_fields=["settled_at", "withdrawn", "version"])
        record(by=by, what="selfservice.wish_withdrawn", subject=late, person=late.participant_id)


@transaction.atomic
def take_up_again(*, by: Actor, wish: Wish) -> Wish:
    """The settling was a slip: it is open again, and an answer that still waits is not sent."""
    wait_for_turn()
    stored = Wish.objects.get(pk=wish.pk)
    if stored.settled_at is None:
        return stored
    withdraw(by=by, key=key_of(stored), centre=stored.centre)
    stored.settled_at = stored.settled_by = stored.settled_with = None
    stored.withdrawn = False
    stored.version += 1
    stored.save(update_fields=["settled_at", "settled_by", "settled_with", "withdrawn", "version"])
    record(by=by, what="selfservice.wish_answered_undone", subject=stored, person=stored.participant_id)
    return stored


def answered_by(kind: Kind | str, appointment: Appointment | None, opening: Opening) -> date:
    """The last day on which somebody is there to answer; what was said late, until the appointment itself."""
    if kind == Kind.LATE and appointment:
        return timezone.localdate(appointment.starts_at)
    today, latest = timezone.localdate(), _latest(kind, appointment)
    if opening.hours_on(latest):
        return latest
    before = opening.next_day(latest, -1)
    return before if before >= today else opening.next_day(latest)


def _latest(kind: Kind | str, appointment: Appointment | None) -> date:
    """Complaints within fourteen days, one's data within a month, dates within three days and before they are over."""
    today = timezone.localdate()
    if kind == Kind.COMPLAINT:
        return today + timedelta(days=14)
    if kind in OF_DATA:
        return later_by(today, 1)
    soon = today + timedelta(days=3)
    return max(today, min(soon, timezone.localdate(appointment.starts_at))) if appointment else soon


def key_of(wish: Wish) -> str:
    """Of its answer: settled anew, it is a new one."""
    return f"wish:{wish.pk}:{wish.version}"


def _send(by: User, wish: Wish) -> None:
    """No text message has room for an answer: it goes as a mail or a letter."""
    short = way_to(wish.participant).channel == Channel.SMS
    write(
        by=by,
        centre=wish.centre,
        key=key_of(wish),
        purpose=Purpose.FREE,
        name="Eigener Text",
        participant=wish.participant,
        fields={"text": wish.answer, "writer": str(by)},
        channel=Channel.LETTER if short else "",
        about=wish.pk,
        confidential=wish.kind == Wish.Kind.COMPLAINT,
        due_at=timezone.now() + UNDO_FOR,
    )
