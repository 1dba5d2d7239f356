"""The later appointments of a participation or a way in that ends, or changes hands: hung on to ``cases.ahead``."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.access.trail import Actor
from perspektiv.records.appointments.actions.collisions import DoubleBooked
from perspektiv.records.appointments.actions.ended_proposals import end_proposals, propose_again
from perspektiv.records.appointments.actions.plans import cancel, reassign
from perspektiv.records.appointments.actions.undoing import undo_what_stands
from perspektiv.records.appointments.counsellors import with_departed
from perspektiv.records.appointments.models import Appointment, Appointments, Status, Why
from perspektiv.records.appointments.notices import told_unasked
from perspektiv.records.appointments.notices_of_several import take_back_together, tell_together
from perspektiv.records.appointments.slots import Diary
from perspektiv.records.cases.ahead import Ahead, Hindrance, Left, Party
from perspektiv.records.cases.models import Participation, Referral
from perspektiv.records.letters.models import Purpose

CANCELLED_BY = {
    Party.PARTICIPANT: Status.EXCUSED,
    Party.CENTRE: Status.CANCELLED_BY_CENTRE,
    Party.JOBCOACH: Status.CANCELLED_BY_JOBCOACH,
}


CONCERNED = ("centre", "participant", "room", "counsellor", "participation__jobcoach")


class LaterAppointments:
    def ahead_of(self, of: Participation | Referral) -> list[Ahead]:
        rows = _planned(of).values_list("id", "starts_at", "counsellor_id")
        return [Ahead(id, at, counsellor) for id, at, counsellor in rows]

    def call_off(self, *, by: Actor, ahead: Iterable[UUID], party: Party, together: UUID, tell: bool) -> None:
        called_off = [
            cancel(
                by=by,
                appointment=appointment,
                version=appointment.version,
                status=CANCELLED_BY[party],
                why=Why.ENDED if appointment.participation_id else Why.WAY_IN_ENDED,
                action=together,
            )
            for appointment in Appointment.objects.filter(pk__in=list(ahead)).select_related(*CONCERNED)
        ]
        if tell:
            tell_together(by=by, appointments=called_off, purpose=Purpose.SEVERAL_CANCELLED, action=together)

    def end_with(self, *, by: Actor, of: Participation | Referral, together: UUID) -> None:
        if isinstance(of, Participation):
            end_proposals(by=by, participation=of, together=together)

    def hand_on(
        self, *, by: Actor, participation: Participation, former: User | None, to: User, together: UUID
    ) -> None:
        handed_on: list[Appointment] = []
        for appointment in _planned(participation).filter(counsellor=former).select_related(*CONCERNED):
            if _hindrance(appointment, to) is None:
                with suppress(DoubleBooked):  # somebody was faster: it stays where it is
                    passed = reassign(
                        by=by,
                        appointment=appointment,
                        version=appointment.version,
                        counsellor=to,
                        room=appointment.room,
                        why=Why.HANDED_ON,
                        action=together,
                    )
                    handed_on.append(passed)
        if told_unasked(participation.participant):
            tell_together(by=by, appointments=handed_on, purpose=Purpose.OTHER_COUNSELLOR, action=together)

    def hindrances(self, ahead: Iterable[Ahead], to: User) -> dict[UUID, Hindrance]:
        standing = Appointment.objects.filter(pk__in=[one.id for one in ahead]).select_related("centre")
        against = {one.pk: _hindrance(one, to) for one in standing if one.counsellor_id != to.pk}
        return {id: why for id, why in against.items() if why}

    def left_in(self, centres: Collection[UUID]) -> list[Left]:
        ahead = with_departed(centres).select_related("participant")
        return [
            Left(
                one.pk,
                one.starts_at,
                one.counsellor_id,
                participant=one.participant,
                participation_id=one.participation_id,
                version=one.version,
                page=reverse("appointments:show", args=[one.pk]),
                move=reverse("appointments:move", args=[one.pk]),
                cancel=reverse("appointments:cancel", args=[one.pk]),
            )
            for one in ahead
        ]

    def take_back(self, *, by: Actor, together: UUID) -> None:
        propose_again(by=by, together=together)
        undone = undo_what_stands(by=by, action=together)
        take_back_together(by=by, action=together, undone=undone)


def _hindrance(appointment: Appointment, to: User) -> Hindrance | None:
    """It keeps its room, and is asked for no offered time: only the new counsellor must be free."""
    diary = Diary.of_day(appointment.centre, to, appointment.starts_at, without=appointment)
    if diary.counsellor_is_free(appointment.starts_at, appointment.ends_at):
        return None
    return Hindrance.AWAY if timezone.localdate(appointment.starts_at) in diary.away else Hindrance.BUSY


def _planned(of: Participation | Referral) -> Appointments:
    theirs = Q(participation=of) if isinstance(of, Participation) else Q(referral=of)
    return Appointment.objects.filter(theirs, starts_at__gt=timezone.now(), status=Status.PLANNED)
