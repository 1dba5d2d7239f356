"""A week by counsellor: what is booked, and the times that are free, made ready for the page."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.appointments.entries import Entry
from perspektiv.records.appointments.models import UNIT_MINUTES
from perspektiv.records.appointments.moments import holiday, workdays
from perspektiv.records.appointments.slots import starts_of


@dataclass(frozen=True, slots=True)
class Cell:
    """One time of a day: taken by an appointment, or free."""

    time: str
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    holiday: str
    cells: list[Cell]

    @property
    def taken(self) -> bool:
        return any(cell.entry for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Line:
    """One counsellor's week."""

    counsellor_id: UUID | None
    name: str
    initials: str
    days: list[Day]
    units: int


def shown_days(monday: date, rows: list[Entry]) -> list[date]:
    """Monday to Friday, and the days of the weekend on which somebody works."""
    return sorted({*workdays(monday), *(row.day for row in rows)})


def week_of(days: list[date], rows: list[Entry], counsellors: list[User]) -> list[Line]:
    """A line for each counsellor, also for those without appointments, and for whoever else has some."""
    people: dict[UUID | None, tuple[str, str]] = {one.id: (str(one), one.initials) for one in counsellors}
    for row in rows:
        people.setdefault(row.counsellor_id, (row.counsellor, row.initials))
    return [_line(id, people[id], days, rows) for id in people]


def _line(id: UUID | None, person: tuple[str, str], days: list[date], rows: list[Entry]) -> Line:
    mine = [row for row in rows if row.counsellor_id == id]
    return Line(
        counsellor_id=id,
        name=person[0],
        initials=person[1],
        days=[_day(day, [row for row in mine if row.day == day], bookable=id is not None) for day in days],
        units=sum(not row.off for row in mine),
    )


def _day(day: date, rows: list[Entry], *, bookable: bool) -> Day:
    cells = [Cell(row.time, row) for row in rows]
    if bookable and day >= timezone.localdate():
        now, length = timezone.now(), timedelta(minutes=UNIT_MINUTES)
        taking = [row for row in rows if not row.off]
        cells += [
            Cell(f"{start:%H:%M}", None)
            for start in starts_of(day)
            if start > now and not any(row.at < start + length and row.until > start for row in taking)
        ]
    return Day(day, holiday(day), sorted(cells, key=lambda cell: cell.time))
