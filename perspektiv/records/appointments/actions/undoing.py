"""Taking back what was just done: the appointment is as before, and its history says so."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.trail import Actor
from perspektiv.records.appointments.actions.steps import take_step
from perspektiv.records.appointments.models import Appointment, AppointmentChange, Status, end_of
from perspektiv.records.people.actions.participants import wait_for_turn

Kind = AppointmentChange.Kind

HOW_LONG = timedelta(minutes=10)
"""How long a step can be taken back. The screen offers it for ten seconds."""

_TAKEN_BACK = UUID("5b1f3c1e-9a51-4be8-8f0c-3f3c0a1d7a10")

NOTHING_TO_UNDO = Text(
    "Das lässt sich nicht mehr zurücknehmen: Es ist zu lange her, oder der Termin wurde seitdem geändert.",
    "This can no longer be taken back: it is too long ago, or the appointment has been changed since.",
)


@transaction.atomic
def undo(*, by: Actor, action: UUID) -> list[Appointment]:
    """Takes back what one did at once; appointments changed since keep their newer state. Sent twice, once."""
    undone = undo_what_stands(by=by, action=action)
    if not undone:
        raise Refused(NOTHING_TO_UNDO)
    return undone


@transaction.atomic
def undo_what_stands(*, by: Actor, action: UUID) -> list[Appointment]:
    """As ``undo``, as part of a greater step: nothing may be left to take back."""
    wait_for_turn()
    taken_back = uuid5(_TAKEN_BACK, str(action))
    if before := list(AppointmentChange.objects.filter(action=taken_back).select_related("appointment")):
        return [change.appointment for change in before]
    changes = AppointmentChange.objects.filter(
        action=action, actor=by.trail_name, created_at__gt=timezone.now() - HOW_LONG
    ).select_related("appointment__centre", "appointment__participant")
    return [_undo(by, change, taken_back) for change in changes if change.kind != Kind.UNDONE and _latest(change)]


def _latest(change: AppointmentChange) -> bool:
    """Nothing followed it, and the appointment still is as it left it, whatever the clock did meanwhile."""
    now = change.appointment
    as_left = (change.starts_after, change.status_after, change.counsellor_after_id, change.room_after_id)
    if as_left != (now.starts_at, now.status, now.counsellor_id, now.room_id):
        return False
    return not AppointmentChange.objects.filter(appointment=now, created_at__gt=change.created_at).exists()


def _undo(by: Actor, change: AppointmentChange, action: UUID) -> Appointment:
    appointment = change.appointment
    if change.kind == Kind.BOOKED:
        before: dict[str, Any] = {"withdrawn_at": timezone.now()}
    else:
        assert change.starts_before is not None
        before = {
            "starts_at": change.starts_before,
            "ends_at": end_of(change.starts_before, appointment.minutes),
            "status": Status(change.status_before),
            "counsellor_id": change.counsellor_before_id,
            "room_id": change.room_before_id,
        }
    return take_step(
        by=by,
        appointment=appointment,
        version=appointment.version,
        kind=Kind.UNDONE,
        what="appointments.undone",
        action=action,
        **before,
    )
