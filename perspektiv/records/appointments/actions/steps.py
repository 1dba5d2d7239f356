"""One step of an appointment: the change, the row of its history, the row of the trail; or none of them."""

from typing import Any
from uuid import UUID

from django.db.models import F

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.appointments.actions.collisions import guarded
from perspektiv.records.appointments.models import ACTIVE, Appointment, AppointmentChange
from perspektiv.records.people.actions.participants import wait_for_turn

CHANGED_MEANWHILE = Text(
    "Diesen Termin hat inzwischen jemand anders geändert. Nichts wurde überschrieben. "
    "Bitte sehen Sie sich den jetzigen Stand an und entscheiden Sie neu.",
    "Somebody else has changed this appointment meanwhile. Nothing was overwritten. "
    "Please look at it as it is now and decide again.",
)


class ChangedMeanwhile(Refused):
    """The form showed an older version of the appointment."""

    def __init__(self) -> None:
        super().__init__(CHANGED_MEANWHILE)


def await_turn(appointment: Appointment) -> None:
    """Takes a turn among all who write, then looks at the appointment as it is now."""
    wait_for_turn()
    appointment.refresh_from_db(fields=("version", "status", "starts_at", "ends_at", "counsellor", "room"))


def take_step(
    *,
    by: Actor,
    appointment: Appointment,
    version: int,
    kind: AppointmentChange.Kind,
    what: str,
    action: UUID,
    why: str = "",
    **after: Any,
) -> Appointment:
    """Changes the fields in ``after``, if the appointment still has that version, and keeps the step."""
    before = Appointment(
        starts_at=appointment.starts_at,
        status=appointment.status,
        counsellor_id=appointment.counsellor_id,
        room_id=appointment.room_id,
    )
    for name, value in after.items():
        setattr(appointment, name, value)
    if _claims_time(before, appointment):
        with guarded(appointment, only_counsellor=_only_counsellor(before, appointment)):
            _change(appointment, version, after)
    else:
        _change(appointment, version, after)
    keep_step(by=by, appointment=appointment, before=before, kind=kind, what=what, action=action, why=why)
    return appointment


def keep_step(
    *,
    by: Actor,
    appointment: Appointment,
    before: Appointment | None,
    kind: AppointmentChange.Kind,
    what: str,
    action: UUID,
    why: str,
) -> None:
    """Writes the step into the history and into the trail."""
    AppointmentChange.objects.create(
        centre_id=appointment.centre_id,
        appointment=appointment,
        kind=kind,
        action=action,
        actor=by.trail_name,
        why=why,
        starts_before=before.starts_at if before else None,
        starts_after=appointment.starts_at,
        status_before=before.status if before else "",
        status_after=appointment.status,
        counsellor_before_id=before.counsellor_id if before else None,
        counsellor_after_id=appointment.counsellor_id,
        room_before_id=before.room_id if before else None,
        room_after_id=appointment.room_id,
    )
    record(by=by, what=what, subject=appointment, person=appointment.participant_id)


def _change(appointment: Appointment, version: int, after: dict[str, Any]) -> None:
    standing = Appointment.objects.filter(pk=appointment.pk, version=version)
    if not standing.update(**after, version=F("version") + 1):
        raise ChangedMeanwhile
    appointment.version = version + 1


def _claims_time(before: Appointment, after: Appointment) -> bool:
    """Whether it takes time now that it did not take before. What imported history took may overlap."""
    if after.status not in ACTIVE:
        return False
    if _place_in_time(before) != _place_in_time(after):
        return True
    return before.status not in ACTIVE and not after.imported


def _only_counsellor(before: Appointment, after: Appointment) -> bool:
    """Whether it keeps time and room, which it had already: nobody but the new counsellor has to be free."""
    return (before.status, before.starts_at, before.room_id) == (after.status, after.starts_at, after.room_id)


def _place_in_time(appointment: Appointment) -> tuple[object, ...]:
    return appointment.starts_at, appointment.counsellor_id, appointment.room_id
