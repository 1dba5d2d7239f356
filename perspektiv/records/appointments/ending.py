"""The later appointments of a participation that ends: hung on to ``cases.ahead``."""

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from perspektiv.records.access.trail import Actor
from perspektiv.records.appointments.actions.plans import cancel
from perspektiv.records.appointments.actions.undoing import undo_what_stands
from perspektiv.records.appointments.models import Appointment, Appointments, Status, Why
from perspektiv.records.cases.ahead import Ahead, Party
from perspektiv.records.cases.models import Participation

CANCELLED_BY = {
    Party.PARTICIPANT: Status.EXCUSED,
    Party.CENTRE: Status.CANCELLED_BY_CENTRE,
    Party.JOBCOACH: Status.CANCELLED_BY_JOBCOACH,
}


class LaterAppointments:
    def ahead_of(self, participation: Participation) -> list[Ahead]:
        return [Ahead(id, at) for id, at in _planned(participation).values_list("id", "starts_at")]

    def call_off(self, *, by: Actor, ahead: Iterable[UUID], party: Party, together: UUID) -> None:
        for appointment in Appointment.objects.filter(pk__in=list(ahead)):
            cancel(
                by=by,
                appointment=appointment,
                version=appointment.version,
                status=CANCELLED_BY[party],
                why=Why.ENDED,
                action=together,
            )

    def take_back(self, *, by: Actor, together: UUID) -> None:
        undo_what_stands(by=by, action=together)


def _planned(participation: Participation) -> Appointments:
    later = Appointment.objects.filter(participation=participation, starts_at__gt=timezone.now())
    return later.filter(status=Status.PLANNED)
