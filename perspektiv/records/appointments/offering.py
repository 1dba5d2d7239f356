"""A counsellor's week to offer times in: which units are offered, which of these are booked, and how much is used."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from perspektiv.records.access.models import Centre, User
from perspektiv.records.appointments.models import UNIT_MINUTES, Appointment, OfferedSlot, end_of
from perspektiv.records.appointments.models.offered_slot import OfferedSlots
from perspektiv.records.appointments.moments import midnight, workdays
from perspektiv.records.appointments.opening import Opening
from perspektiv.records.appointments.slots import key_of

BACK = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class Unit:
    """One time of the grid."""

    at: datetime
    slot: OfferedSlot | None
    taken: bool  # the counsellor has an appointment then
    past: bool

    @property
    def key(self) -> str:
        return key_of(self.at)

    @property
    def time(self) -> str:
        return f"{timezone.localtime(self.at):%H:%M}"


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    closed: str
    units: list[Unit]


@dataclass(frozen=True, slots=True)
class Series:
    """The same time in several weeks from now on."""

    slot: OfferedSlot  # the next one
    last: datetime
    count: int


@dataclass(frozen=True, slots=True)
class Usage:
    """Offered units of some weeks, and those in which somebody was booked."""

    offered: int
    used: int

    @property
    def percent(self) -> int:
        return round(100 * self.used / self.offered) if self.offered else 0


def week_of(centre: Centre, counsellor: User, monday: date, opening: Opening) -> list[Day]:
    """Every unit of the open days, and those that are offered outside of them."""
    start, end = midnight(monday), midnight(monday + timedelta(days=7))
    slots = {slot.starts_at: slot for slot in _standing(centre, counsellor).filter(starts_at__range=(start, end))}
    busy = _busy(counsellor, start, end)
    weekend = [monday + timedelta(days=n) for n in (5, 6)]
    offered_on = {timezone.localdate(at) for at in slots}
    days = [*workdays(monday), *(day for day in weekend if opening.hours_on(day) or day in offered_on)]
    now, found = timezone.now(), []
    for day in days:
        others = {at for at in slots if timezone.localdate(at) == day}
        times = sorted({*opening.starts_of(day), *others})
        units = [Unit(at, slots.get(at), _overlaps(busy, at), at <= now) for at in times]
        found.append(Day(day, opening.closed_by(day), units))
    return found


def series_of(centre: Centre, counsellor: User) -> list[Series]:
    """Those of which more than one time is still ahead, by weekday and time."""
    ahead = _standing(centre, counsellor).filter(starts_at__gt=timezone.now()).order_by("starts_at")
    by_series: dict[UUID, list[OfferedSlot]] = {}
    for slot in ahead:
        by_series.setdefault(slot.series, []).append(slot)
    found = [Series(slots[0], slots[-1].starts_at, len(slots)) for slots in by_series.values() if len(slots) > 1]
    return sorted(found, key=lambda one: (local_time(one).weekday(), local_time(one).time()))


def local_time(series: Series) -> datetime:
    return timezone.localtime(series.slot.starts_at)


def used_of(centre: Centre, counsellor: User, first: date, last: date) -> Usage:
    """From one day up to and without another."""
    start, end = midnight(first), midnight(last)
    slots = _standing(centre, counsellor).filter(starts_at__gte=start, starts_at__lt=end)
    starts = list(slots.values_list("starts_at", flat=True))
    busy = _busy(counsellor, start, end)
    return Usage(len(starts), sum(_overlaps(busy, at) for at in starts))


def _standing(centre: Centre, counsellor: User) -> OfferedSlots:
    return OfferedSlot.objects.standing().filter(centre=centre, counsellor=counsellor)


def _busy(counsellor: User, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    taking = Appointment.objects.overlapping(start, end).filter(counsellor=counsellor)
    return list(taking.order_by("starts_at").values_list("starts_at", "ends_at"))


def _overlaps(busy: list[tuple[datetime, datetime]], at: datetime) -> bool:
    end = end_of(at, UNIT_MINUTES)
    return any(start < end and until > at for start, until in busy)
