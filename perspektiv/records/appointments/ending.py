"""The later appointments of a participation that ends or changes hands: hung on to ``cases.ahead``."""

from collections.abc import Iterable
from contextlib import suppress
from uuid import UUID

from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.access.trail import Actor
from perspektiv.records.appointments.actions.collisions import DoubleBooked
from perspektiv.records.appointments.actions.plans import cancel, reassign
from perspektiv.records.appointments.actions.undoing import undo_what_stands
from perspektiv.records.appointments.models import Appointment, Appointments, Status, Why
from perspektiv.records.appointments.slots import Diary
from perspektiv.records.cases.ahead import Ahead, Party
from perspektiv.records.cases.models import Participation

CANCELLED_BY = {
    Party.PARTICIPANT: Status.EXCUSED,
    Party.CENTRE: Status.CANCELLED_BY_CENTRE,
    Party.JOBCOACH: Status.CANCELLED_BY_JOBCOACH,
}


class LaterAppointments:
    def ahead_of(self, participation: Participation) -> list[Ahead]:
        rows = _planned(participation).values_list("id", "starts_at", "counsellor_id")
        return [Ahead(id, at, counsellor) for id, at, counsellor in rows]

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

    def hand_on(
        self, *, by: Actor, participation: Participation, former: User | None, to: User, together: UUID
    ) -> None:
        for appointment in _planned(participation).filter(counsellor=former).select_related("centre", "room"):
            if _is_free(to, appointment):
                with suppress(DoubleBooked):  # somebody was faster: it stays where it is
                    reassign(
                        by=by,
                        appointment=appointment,
                        version=appointment.version,
                        counsellor=to,
                        room=appointment.room,
                        why=Why.HANDED_ON,
                        action=together,
                    )

    def take_back(self, *, by: Actor, together: UUID) -> None:
        undo_what_stands(by=by, action=together)


def _is_free(counsellor: User, appointment: Appointment) -> bool:
    diary = Diary.of_day(appointment.centre, counsellor, appointment.starts_at, without=appointment)
    return diary.counsellor_is_free(appointment.starts_at, appointment.ends_at)


def _planned(participation: Participation) -> Appointments:
    later = Appointment.objects.filter(participation=participation, starts_at__gt=timezone.now())
    return later.filter(status=Status.PLANNED)
