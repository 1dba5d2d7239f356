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
from perspektiv.records.cases.ahead import Ahead, Hindrance, Party
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
            if _hindrance(appointment, to) is None:
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

    def hindrances(self, ahead: Iterable[Ahead], to: User) -> dict[UUID, Hindrance]:
        standing = Appointment.objects.filter(pk__in=[one.id for one in ahead]).select_related("centre")
        against = {one.pk: _hindrance(one, to) for one in standing if one.counsellor_id != to.pk}
        return {id: why for id, why in against.items() if why}

    def take_back(self, *, by: Actor, together: UUID) -> None:
        undo_what_stands(by=by, action=together)


def _hindrance(appointment: Appointment, to: User) -> Hindrance | None:
    """It keeps its room, and is asked for no offered time: only the new counsellor must be free."""
    diary = Diary.of_day(appointment.centre, to, appointment.starts_at, without=appointment)
    if diary.counsellor_is_free(appointment.starts_at, appointment.ends_at):
        return None
    return Hindrance.AWAY if timezone.localdate(appointment.starts_at) in diary.away else Hindrance.BUSY


def _planned(participation: Participation) -> Appointments:
    later = Appointment.objects.filter(participation=participation, starts_at__gt=timezone.now())
    return later.filter(status=Status.PLANNED)
