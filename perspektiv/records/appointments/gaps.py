"""What is free between two days, for many counsellors and rooms at once; read in a few queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from perspektiv.records.access.models import Centre
from perspektiv.records.appointments.models import UNIT_MINUTES, Absence, Appointment, Room, end_of
from perspektiv.records.appointments.moments import local
from perspektiv.records.appointments.offers import offers_between
from perspektiv.records.appointments.opening import Opening

Span = tuple[datetime, datetime, UUID]
"""What takes somebody's time: from, to, and the appointment that does."""


class Gaps:
    """The times at which units begin and nobody is in the way."""

    def __init__(
        self, centres: Sequence[Centre], counsellors: Iterable[UUID], opening: Opening, first: date, last: date
    ) -> None:
        self.opening, self.now = opening, timezone.now()
        self.rooms = list(Room.objects.filter(centre__in=centres, in_use=True))
        self.taken: dict[tuple[UUID | None, date], list[Span]] = defaultdict(list)  # by counsellor and by room
        ids = set(counsellors)
        start, end = local(first, time.min), local(last + timedelta(days=1), time.min)
        taken = Appointment.objects.overlapping(start, end).filter(Q(counsellor__in=ids) | Q(room__in=self.rooms))
        for id, counsellor, room, starts_at, ends_at in taken.order_by("starts_at").values_list(
            "id", "counsellor_id", "room_id", "starts_at", "ends_at"
        ):
            day = timezone.localdate(starts_at)
            for whose in (counsellor, room):
                self.taken[whose, day].append((starts_at, ends_at, id))
        absent = Absence.objects.standing().filter(centre__in=centres, counsellor__in=ids, day__range=(first, last))
        self.absences = set(absent.values_list("counsellor_id", "day"))
        self.offers = offers_between(ids, start, end)
        self._rooms_free: dict[datetime, bool] = {}
        self._units: dict[date, list[datetime]] = {}

    def away(self, counsellor: UUID | None, day: date) -> bool:
        return (counsellor, day) in self.absences

    def of_counsellor(self, counsellor: UUID, day: date) -> list[datetime]:
        """When a counsellor is free, and a room as well where the centre lists rooms."""
        if self.away(counsellor, day):
            return []
        mine = self.taken_on(counsellor, day)
        offered = (at for at in self._starts(day) if self.offers.covers(counsellor, at, end_of(at, UNIT_MINUTES)))
        return [at for at in offered if _free(mine, at) and self._any_room(at)]

    def of_room(self, room: UUID, day: date) -> list[datetime]:
        taken = self.taken_on(room, day)
        return [at for at in self._starts(day) if _free(taken, at)]

    def taken_on(self, whose: UUID, day: date) -> list[Span]:
        """What takes a counsellor's or a room's time on a day, whether or not the user may see what it is."""
        return self.taken.get((whose, day), [])

    def _starts(self, day: date) -> list[datetime]:
        if day not in self._units:
            self._units[day] = [at for at in self.opening.starts_of(day) if at > self.now]
        return self._units[day]

    def _any_room(self, at: datetime) -> bool:
        if not self.rooms:
            return True
        if at not in self._rooms_free:
            self._rooms_free[at] = any(_free(self.taken_on(room.id, timezone.localdate(at)), at) for room in self.rooms)
        return self._rooms_free[at]


def _free(taken: list[Span], at: datetime) -> bool:
    end = end_of(at, UNIT_MINUTES)
    return not any(start < end and until > at for start, until, _id in taken)
