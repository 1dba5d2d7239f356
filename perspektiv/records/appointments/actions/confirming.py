"""The person says that they will come, or too late that they will not."""

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.appointments.actions.steps import await_turn
from perspektiv.records.appointments.models import Appointment, Status

NOT_COMING = Text("Dieser Termin ist nicht mehr geplant.", "This appointment is no longer planned.")


@transaction.atomic
def confirm(*, by: Actor, appointment: Appointment) -> Appointment:
    """Holds for the time that is booked now; when it is moved, it is open again. Whoever edits is not disturbed."""
    _await_planned(appointment)
    changed = Appointment.objects.filter(pk=appointment.pk).exclude(confirmed_for=appointment.starts_at)
    if changed.update(confirmed_for=appointment.starts_at, declined_for=None):
        record(by=by, what="appointments.confirmed", subject=appointment, person=appointment.participant_id)
    appointment.confirmed_for, appointment.declined_for = appointment.starts_at, None
    return appointment


@transaction.atomic
def decline(*, by: Actor, appointment: Appointment) -> Appointment:
    """Too late to be excused: it stays planned, and all who look at it see that nobody will come. As ``confirm``."""
    _await_planned(appointment)
    changed = Appointment.objects.filter(pk=appointment.pk).exclude(declined_for=appointment.starts_at)
    if changed.update(declined_for=appointment.starts_at, confirmed_for=None):
        record(by=by, what="appointments.declined_late", subject=appointment, person=appointment.participant_id)
    appointment.declined_for, appointment.confirmed_for = appointment.starts_at, None
    return appointment


def _await_planned(appointment: Appointment) -> None:
    await_turn(appointment)
    if appointment.status != Status.PLANNED or appointment.starts_at <= timezone.now():
        raise Refused(NOT_COMING)
