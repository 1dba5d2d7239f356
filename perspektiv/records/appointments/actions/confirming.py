"""The person says that they will come."""

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
    await_turn(appointment)
    if appointment.status != Status.PLANNED or appointment.starts_at <= timezone.now():
        raise Refused(NOT_COMING)
    changed = Appointment.objects.filter(pk=appointment.pk).exclude(confirmed_for=appointment.starts_at)
    if changed.update(confirmed_for=appointment.starts_at):
        record(by=by, what="appointments.confirmed", subject=appointment, person=appointment.participant_id)
    appointment.confirmed_for = appointment.starts_at
    return appointment
