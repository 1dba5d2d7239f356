"""Series of weekly appointments: kept in local time, so that changing the clocks never shifts one."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from perspektiv.records.access.models import Centre, User
from perspektiv.records.appointments.models import UNIT_MINUTES
from perspektiv.records.appointments.moments import local
from perspektiv.records.appointments.opening import Opening, opening_of
from perspektiv.records.appointments.slots import Diary, Slot

LENGTH = 8


@dataclass(frozen=True, slots=True)
class Occasion:
    """One date of a planned series: the wished time, what stands against it, and other times of that week."""

    at: datetime
    slot: Slot | None
    closed_by: str  # the public holiday or closing day
    away: bool  # the counsellor is absent that day
    others: tuple[Slot, ...]

    @property
    def chosen(self) -> Slot | None:
        """The wished time, else the first other one; none where the week is full."""
        return self.slot or (self.others[0] if self.others else None)


def weekly(first: date, at: time, count: int = LENGTH) -> list[datetime]:
    """The same weekday and the same time on the wall, week after week."""
    return [local(first + timedelta(weeks=n), at) for n in range(count)]


def planned(
    centre: Centre,
    counsellor: User | None,
    times: list[datetime],
    *,
    minutes: int = UNIT_MINUTES,
    needs_room: bool = True,
) -> list[Occasion]:
    """What a series meets on its way."""
    if not times:
        return []
    week = timedelta(weeks=1)
    diary, opening = Diary(centre, counsellor, min(times) - week, max(times) + week), opening_of(centre)
    return [_occasion(diary, opening, at, minutes, needs_room) for at in times]


def _occasion(diary: Diary, opening: Opening, at: datetime, minutes: int, needs_room: bool) -> Occasion:
    name = opening.closed_by(at.date())
    slot = None if name else diary.slot(at, minutes, needs_room)
    others = () if slot else _others(diary, opening, at, minutes, needs_room)
    return Occasion(at, slot, name, at.date() in diary.away, others)


def _others(diary: Diary, opening: Opening, at: datetime, minutes: int, needs_room: bool) -> tuple[Slot, ...]:
    """Up to three other times, the same day first, then the same week."""
    monday = at.date() - timedelta(days=at.weekday())
    days = sorted((monday + timedelta(days=n) for n in range(7)), key=lambda day: abs((day - at.date()).days))
    tried = (
        diary.slot(start, minutes, needs_room)
        for day in days
        for start in sorted(opening.starts_of(day, minutes), key=lambda start: abs(start - at))
        if start != at
    )
    return tuple(slot for slot in tried if slot)[:3]
