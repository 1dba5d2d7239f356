"""Appointments as lines of a list, read in a constant number of queries and made ready before the template."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from perspektiv.records.appointments.models import ACTIVE, Appointment, Appointments, Status
from perspektiv.records.appointments.states import OVERDUE, STATES, State
from perspektiv.records.cases.models import Segment
from perspektiv.records.letters.way import wishing_messages

_FIELDS = (
    "id", "version", "starts_at", "ends_at", "status", "kind", "place", "note", "source_key",
    "confirmed_for", "declined_for",
    "participant_id", "participant__given_name", "participant__family_name", "participant__file_number",
    "participant__phone", "participation_id", "participation__units_planned", "participation__segment_id",
    "counsellor_id", "counsellor__given_name", "counsellor__family_name", "room_id", "room__name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One appointment as a list shows it."""

    id: UUID
    version: int
    at: datetime  # local, as all that follows
    until: datetime
    time: str  # "08:30"
    status: Status
    state: State
    kind: str
    kind_label: str
    where: str  # the room's name, or how it takes place
    note: str
    imported: bool
    participant_id: UUID
    name: str
    short: str  # where there is little room
    phone: str
    participation_id: UUID | None
    segment: Segment | None  # none before the first one
    number: int  # which unit of its participation it is; 0 where it is none
    planned: int  # units planned
    counsellor_id: UUID | None
    counsellor: str
    initials: str
    room_id: UUID | None
    tells: bool  # the person wished for messages
    confirmed: bool  # the person said that they come, to this time
    declined: bool  # … that they do not come, too late to be excused

    @property
    def day(self) -> date:
        return self.at.date()

    @property
    def open(self) -> bool:
        return self.status == Status.PLANNED

    @property
    def begun(self) -> bool:
        return self.at <= timezone.now()

    @property
    def undecided(self) -> bool:
        return self.state is OVERDUE

    @property
    def off(self) -> bool:
        return self.status not in ACTIVE

    @property
    def remark(self) -> str:
        """What is special about it: another kind than counselling, and the note."""
        kind = self.kind_label if self.kind != Appointment.Kind.COUNSELLING else ""
        return ", ".join(filter(None, (kind, self.note)))

    @property
    def unit(self) -> str:
        """ "3/8", or nothing where units are not counted."""
        if not self.number:
            return ""
        return f"{self.number}/{self.planned}" if self.planned else str(self.number)


def asked_about(entry: Entry) -> bool:
    """Whether the person can be asked how the talk is or was: today, once it has begun, or was held."""
    today = entry.day == timezone.localdate()
    return today and not entry.imported and (entry.status == Status.HELD or (entry.open and entry.begun))


def shortened(given_name: str, family_name: str) -> str:
    """
    >>> shortened("Wanda", "Malve"), shortened("", "Malve"), shortened("Wanda", "")
    ('W. Malve', 'Malve', 'Wanda')
    """
    return f"{given_name[:1]}. {family_name}" if given_name and family_name else family_name or given_name


def entries(appointments: Appointments, *, numbered: bool = True) -> list[Entry]:
    """The appointments in the order of the query; which unit each is, only where a page shows it."""
    rows = list(appointments.values(*_FIELDS))
    numbers = _numbers(rows) if numbered else {}
    segments = Segment.objects.in_bulk({row["participation__segment_id"] for row in rows} - {None})
    zone, now = timezone.get_current_timezone(), timezone.now()
    wished = wishing_messages({row["participant_id"] for row in rows}) if numbered else set()
    kinds = {kind.value: str(kind.label) for kind in Appointment.Kind}
    return [
        _entry(row, numbers.get(row["id"], 0), row["participant_id"] in wished, segments, kinds, zone, now)
        for row in rows
    ]


COUNTED = (Status.HELD, Status.PLANNED)


def _numbers(rows: Sequence[dict[str, Any]]) -> dict[UUID, int]:
    """Which unit each one is: those that were held or are planned, counted through its participation.

    A closing talk is none of the units, and neither is an appointment to which nobody came: as on the board.
    """
    units = [row for row in rows if row["participation_id"] and row["status"] in COUNTED]
    if not units:
        return {}
    counted: dict[UUID, int] = {}
    numbers: dict[UUID, int] = {}
    for id, participation in (
        Appointment.objects.filter(
            participation__in={row["participation_id"] for row in units},
            status__in=COUNTED,
            starts_at__lte=max(row["starts_at"] for row in units),
        )
        .exclude(kind=Appointment.Kind.CLOSING_TALK)
        .order_by("starts_at")
        .values_list("id", "participation_id")
    ):
        counted[participation] = numbers[id] = counted.get(participation, 0) + 1
    return numbers


def _entry(
    row: dict[str, Any],
    number: int,
    tells: bool,
    segments: dict[UUID, Segment],
    kinds: dict[str, str],
    zone: Any,
    now: datetime,
) -> Entry:
    at, status = row["starts_at"].astimezone(zone), Status(row["status"])
    given, family = row["counsellor__given_name"] or "", row["counsellor__family_name"] or ""
    name = f"{row['participant__given_name']} {row['participant__family_name']}".strip()
    segment = segments.get(row["participation__segment_id"])
    overdue = status == Status.PLANNED and row["ends_at"] < now
    return Entry(
        id=row["id"],
        version=row["version"],
        at=at,
        until=row["ends_at"].astimezone(zone),
        time=f"{at:%H:%M}",
        status=status,
        state=OVERDUE if overdue else STATES[status],
        kind=row["kind"],
        kind_label=kinds[row["kind"]],
        where=row["room__name"] or str(Appointment.Place(row["place"]).label),
        note=row["note"],
        imported=bool(row["source_key"]),
        participant_id=row["participant_id"],
        name=name or row["participant__file_number"],
        short=shortened(row["participant__given_name"], row["participant__family_name"])
        or row["participant__file_number"],
        phone=row["participant__phone"],
        participation_id=row["participation_id"],
        segment=segment,
        number=number,
        planned=row["participation__units_planned"] or (segment.planned_units if segment else 0),
        counsellor_id=row["counsellor_id"],
        counsellor=f"{given} {family}".strip(),
        initials=(given[:1] + family[:1]).upper(),
        room_id=row["room_id"],
        tells=tells,
        confirmed=row["confirmed_for"] == row["starts_at"],
        declined=row["declined_for"] == row["starts_at"],
    )
