"""A week of the calendar that is full, beside the made-up history; imported once Django is set up."""

from datetime import timedelta

from django.utils import timezone

from bench.pages_asked import WEEK
from perspektiv.records.access.models import Centre, User
from perspektiv.records.appointments.models import UNIT_MINUTES, Appointment, Room, end_of
from perspektiv.records.appointments.moments import monday_of
from perspektiv.records.appointments.opening import Opening
from perspektiv.records.cases.models import Participation

AHEAD = timedelta(weeks=5)


def full_week(centre: Centre, counsellors: list[User]) -> str:
    """The Monday of a week ahead in which the counsellors have ``WEEK`` appointments, each in a room of their own."""
    monday, opening = monday_of(timezone.localdate()) + AHEAD, Opening()
    while len(times := [at for n in range(5) for at in opening.starts_of(monday + timedelta(days=n))]) < 30:
        monday += timedelta(weeks=1)  # a public holiday
    rooms = [Room.objects.create(centre=centre, name=f"Raum {one}", position=n) for n, one in enumerate(counsellors)]
    cases = [list(Participation.objects.filter(counsellor=one).order_by("source_key")[:30]) for one in counsellors]
    booked = []
    for place in range(WEEK):
        at, n = times[place // len(counsellors)], place % len(counsellors)
        case = cases[n][place % len(cases[n])]
        booked.append(
            Appointment(
                centre=centre,
                participation=case,
                participant_id=case.participant_id,
                counsellor=counsellors[n],
                room=rooms[n],
                starts_at=at,
                ends_at=end_of(at, UNIT_MINUTES),
            )
        )
    Appointment.objects.bulk_create(booked)
    return monday.isoformat()
