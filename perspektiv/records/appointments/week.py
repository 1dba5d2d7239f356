"""A week as a grid, by counsellor or by room: what is booked and what is free, made ready for the page."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from perspektiv.records.access.days import form_of
from perspektiv.records.access.models import User
from perspektiv.records.appointments.entries import Entry
from perspektiv.records.appointments.gaps import Gaps, Span
from perspektiv.records.appointments.models import Room
from perspektiv.records.appointments.moments import workdays
from perspektiv.records.appointments.opening import Opening
from perspektiv.records.appointments.slots import key_of
from perspektiv.records.cases.models import Segment

COUNSELLORS, ROOMS = "counsellors", "rooms"
VIEWS = (COUNSELLORS, ROOMS)


@dataclass(frozen=True, slots=True)
class Cell:
    """One time of a day: taken by an appointment or by one that the user may not see, or free."""

    time: str
    entry: Entry | None = None
    href: str = ""  # where a free time is booked
    key: str = ""  # the free time as forms carry it
    label: str = ""  # of a free time, for those who hear it
    movable: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    name: str  # "Dienstag, 24. November"
    closed: str  # the public holiday or closing day by its name
    away: bool
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Line:
    """The week of one counsellor or one room."""

    id: UUID | None
    name: str
    initials: str
    where: str  # the room in which most are, on a counsellor's line
    units: int
    days: list[Day]


@dataclass
class Grid:
    """What all lines share: which week, what is free in it, and who may book what."""

    days: list[date]
    rows: list[Entry]
    gaps: Gaps
    opening: Opening
    bookable: set[UUID | None]  # the counsellors whose time the user may book; None for talks that have none yet
    names: dict[date, str] = field(init=False)
    book: str = field(init=False)

    def __post_init__(self) -> None:
        self.names = {day: date_format(day, form_of("l, j. F")) for day in self.days}
        self.book = reverse("appointments:book")

    def by_counsellor(self, counsellors: list[User]) -> list[Line]:
        """A line for each counsellor, also for those without appointments, and for whoever else has some."""
        people: dict[UUID | None, tuple[str, str]] = {one.id: (str(one), one.initials) for one in counsellors}
        mine: dict[UUID | None, list[Entry]] = defaultdict(list)
        for row in self.rows:
            people.setdefault(row.counsellor_id, (row.counsellor or _("Without a counsellor"), row.initials))
            mine[row.counsellor_id].append(row)
        return [self._counsellor(id, *people[id], mine[id]) for id in people]

    def by_room(self, rooms: list[Room]) -> list[Line]:
        """A line for each room in use; the talks outside of all rooms last."""
        names: dict[UUID | None, str] = {room.id: room.name for room in rooms}
        mine: dict[UUID | None, list[Entry]] = defaultdict(list)
        for row in self.rows:
            if row.room_id:
                names.setdefault(row.room_id, row.where)
            mine[row.room_id].append(row)
        lines = [self._room(id, name, mine[id]) for id, name in names.items()]
        return [*lines, self._room(None, _("Without a room"), mine[None])] if mine[None] else lines

    def _counsellor(self, id: UUID | None, name: str, initials: str, rows: list[Entry]) -> Line:
        days = []
        for day, of_day in self._by_day(rows):
            free = self.gaps.of_counsellor(id, day) if id and id in self.bookable else []
            cells = [*self._taken(of_day), *self._free(free, day, name, "counsellor", id)]
            cells += _hidden(self.gaps.taken_on(id, day), rows) if id else []
            away = self.gaps.away(id, day)
            days.append(Day(day, self.names[day], self.opening.closed_by(day), away, sorted(cells, key=_time)))
        rooms = Counter(row.where for row in rows if row.room_id and not row.off)
        where = rooms.most_common(1)[0][0] if rooms else ""
        return Line(id, name, initials, where, _units(rows), days)

    def _room(self, id: UUID | None, name: str, rows: list[Entry]) -> Line:
        days = []
        for day, of_day in self._by_day(rows):
            free = self.gaps.of_room(id, day) if id and self.bookable else []
            cells = [*self._taken(of_day), *self._free(free, day, name, "room", id)]
            cells += _hidden(self.gaps.taken_on(id, day), rows) if id else []
            days.append(Day(day, self.names[day], self.opening.closed_by(day), False, sorted(cells, key=_time)))
        return Line(id, name, "", "", _units(rows), days)

    def _by_day(self, rows: list[Entry]) -> Iterable[tuple[date, list[Entry]]]:
        by_day: dict[date, list[Entry]] = defaultdict(list)
        for row in rows:
            by_day[row.day].append(row)
        return [(day, by_day[day]) for day in self.days]

    def _taken(self, rows: list[Entry]) -> list[Cell]:
        return [
            Cell(row.time, row, movable=row.open and not row.begun and row.counsellor_id in self.bookable)
            for row in rows
        ]

    def _free(self, times: list[datetime], day: date, name: str, whose: str, id: UUID | None) -> list[Cell]:
        cells, free = [], _("free")
        for at in times:
            time = f"{at:%H:%M}"
            back = ROOMS if whose == "room" else COUNSELLORS
            asked = f"day={day.isoformat()}&time={time}&{whose}={id}&back={back}"
            label = f"{time} {free}, {self.names[day]}, {name}"
            cells.append(Cell(time, href=f"{self.book}?{asked}", key=key_of(at), label=label))
        return cells


def shown_days(monday: date, rows: Iterable[Entry], opening: Opening) -> list[date]:
    """Monday to Friday, and the days of the weekend on which the centre is open or somebody works."""
    weekend = (date.fromordinal(monday.toordinal() + n) for n in (5, 6))
    return sorted({*workdays(monday), *(row.day for row in rows), *(day for day in weekend if opening.hours_on(day))})


def segments_in(rows: Iterable[Entry]) -> list[Segment]:
    """For the legend."""
    return sorted({row.segment for row in rows if row.segment}, key=lambda segment: segment.position)


def _units(rows: list[Entry]) -> int:
    return sum(not row.off for row in rows)


def _hidden(taken: Iterable[Span], rows: Iterable[Entry]) -> list[Cell]:
    """Times that are taken by what the user may not see: no more than that."""
    seen = {row.id for row in rows}
    return [Cell(f"{timezone.localtime(start):%H:%M}") for start, _until, id in taken if id not in seen]


def _time(cell: Cell) -> str:
    return cell.time
