"""Who said by their link that they do not come: for those who would else wait, and those who can use the time."""

from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import ngettext

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission as P
from perspektiv.records.appointments.models import Appointment, AppointmentChange, Appointments, Status
from perspektiv.records.desk.links import link
from perspektiv.records.desk.todo import Todo, names

NEWS_FOR = timedelta(days=3)
"""So long a cancellation in time is news, unless another date was booked since."""


def said_late(user: User) -> Todo | None:
    """Too late to be excused: nobody has to wait for them; whether they were missed is recorded afterwards."""
    now = timezone.now()
    planned = Appointment.objects.with_permission(user, P.BOOK).filter(status=Status.PLANNED, ends_at__gt=now)
    off = _with_names(planned.filter(declined_for=F("starts_at")))
    if not off:
        return None
    title = ngettext("%d person will not come, said late", "%d people will not come, said late", len(off))
    return Todo(title % len(off), _when(off), _address_of(off), "person-missing", "warn")


def cancelled_by_link(user: User) -> Todo | None:
    """In time, in the last days: the place is free for somebody else."""
    by_link = AppointmentChange.objects.filter(
        kind=AppointmentChange.Kind.CANCELLED,
        actor__startswith="participant:",
        created_at__gt=timezone.now() - NEWS_FOR,
        appointment=OuterRef("pk"),
    )
    another = Appointment.objects.filter(
        participant=OuterRef("participant"), status=Status.PLANNED, created_at__gt=OuterRef("off_at")
    )
    ahead = Appointment.objects.with_permission(user, P.BOOK).filter(
        status=Status.EXCUSED, starts_at__gt=timezone.now()
    )
    since = ahead.annotate(off_at=Subquery(by_link.order_by("-created_at").values("created_at")[:1]))
    off = _with_names(since.filter(off_at__isnull=False).exclude(Exists(another)))
    if not off:
        return None
    title = ngettext("%d appointment was cancelled by link", "%d appointments were cancelled by link", len(off))
    return Todo(title % len(off), _when(off), _address_of(off), "calendar", "note")


def _when(appointments: list[Appointment]) -> str:
    """ "Dilan Distel (24.11., 10:00) and 2 more" """
    local = [(one.participant, timezone.localtime(one.starts_at)) for one in appointments]
    return names(f"{person} ({at.day}.{at.month}., {at:%H:%M})" for person, at in local)


def _address_of(appointments: list[Appointment]) -> str:
    """The appointment, or of several the day of the first."""
    if len(appointments) == 1:
        return link("appointments:show", appointments[0].pk)
    day = timezone.localdate(appointments[0].starts_at)
    return f"{link('appointments:day')}?{urlencode({'day': day.isoformat()})}"


def _with_names(found: Appointments) -> list[Appointment]:
    return list(found.select_related("participant").order_by("starts_at"))
