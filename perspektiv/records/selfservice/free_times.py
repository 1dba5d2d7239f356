"""Times that the counsellor of an appointment offers and that are still free: what a person may choose from."""

from datetime import datetime, timedelta

from django.utils import timezone

from perspektiv.records.appointments.counsellors import counsellors_in
from perspektiv.records.appointments.models import Appointment, OfferedSlot
from perspektiv.records.appointments.slots import Diary

AHEAD = timedelta(weeks=4)
SHOWN = 6
NOTICE = timedelta(days=1)


def free_times(appointment: Appointment) -> list[datetime]:
    """The next ones of the coming weeks; none where nothing is offered, or by whoever counsels no more."""
    if appointment.counsellor is None or appointment.counsellor not in counsellors_in([appointment.centre_id]):
        return []
    start = timezone.now() + NOTICE
    offered = OfferedSlot.objects.standing().filter(
        centre=appointment.centre_id,
        counsellor=appointment.counsellor,
        starts_at__gte=start,
        starts_at__lt=start + AHEAD,
    )
    moments = sorted({at for at in offered.values_list("starts_at", flat=True) if at != appointment.starts_at})
    if not moments:
        return []
    diary = Diary(appointment.centre, appointment.counsellor, start, start + AHEAD + timedelta(days=1))
    needs_room = appointment.place == Appointment.Place.CENTRE
    return [at for at in moments if diary.slot(at, appointment.minutes, needs_room)][:SHOWN]
