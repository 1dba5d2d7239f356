"""Who said by themselves that they do not come: for those who would else wait, and those who can use the time."""

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
from perspektiv.records.selfservice.inbox import wishes_for
from perspektiv.records.selfservice.models import Wish

NEWS_FOR = timedelta(days=3)
"""So long a cancellation in time is news, unless another date was booked since."""


def declined_late(user: User) -> Appointments:
    """What is still ahead, though the person said too late to be excused that they do not come."""
    planned = Appointment.objects.with_permission(user, P.BOOK).filter(
        status=Status.PLANNED, ends_at__gt=timezone.now()
    )
    return planned.filter(declined_for=F("starts_at"))


def said_late(user: User) -> Todo | None:
    """Nobody has to wait for them; whether they were missed is recorded afterwards. Whoever answers does it there."""
    off = _with_names(declined_late(user))
    if not off:
        return None
    answers = wishes_for(user).open().filter(kind=Wish.Kind.LATE, appointment__in=off).exists()
    address = link("selfservice:wishes") if answers else _address_of(off)
    title = ngettext("%d person will not come, said late", "%d people will not come, said late", len(off))
    return Todo(title % len(off), _when(off), address, "person-missing", "warn")


def cancelled_by_link(user: User) -> Todo | None:
    """In time, in the last days: the place is free for somebody else."""
    off = _with_names(_cancelled(user, Status.EXCUSED, by="participant:"))
    if not off:
        return None
    title = ngettext("%d appointment was cancelled by link", "%d appointments were cancelled by link", len(off))
    return Todo(title % len(off), _when(off), _address_of(off), "calendar", "note")


def cancelled_by_jobcoach(user: User) -> Todo | None:
    """By their own hand, with or without an account: another date for three is wanted."""
    talks = _cancelled(user, Status.CANCELLED_BY_JOBCOACH, by="jobcoach:", kind=Appointment.Kind.CLOSING_TALK)
    off = _with_names(talks.filter(participation__isnull=False))
    if not off:
        return None
    title = ngettext("The jobcoach cancelled %d closing talk", "Jobcoaches cancelled %d closing talks", len(off))
    address = link("appointments:closing_dates", off[0].participation_id)
    return Todo(title % len(off), _when(off), address, "calendar", "warn")


def _cancelled(user: User, status: Status, *, by: str, **of: str) -> Appointments:
    """Those ahead that somebody who is not of the centre cancelled, unless another such date was booked since."""
    by_them = AppointmentChange.objects.filter(
        kind=AppointmentChange.Kind.CANCELLED,
        actor__startswith=by,
        created_at__gt=timezone.now() - NEWS_FOR,
        appointment=OuterRef("pk"),
    )
    another = Appointment.objects.filter(
        participant=OuterRef("participant"), status=Status.PLANNED, created_at__gt=OuterRef("off_at"), **of
    )
    ahead = Appointment.objects.with_permission(user, P.BOOK).filter(status=status, starts_at__gt=timezone.now(), **of)
    since = ahead.annotate(off_at=Subquery(by_them.order_by("-created_at").values("created_at")[:1]))
    return since.filter(off_at__isnull=False).exclude(Exists(another))


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
