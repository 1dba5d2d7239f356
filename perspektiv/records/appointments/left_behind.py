"""Later appointments that a change of counsellor left with the former one: to be solved by either."""

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.appointments.models import Appointment, Appointments, Status
from perspektiv.records.cases.models import Counselling


def left_behind(user: User) -> Appointments:
    """Those in which the user is the former counsellor or the new one, the earliest first."""
    before = Counselling.objects.filter(
        participation=OuterRef("participation"),
        counsellor=OuterRef("counsellor"),
        substitute=False,
        until__isnull=False,
    )
    later = Appointment.objects.filter(Exists(before), status=Status.PLANNED, starts_at__gt=timezone.now())
    elsewhere = later.filter(participation__ended_on=None).exclude(counsellor=F("participation__counsellor"))
    concerned = elsewhere.filter(Q(counsellor=user) | Q(participation__counsellor=user))
    return concerned.select_related("participant", "counsellor").order_by("starts_at")
