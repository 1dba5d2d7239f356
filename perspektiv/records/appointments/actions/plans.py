"""Moving a planned appointment, giving it to another counsellor or room, cancelling it."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Centre, User
from perspektiv.records.access.trail import Actor
from perspektiv.records.appointments import notices
from perspektiv.records.appointments.actions.absences import be_absent
from perspektiv.records.appointments.actions.bookings import check_place
from perspektiv.records.appointments.actions.steps import ChangedMeanwhile, await_turn, take_step
from perspektiv.records.appointments.models import Appointment, AppointmentChange, Room, Status, Why, end_of
from perspektiv.records.appointments.notices_of_several import tell_together
from perspektiv.records.letters.models import Purpose
from perspektiv.records.people.actions.participants import wait_for_turn

Kind = AppointmentChange.Kind

NOT_PLANNED = Text(
    "Dieser Termin ist nicht mehr geplant: {state}. Bitte ändern Sie den Stand auf der Seite Anwesenheit.",
    "This appointment is no longer planned: {state}. Please change what happened on the page Attendance.",
)
BY_WHOM = Text("Bitte sagen Sie, wer absagt.", "Please say who cancels.")
NOT_IN_TIME = Text(
    "Der Termin hat schon begonnen; vorher absagen kann die Person nicht mehr. "
    "Bitte halten Sie auf der Seite Anwesenheit fest, was war.",
    "The appointment has begun; the person cannot cancel in time any more. "
    "Please record on the page Attendance what happened.",
)
BY_CANCELLING = (Status.EXCUSED, Status.CANCELLED_BY_CENTRE, Status.CANCELLED_BY_JOBCOACH)


@transaction.atomic
def move(
    *,
    by: Actor,
    appointment: Appointment,
    version: int,
    starts_at: datetime,
    room: Room | None,
    counsellor: User | None = None,
    why: str = "",
    action: UUID | None = None,
    tell: bool = False,
) -> Appointment:
    """To another time, and the room that is free then. ``tell``: writes to those concerned in the same step.

    ``counsellor``: who has it from then on, where whoever has it counsels no more.
    """
    await_turn(appointment)
    another = counsellor is not None and counsellor.pk != appointment.counsellor_id
    if appointment.starts_at == starts_at and appointment.room_id == (room and room.id) and not another:
        return appointment
    _check_planned(appointment, version)
    check_place(appointment.centre_id, counsellor if another else None, room)
    action, before = action or uuid4(), appointment.starts_at
    take_step(
        by=by,
        appointment=appointment,
        version=version,
        kind=Kind.MOVED,
        what="appointments.moved",
        action=action,
        why=why,
        starts_at=starts_at,
        ends_at=end_of(starts_at, appointment.minutes),
        room=room,
        **({"counsellor": counsellor} if another else {}),
    )
    if tell and before != starts_at:
        notices.tell(by=by, appointment=appointment, purpose=Purpose.MOVED, action=action, before=before)
    elif tell and another:
        tell_together(by=by, appointments=[appointment], purpose=Purpose.OTHER_COUNSELLOR, action=action)
    return appointment


@transaction.atomic
def reassign(
    *,
    by: Actor,
    appointment: Appointment,
    version: int,
    counsellor: User | None,
    room: Room | None,
    why: str = "",
    action: UUID | None = None,
    tell: bool = False,
) -> Appointment:
    """To another counsellor or room at the same time; also afterwards, when somebody else stood in.

    ``tell``: writes to those concerned who comes now, where that is still to come.
    """
    await_turn(appointment)
    if (appointment.counsellor_id, appointment.room_id) == (counsellor and counsellor.id, room and room.id):
        return appointment
    check_place(appointment.centre_id, counsellor, room if room and room.id != appointment.room_id else None)
    action, former = action or uuid4(), appointment.counsellor_id
    take_step(
        by=by,
        appointment=appointment,
        version=version,
        kind=Kind.REASSIGNED,
        what="appointments.reassigned",
        action=action,
        why=why,
        counsellor=counsellor,
        room=room,
    )
    another = counsellor is not None and counsellor.pk != former
    if tell and another and appointment.status == Status.PLANNED and appointment.starts_at > timezone.now():
        tell_together(by=by, appointments=[appointment], purpose=Purpose.OTHER_COUNSELLOR, action=action)
    return appointment


@transaction.atomic
def cancel(
    *,
    by: Actor,
    appointment: Appointment,
    version: int,
    status: str,
    why: str = "",
    action: UUID | None = None,
    tell: bool = False,
) -> Appointment:
    """By the centre or the jobcoach; by the participant in time, which is an excuse. The status says by whom."""
    await_turn(appointment)
    if status not in BY_CANCELLING:
        raise Refused(BY_WHOM)
    if appointment.status == status:
        return appointment
    _check_planned(appointment, version)
    if status == Status.EXCUSED and appointment.starts_at <= timezone.now():
        raise Refused(NOT_IN_TIME)
    action = action or uuid4()
    take_step(
        by=by,
        appointment=appointment,
        version=version,
        kind=Kind.CANCELLED,
        what="appointments.cancelled",
        action=action,
        why=why,
        status=status,
    )
    if tell:
        notices.tell(by=by, appointment=appointment, purpose=Purpose.CANCELLED, action=action)
    return appointment


@transaction.atomic
def cancel_day(
    *, by: Actor, centre: Centre, counsellor: User, day: date, action: UUID | None = None, tell: bool = False
) -> list[Appointment]:
    """All that a counsellor has planned on a day, by the centre; until that is taken back, nothing is offered then.

    ``tell``: writes to those concerned in the same step. Why the counsellor is absent is nobody's business.
    """
    wait_for_turn()
    together = action or uuid4()
    be_absent(by=by, centre=centre, counsellor=counsellor, day=day, action=together)
    standing = Appointment.objects.on_day(day).filter(centre=centre, counsellor=counsellor, status=Status.PLANNED)
    planned = standing.select_related("centre", "participant", "room", "counsellor", "participation__jobcoach")
    return [
        cancel(
            by=by,
            appointment=appointment,
            version=appointment.version,
            status=Status.CANCELLED_BY_CENTRE,
            why=Why.ABSENCE,
            action=together,
            tell=tell,
        )
        for appointment in planned
    ]


def _check_planned(appointment: Appointment, version: int) -> None:
    """An older form is told so first; a newer one, why it cannot be."""
    if appointment.version != version:
        raise ChangedMeanwhile
    if appointment.status != Status.PLANNED:
        raise Refused(NOT_PLANNED, state=Status(appointment.status).label)
