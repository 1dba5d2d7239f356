"""Who said by their link that they do not come: for those who would else wait, and those who can use the time."""

from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, Subquery
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission as P
from perspektiv.records.appointments.models import Appointment, AppointmentChange, Appointments, Status
from perspektiv.records.desk.links import link

NEWS_FOR = timedelta(days=3)
"""So long a cancellation in time is news, unless another date was booked since."""


def declined(user: User) -> list[Appointment]:
    """Too late to be excused: until the time is over."""
    return _with_names(_booked_by(user).filter(declined_for=F("starts_at"), ends_at__gt=timezone.now()))


def cancelled(user: User) -> list[Appointment]:
    """In time, in the last days; the place is free for somebody else."""
    by_link = AppointmentChange.objects.filter(
        kind=AppointmentChange.Kind.CANCELLED,
        actor__startswith="participant:",
        created_at__gt=timezone.now() - NEWS_FOR,
        appointment=OuterRef("pk"),
    )
    off = Appointment.objects.with_permission(user, P.BOOK).filter(status=Status.EXCUSED, starts_at__gt=timezone.now())
    since = off.annotate(off_at=Subquery(by_link.order_by("-created_at").values("created_at")[:1]))
    another = Appointment.objects.filter(
        participant=OuterRef("participant"), status=Status.PLANNED, created_at__gt=OuterRef("off_at")
    )
    return _with_names(since.filter(off_at__isnull=False).exclude(Exists(another)))


def address_of(appointments: list[Appointment]) -> str:
    """The appointment, or of several the day of the first."""
    if len(appointments) == 1:
        return link("appointments:show", appointments[0].pk)
    day = timezone.localdate(appointments[0].starts_at)
    return f"{link('appointments:day')}?{urlencode({'day': day.isoformat()})}"


def _booked_by(user: User) -> Appointments:
    return Appointment.objects.with_permission(user, P.BOOK).filter(status=Status.PLANNED)


def _with_names(found: Appointments) -> list[Appointment]:
    return list(found.select_related("participant").order_by("starts_at"))
