"""Free times: when a counsellor has none yet, and a room is free."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from perspektiv.records.access.models import Centre, User
from perspektiv.records.appointments.models import UNIT_MINUTES, Absence, Appointment, Room, end_of
from perspektiv.records.appointments.offers import offers_between
from perspektiv.records.appointments.opening import Opening, opening_of

FARTHEST = timedelta(weeks=12)
"""How far a search for free times goes."""


def key_of(at: datetime) -> str:
    """A moment as forms carry it: 2026-11-24T10:00."""
    return f"{timezone.localtime(at):%Y-%m-%dT%H:%M}"


@dataclass(frozen=True, slots=True)
class Slot:
    """A time at which a counsellor is free, with a room that is free then."""

    at: datetime
    room: Room | None

    @property
    def key(self) -> str:
        return key_of(self.at)

    @property
    def day(self) -> date:
        return timezone.localdate(self.at)


@dataclass(frozen=True, slots=True)
class Busy:
    counsellor_id: UUID | None
    room_id: UUID | None
    start: datetime
    end: datetime


class Diary:
    """Who and what is taken from one moment to another; read once, in a few queries."""

    def __init__(
        self,
        centre: Centre,
        counsellor: User | None,
        start: datetime,
        end: datetime,
        *,
        without: Appointment | None = None,
    ) -> None:
        self.counsellor = counsellor
        self.rooms = list(Room.objects.filter(centre=centre, in_use=True))
        taken = Appointment.objects.overlapping(start, end).filter(
            Q(counsellor=counsellor, counsellor__isnull=False) | Q(room__in=self.rooms)
        )
        if without:
            taken = taken.exclude(pk=without.pk)
        self.busy = [
            Busy(*row) for row in taken.order_by().values_list("counsellor_id", "room_id", "starts_at", "ends_at")
        ]
        self.away = _days_away(centre, counsellor, start, end)
        self.offers = offers_between([counsellor.id] if counsellor else [], start, end)

    @classmethod
    def of_day(
        cls, centre: Centre, counsellor: User | None, at: datetime, *, without: Appointment | None = None
    ) -> "Diary":
        """That of the day around a moment."""
        day = timedelta(days=1)
        return cls(centre, counsellor, at - day, at + day, without=without)

    def counsellor_is_free(self, start: datetime, end: datetime) -> bool:
        if self.counsellor is None:
            return True
        mine = any(busy.counsellor_id == self.counsellor.id for busy in self._during(start, end))
        return not mine and timezone.localdate(start) not in self.away

    def free_rooms(self, start: datetime, end: datetime) -> list[Room]:
        """Free rooms, first the one in which the counsellor is anyway that day."""
        taken = {busy.room_id for busy in self._during(start, end)}
        usual = self._rooms_of_counsellor(timezone.localdate(start))
        return sorted((room for room in self.rooms if room.id not in taken), key=lambda room: room.id not in usual)

    def offered(self, start: datetime, end: datetime) -> bool:
        """Whether the counsellor offers that time, or offers none at all and so all."""
        return self.offers.covers(self.counsellor.id if self.counsellor else None, start, end)

    def slot(
        self, at: datetime, minutes: int, needs_room: bool, room: Room | None = None, *, offered: bool = True
    ) -> Slot | None:
        """The slot at that time, if there is one, in that room if one is wished; without rooms, none is needed.

        Without ``offered`` also at times that the counsellor does not offer.
        """
        end = end_of(at, minutes)
        if not self.counsellor_is_free(at, end) or (offered and not self.offered(at, end)):
            return None
        if not needs_room or not self.rooms:
            return Slot(at, None)
        rooms = [one for one in self.free_rooms(at, end) if room in (None, one)]
        return Slot(at, rooms[0]) if rooms else None

    def _during(self, start: datetime, end: datetime) -> Iterator[Busy]:
        return (busy for busy in self.busy if busy.start < end and busy.end > start)

    def _rooms_of_counsellor(self, day: date) -> set[UUID | None]:
        if self.counsellor is None:
            return set()
        return {
            busy.room_id
            for busy in self.busy
            if busy.counsellor_id == self.counsellor.id and timezone.localdate(busy.start) == day
        }


def free_slots(
    centre: Centre,
    counsellor: User | None,
    *,
    after: datetime,
    count: int = 3,
    minutes: int = UNIT_MINUTES,
    needs_room: bool = True,
    without: Appointment | None = None,
    opening: Opening | None = None,
) -> list[Slot]:
    """The next free times of a counsellor, and a free room for each; searched week by week."""
    found: list[Slot] = []
    week = timedelta(weeks=1)
    start, opening = after, opening or opening_of(centre)
    while len(found) < count and start < after + FARTHEST:
        diary = Diary(centre, counsellor, start, start + week + timedelta(days=1), without=without)
        tried = (diary.slot(at, minutes, needs_room) for at in opening.starts(start, start + week, minutes))
        found += islice((slot for slot in tried if slot), count - len(found))
        start += week
    return found


def _days_away(centre: Centre, counsellor: User | None, start: datetime, end: datetime) -> set[date]:
    """The days on which the counsellor is absent."""
    if counsellor is None:
        return set()
    days = timezone.localdate(start), timezone.localdate(end)
    absent = Absence.objects.standing().filter(centre=centre, counsellor=counsellor, day__range=days)
    return set(absent.values_list("day", flat=True))
