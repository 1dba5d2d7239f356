"""What other pages ask about appointments. Everything here only reads."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.appointments.entries import Entry, entries
from perspektiv.records.appointments.models import Appointment, Appointments, Status
from perspektiv.records.people.models import Participant

_BY_STATUS = {status.value: Count("pk", filter=Q(status=status)) for status in Status}


@dataclass(frozen=True, slots=True)
class Bead:
    """One appointment on a participant's line."""

    id: UUID
    at: datetime
    status: Status
    participation_id: UUID | None


@dataclass(frozen=True, slots=True)
class Tally:
    """What happened to appointments, counted."""

    held: int = 0
    no_show: int = 0
    cancelled_by_centre: int = 0
    cancelled_by_jobcoach: int = 0
    excused: int = 0
    planned: int = 0
    overdue: int = 0  # of those planned: past, and nobody said yet what happened; counted only for a week

    @property
    def ahead(self) -> int:
        """Planned and not over yet."""
        return self.planned - self.overdue

    @property
    def cancelled(self) -> int:
        return self.cancelled_by_centre + self.cancelled_by_jobcoach

    @property
    def due(self) -> int:
        """Decided and not excused."""
        return self.held + self.no_show + self.cancelled

    @property
    def all(self) -> int:
        return self.due + self.excused + self.planned


def today_of(user: User, *, own: bool = False) -> list[Entry]:
    """Today's appointments that the user may see, in order of time; with ``own`` those they hold themselves."""
    return entries(_of(user, own).on_day(timezone.localdate()))


def undecided_for(user: User, *, own: bool = False, limit: int = 50) -> list[Entry]:
    """Past appointments that the user may mark and nobody has, the oldest first."""
    return entries(_undecided(user, own).order_by("ends_at", "id")[:limit])  # as the index by status has them


def count_undecided(user: User, *, own: bool = False) -> int:
    return _undecided(user, own).count()


def next_of(participant: Participant) -> Entry | None:
    """The participant's next planned appointment."""
    coming = Appointment.objects.filter(participant=participant, status=Status.PLANNED, ends_at__gte=timezone.now())
    return next(iter(entries(coming[:1])), None)


def beads_of(participant: Participant) -> list[Bead]:
    """All appointments of a participant in order of time, for the line."""
    rows = Appointment.objects.filter(participant=participant).values_list(
        "id", "starts_at", "status", "participation_id"
    )
    return [Bead(id, at, Status(status), participation) for id, at, status, participation in rows]


def week_tally(user: User, *, own: bool = False, day: date | None = None) -> Tally:
    """What happened this week (or that of a day) to the appointments that the user may see."""
    day = day or timezone.localdate()
    monday = day - timedelta(days=day.weekday())
    zone = timezone.get_current_timezone()
    start = datetime.combine(monday, datetime.min.time(), zone)
    week = _of(user, own).between(start, datetime.combine(monday + timedelta(7), datetime.min.time(), zone))
    overdue = Count("pk", filter=Q(status=Status.PLANNED, ends_at__lt=timezone.now()))
    return Tally(**week.aggregate(**_BY_STATUS, overdue=overdue))


def tally(appointments: Appointments) -> Tally:
    """The appointments counted by what happened, in one query."""
    return Tally(**appointments.aggregate(**_BY_STATUS))


def _of(user: User, own: bool) -> Appointments:
    """``own``: with those of the cases in which the user stands in, as the pages on which they are marked have them."""
    seen = Appointment.objects.with_permission(user, Permission.SEE_APPOINTMENTS)
    return seen.filter(seen.own_with(user, Permission.MARK)) if own else seen


def _undecided(user: User, own: bool) -> Appointments:
    open = Appointment.objects.with_permission(user, Permission.MARK).undecided()
    return open.filter(open.own_with(user, Permission.MARK)) if own else open
