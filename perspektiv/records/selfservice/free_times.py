"""Times that a counsellor offers and that are still free: what a person may choose from."""

from datetime import datetime, timedelta

from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.appointments.models import UNIT_MINUTES, Appointment, OfferedSlot
from perspektiv.records.appointments.slots import Diary
from perspektiv.records.cases.models import Participation
from perspektiv.records.people.models import Participant

AHEAD = timedelta(weeks=4)
SHOWN = 6
NOTICE = timedelta(days=1)
"""Nobody is surprised by a talk of the same day."""


def free_times(appointment: Appointment) -> list[datetime]:
    """Instead of the appointment's time."""
    if appointment.counsellor is None:
        return []
    needs_room = appointment.place == Appointment.Place.CENTRE
    found = _free(appointment.counsellor, appointment.participant, appointment.minutes, needs_room=needs_room)
    return [at for at in found if at != appointment.starts_at][:SHOWN]


def free_times_for(participant: Participant) -> list[datetime]:
    """With whoever counsels the person now."""
    running = Participation.objects.filter(participant=participant, ended_on=None).select_related("counsellor")
    found = running.order_by("-started_on").first()
    if found is None or found.counsellor is None:
        return []
    return _free(found.counsellor, participant, UNIT_MINUTES, needs_room=True)[:SHOWN]


def _free(counsellor: User, participant: Participant, minutes: int, *, needs_room: bool) -> list[datetime]:
    """The next ones of the coming weeks; none where nothing is offered."""
    start = timezone.now() + NOTICE
    offered = OfferedSlot.objects.standing().filter(
        centre=participant.centre_id, counsellor=counsellor, starts_at__gte=start, starts_at__lt=start + AHEAD
    )
    moments = sorted(set(offered.values_list("starts_at", flat=True)))
    if not moments:
        return []
    diary = Diary(participant.centre, counsellor, start, start + AHEAD + timedelta(days=1))
    return [at for at in moments if diary.slot(at, minutes, needs_room)]
