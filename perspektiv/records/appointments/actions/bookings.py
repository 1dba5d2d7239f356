"""Booking one appointment or a weekly series."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import Actor
from perspektiv.records.appointments import notices
from perspektiv.records.appointments.actions.collisions import guarded
from perspektiv.records.appointments.actions.steps import keep_step
from perspektiv.records.appointments.models import UNIT_MINUTES, Appointment, AppointmentChange, Room, Why, end_of
from perspektiv.records.appointments.notices_of_several import tell_together
from perspektiv.records.cases.models import Participation, Referral
from perspektiv.records.letters.models import Purpose
from perspektiv.records.people.actions.participants import wait_for_turn

SHORTEST, LONGEST = 15, 480
"""Minutes of an appointment."""

OTHER_FORM = Text(
    "Dieses Formular gehört zu einem anderen Termin. Bitte öffnen Sie die Seite neu.",
    "This form belongs to another appointment. Please open the page again.",
)
NOT_IN_PARTICIPATION = Text(
    "An diesem Tag nimmt die Person an diesem Segment nicht teil. Bitte prüfen Sie den Tag.",
    "On that day the person does not take part in this segment. Please check the day.",
)
WAY_IN_DECIDED = Text(
    "Über diesen Zugang ist schon entschieden. Ein Erstgespräch lässt sich nur zu einem offenen Zugang buchen.",
    "This way in has been decided already. A first talk can only be booked for an open one.",
)
MINUTES = Text("Ein Termin dauert 15 bis 480 Minuten.", "An appointment takes 15 to 480 minutes.")
FOREIGN = Text(
    "Diese Beratende oder dieser Raum steht im Zentrum nicht zur Verfügung. Bitte wählen Sie neu.",
    "This counsellor or room is not available in the centre. Please choose again.",
)
NOTHING_CHOSEN = Text("Es ist kein Termin gewählt.", "No appointment is chosen.")


@transaction.atomic
def book(
    *,
    by: Actor,
    of: Participation | Referral,
    starts_at: datetime,
    counsellor: User | None,
    room: Room | None,
    kind: str = "",
    place: str = Appointment.Place.CENTRE,
    minutes: int = UNIT_MINUTES,
    note: str = "",
    id: UUID | None = None,
    action: UUID | None = None,
    why: str = "",
    tell: bool = False,
) -> Appointment:
    """Books an appointment of a participation, or the first talk of a way in. Sent twice, it books once.

    ``tell``: writes to those concerned in the same step.
    """
    wait_for_turn()
    if made := _made_before(id, of):
        return made
    check_place(of.centre_id, counsellor, room, minutes)
    _check_day(of, starts_at)
    appointment = Appointment(
        id=id or uuid4(),
        **_belonging(of, kind),
        counsellor=counsellor,
        room=room,
        place=place,
        starts_at=starts_at,
        ends_at=end_of(starts_at, minutes),
        minutes=minutes,
        note=note,
    )
    action = action or uuid4()
    with guarded(appointment):
        appointment.save(force_insert=True)
    keep_step(
        by=by,
        appointment=appointment,
        before=None,
        kind=AppointmentChange.Kind.BOOKED,
        what="appointments.booked",
        action=action,
        why=why,
    )
    if tell:
        notices.tell(by=by, appointment=appointment, purpose=Purpose.INVITATION, action=action)
    return appointment


@transaction.atomic
def book_series(
    *,
    by: Actor,
    of: Participation,
    times: Sequence[tuple[datetime, Room | None]],
    counsellor: User | None,
    place: str = Appointment.Place.CENTRE,
    minutes: int = UNIT_MINUTES,
    id: UUID | None = None,
    tell: bool = False,
) -> list[Appointment]:
    """Books all of them, or none; they are undone together by ``id``. ``tell``: in one message with all dates."""
    if not times:
        raise Refused(NOTHING_CHOSEN)
    series = id or uuid4()
    booked = [
        book(
            by=by,
            of=of,
            starts_at=starts_at,
            counsellor=counsellor,
            room=room,
            place=place,
            minutes=minutes,
            id=uuid5(series, str(n)),
            action=series,
            why=Why.SERIES,
        )
        for n, (starts_at, room) in enumerate(times)
    ]
    if tell:
        tell_together(by=by, appointments=booked, purpose=Purpose.SEVERAL, action=series)
    return booked


def check_place(centre: UUID, counsellor: User | None, room: Room | None, minutes: int = UNIT_MINUTES) -> None:
    """Counsellor and room are the centre's own, and the length is sensible."""
    if counsellor and not counsellor.may(Permission.SEE_APPOINTMENTS, centre):
        raise Refused(FOREIGN)
    if room and (room.centre_id != centre or not room.in_use):
        raise Refused(FOREIGN)
    if not SHORTEST <= minutes <= LONGEST:
        raise Refused(MINUTES)


def _made_before(id: UUID | None, of: Participation | Referral) -> Appointment | None:
    """What this form booked before; it stays booked or taken back, but is not booked again."""
    made = Appointment._base_manager.filter(pk=id).first() if id else None
    if made and of.pk not in (made.participation_id, made.referral_id):
        raise Refused(OTHER_FORM)
    return made


def _check_day(of: Participation | Referral, starts_at: datetime) -> None:
    if isinstance(of, Referral):
        if of.result != Referral.Result.OPEN:
            raise Refused(WAY_IN_DECIDED)
        return
    day = timezone.localdate(starts_at)
    if day < of.started_on or (of.ended_on and day > of.ended_on):
        raise Refused(NOT_IN_PARTICIPATION)


def _belonging(of: Participation | Referral, kind: str) -> dict[str, Any]:
    """Whose appointment it is; the talk of a way in is always a first contact."""
    whose = {"centre_id": of.centre_id, "participant_id": of.participant_id}
    if isinstance(of, Referral):
        return {**whose, "referral": of, "kind": Appointment.Kind.FIRST_CONTACT}
    closing = kind == Appointment.Kind.CLOSING_TALK
    return {
        **whose,
        "participation": of,
        "kind": Appointment.Kind.CLOSING_TALK if closing else Appointment.Kind.COUNSELLING,
    }
