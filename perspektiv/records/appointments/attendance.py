"""The attendance page: a day's appointments with what happened, and those of earlier days that are still open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.appointments.agenda import Tally
from perspektiv.records.appointments.entries import Entry, entries
from perspektiv.records.appointments.grouping import by_counsellor
from perspektiv.records.appointments.models import Appointment, AppointmentChange, Appointments, Status, Why
from perspektiv.records.appointments.moments import local

EARLIER = 40
"""How many open appointments of earlier days are listed at once."""
FOLDED = 3
"""From how many on they are folded into one line."""


@dataclass(frozen=True, slots=True)
class Row:
    """One appointment in the grid."""

    entry: Entry
    why: str = ""  # of a no-show, if it was said
    earlier: bool = False  # from before the shown day
    clash: str = ""  # what somebody else said meanwhile

    @property
    def why_label(self) -> str:
        return str(Why(self.why).label) if self.why in Why.values else ""


@dataclass(frozen=True)
class Section:
    """One counsellor's rows."""

    name: str
    initials: str
    rows: list[Row]

    @property
    def decided(self) -> int:
        return sum(not row.entry.open for row in self.rows)


@dataclass(frozen=True)
class Attendance:
    """What the page of a day shows."""

    sections: list[Section]
    tally: Tally
    earlier: list[Row]
    more_earlier: int
    begun: int  # open and begun: what "all held" would mark

    @property
    def all_earlier(self) -> int:
        return len(self.earlier) + self.more_earlier

    @property
    def earlier_shown(self) -> bool:
        """Many are folded into one line, so that the day itself stays in view; never one that was refused just now."""
        return self.all_earlier < FOLDED or any(row.clash for row in self.earlier)


def markable(user: User) -> Appointments:
    return Appointment.objects.with_permission(user, Permission.MARK)


def attendance_of(user: User, day: date, clash: Row | None = None) -> Attendance:
    """The page of a day; ``clash`` is the row whose mark was refused just now."""
    seen = entries(markable(user).on_day(day).order_by("starts_at", "id"))
    undecided = markable(user).undecided().filter(starts_at__lt=local(day, time.min))
    oldest = undecided.order_by("ends_at", "id")[:EARLIER]  # as the index by status has them
    earlier = rows_of(entries(oldest), earlier=True)
    if clash:
        earlier = [clash if row.entry.id == clash.entry.id else row for row in earlier]
    rows = {row.entry.id: clash if clash and row.entry.id == clash.entry.id else row for row in rows_of(seen)}
    return Attendance(
        sections=[
            Section(group.name, group.initials, [rows[entry.id] for entry in group.rows])
            for group in by_counsellor(seen)
        ],
        tally=Tally(**{status.value: sum(entry.status == status for entry in seen) for status in Status}),
        earlier=earlier,
        more_earlier=undecided.count() - EARLIER if len(earlier) == EARLIER else 0,
        begun=sum(entry.begun and entry.open for entry in seen),
    )


def row_of(appointment_id: UUID, *, earlier: bool = False, clash: str = "") -> Row:
    """One row as it is now."""
    (entry,) = entries(Appointment.objects.filter(pk=appointment_id))
    why = _reasons([entry]).get(entry.id, "")
    return Row(entry, why, earlier, clash)


def rows_of(seen: Iterable[Entry], *, earlier: bool = False) -> list[Row]:
    seen = list(seen)
    reasons = _reasons(seen)
    return [Row(entry, reasons.get(entry.id, ""), earlier) for entry in seen]


def _reasons(seen: Iterable[Entry]) -> dict[UUID, str]:
    """The reasons of the no-shows among them: the last one that was given counts."""
    missed = [entry.id for entry in seen if entry.status == Status.NO_SHOW]
    if not missed:
        return {}
    marks = AppointmentChange.objects.filter(appointment__in=missed, kind=AppointmentChange.Kind.MARKED)
    return dict(marks.order_by("created_at").values_list("appointment_id", "why"))
