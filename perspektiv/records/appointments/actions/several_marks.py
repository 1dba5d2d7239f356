"""Several appointments marked at once: all or none, one undo."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from perspektiv.records.access.trail import Actor
from perspektiv.records.appointments.actions.marks import mark
from perspektiv.records.appointments.models import Appointment


@transaction.atomic
def mark_several(
    *, by: Actor, appointments: Iterable[tuple[Appointment, int]], status: str, action: UUID
) -> list[Appointment]:
    """Each with the version that was shown. What cannot be said of one is said of none."""
    marked = []
    for appointment, version in appointments:
        before = appointment.version
        if mark(by=by, appointment=appointment, version=version, status=status, action=action).version != before:
            marked.append(appointment)
    return marked
