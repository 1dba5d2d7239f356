"""Series of weekly appointments: kept in local time, so that changing the clocks never shifts one."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.utils import timezone

from perspektiv.records.access.models import Centre, User
from perspektiv.records.appointments.models import UNIT_MINUTES, end_of
from perspektiv.records.appointments.moments import local, moment_of, skipped
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
    offered: bool = True  # or the counsellor does not offer the wished time
    skipped: bool = False  # the clocks go forward over it

    @property
    def chosen(self) -> Slot | None:
        """The wished time, else the first other one; on another day only at the same time. None is left out."""
        other = self.others[0] if self.others else None
        moves_day = other is not None and timezone.localdate(other.at) != timezone.localdate(self.at)
        if moves_day and other and _clock(other.at) != _clock(self.at):
            other = None
        return self.slot or other


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


def proposals(plan: list[Occasion], left: int) -> list[Slot | None]:
    """What is chosen beforehand on each date: no more than there are units left."""
    proposed: list[Slot | None] = []
    for occasion in plan:
        full = sum(slot is not None for slot in proposed) >= left
        proposed.append(None if full else occasion.chosen)
    return proposed


def kept(plan: list[Occasion], sent: list[str]) -> list[Slot | None]:
    """What somebody chose, week by week, as far as it can still be had; what they left out stays left out."""
    keys = {_week(at): text for text in sent if (at := moment_of(text))}
    return [
        next((slot for slot in (occasion.slot, *occasion.others) if slot and slot.key == key), occasion.chosen)
        if (key := keys.get(_week(occasion.at)))
        else None
        for occasion in plan
    ]


def _week(at: datetime) -> tuple[int, int]:
    year, week, _day = timezone.localtime(at).isocalendar()
    return year, week


def _occasion(diary: Diary, opening: Opening, at: datetime, minutes: int, needs_room: bool) -> Occasion:
    name = opening.closed_by(at.date())
    gone = skipped(at)
    slot = None if name or gone else diary.slot(at, minutes, needs_room, offered=False)
    others = () if slot else _others(diary, opening, at, minutes, needs_room)
    offered = diary.offered(at, end_of(at, minutes))
    return Occasion(at, slot, name, at.date() in diary.away, others, offered, gone)


def _others(diary: Diary, opening: Opening, at: datetime, minutes: int, needs_room: bool) -> tuple[Slot, ...]:
    """Up to three other times of that week: on the same day, then at the same time of the nearest day, then others."""
    monday, now = at.date() - timedelta(days=at.weekday()), timezone.now()

    def far(start: datetime) -> tuple[bool, bool, int, int]:
        days, apart = abs((start.date() - at.date()).days), abs(_clock(start) - _clock(at))
        return days > 0, apart > 0, days, apart

    starts = {
        start
        for day in (monday + timedelta(days=n) for n in range(7))
        for start in (*opening.starts_of(day, minutes), *_same_time(opening, day, at, minutes))
        if start != at and start > now
    }
    tried = (diary.slot(start, minutes, needs_room) for start in sorted(starts, key=far))
    return tuple(islice((slot for slot in tried if slot), 3))


def _same_time(opening: Opening, day: date, at: datetime, minutes: int) -> list[datetime]:
    """The same time on that day, if the centre is open then."""
    start, hours = local(day, at.time()), opening.hours_on(day)
    fits = hours and not skipped(start) and start.time() >= hours[0] and end_of(start, minutes) <= local(day, hours[1])
    return [start] if fits else []


def _clock(at: datetime) -> int:
    """Minutes since midnight, as clocks show them."""
    here = timezone.localtime(at)
    return here.hour * 60 + here.minute
