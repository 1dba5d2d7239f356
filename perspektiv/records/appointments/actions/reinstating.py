"""What a participant cancelled by their link holds again, as long as the time is free."""

from collections.abc import Iterable
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.trail import Actor
from perspektiv.records.appointments.actions.collisions import DoubleBooked
from perspektiv.records.appointments.actions.steps import await_turn, take_step
from perspektiv.records.appointments.models import Absence, Appointment, AppointmentChange, Status

Kind = AppointmentChange.Kind
GIVEN_AWAY = Text(
    "Diese Zeit ist inzwischen vergeben. Bitte bitten Sie um einen anderen Termin oder rufen Sie uns an.",
    "This time has been given to somebody else. Please ask for another date, or telephone.",
)


@transaction.atomic
def reinstate(*, by: Actor, appointment: Appointment) -> Appointment:
    """Planned again at its time, with its counsellor and room; only by whoever cancelled it. Sent twice, once."""
    await_turn(appointment)
    if appointment.status == Status.PLANNED:
        return appointment
    if appointment.pk not in can_come_back(by, [appointment]):
        raise Refused(GIVEN_AWAY)
    try:
        return take_step(
            by=by,
            appointment=appointment,
            version=appointment.version,
            kind=Kind.UNDONE,
            what="appointments.undone",
            action=uuid5(appointment.pk, f"reinstated {appointment.version}"),
            status=Status.PLANNED,
        )
    except DoubleBooked as taken:
        raise Refused(GIVEN_AWAY) from taken


def can_come_back(by: Actor, appointments: Iterable[Appointment]) -> set[UUID]:
    """Those that this actor cancelled last, still ahead, at times that nobody has taken."""
    now = timezone.now()
    excused = [one for one in appointments if one.status == Status.EXCUSED and one.starts_at > now]
    if not excused:
        return set()
    steps = AppointmentChange.objects.filter(appointment__in=excused).order_by("created_at")
    last = {step.appointment_id: step for step in steps}
    mine = [one for one in excused if _cancelled_by(by, last.get(one.pk))]
    return {one.pk for one in mine if not _taken(one)}


def _cancelled_by(by: Actor, step: AppointmentChange | None) -> bool:
    return step is not None and step.kind == Kind.CANCELLED and step.actor == by.trail_name


def _taken(wish: Appointment) -> bool:
    mine = Q(participant=wish.participant_id) | Q(counsellor=wish.counsellor_id, counsellor__isnull=False)
    mine |= Q(room=wish.room_id, room__isnull=False)
    if Appointment.objects.overlapping(wish.starts_at, wish.ends_at).exclude(pk=wish.pk).filter(mine).exists():
        return True
    day = timezone.localdate(wish.starts_at)
    return Absence.objects.filter(counsellor=wish.counsellor_id, day=day, withdrawn_at=None).exists()
