"""The times that a page offers, and what it says about another one before anything is saved."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.appointments.actions.collisions import DoubleBooked, collision, no_room_free
from perspektiv.records.appointments.models import UNIT_MINUTES, Appointment, Room, end_of
from perspektiv.records.appointments.moments import local
from perspektiv.records.appointments.slots import Diary, Slot, free_slots
from perspektiv.records.cases.models import Participation, Referral

OFFERED = 6


@dataclass(frozen=True)
class Times:
    """What is offered from a day on, and which one is chosen."""

    slots: list[Slot]
    chosen: str
    day: date
    time: time | None


def times_for(
    of: Participation | Referral,
    counsellor: User | None,
    *,
    day: date | None,
    at: time | None,
    place: str = Appointment.Place.CENTRE,
    minutes: int = UNIT_MINUTES,
    moving: Appointment | None = None,
    room: Room | None = None,
) -> Times:
    """The next free times from that day on; the wished time first, if it is free, in the wished room."""
    needs_room, now = place == Appointment.Place.CENTRE, timezone.now()
    wished_day = day or timezone.localdate()
    after = max(local(wished_day, time.min), now)
    found = free_slots(
        of.centre, counsellor, after=after, count=OFFERED + 1, minutes=minutes, needs_room=needs_room, without=moving
    )
    slots = [slot for slot in found if moving is None or slot.at != moving.starts_at][:OFFERED]
    wished: Slot | None = None
    if at:
        moment = local(wished_day, at)
        wished = Diary.of_day(of.centre, counsellor, moment, without=moving).slot(moment, minutes, needs_room, room)
    if wished:
        slots = [wished, *(slot for slot in slots if slot.at != wished.at)][:OFFERED]
    elif moving and moving.starts_at > now and timezone.localdate(moving.starts_at) == wished_day:
        here = _in_another_room(moving, counsellor)
        slots = [*([here] if here else []), *slots][:OFFERED]
    if at:
        return Times(slots, wished.key if wished else "other", wished_day, at)
    return Times(slots, slots[0].key if slots else "other", wished_day, at)


def _in_another_room(moving: Appointment, counsellor: User | None) -> Slot | None:
    """The same time in a free room, where somebody else has the room as well: so is a conflict solved at once."""
    if moving.room is None:
        return None
    diary = Diary.of_day(moving.centre, counsellor, moving.starts_at, without=moving)
    if moving.room in diary.free_rooms(moving.starts_at, moving.ends_at):
        return None
    return diary.slot(moving.starts_at, moving.minutes, needs_room=True)


def verdict(
    of: Participation | Referral,
    starts_at: datetime,
    counsellor: User | None,
    room: Room | None,
    *,
    place: str,
    minutes: int,
    moving: Appointment | None = None,
) -> tuple[DoubleBooked | None, Room | None]:
    """What stands against a time, and the room that it would have."""
    needs_room = place == Appointment.Place.CENTRE
    diary = Diary.of_day(of.centre, counsellor, starts_at, without=moving)
    if needs_room and room is None:
        room = next(iter(diary.free_rooms(starts_at, end_of(starts_at, minutes))), None)
    wish = Appointment(
        centre=of.centre,
        participant=of.participant,
        counsellor=counsellor,
        room=room if needs_room else None,
        place=place,
        minutes=minutes,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
    )
    if moving:
        wish.pk = moving.pk
    found = collision(wish)
    if found is None and needs_room and room is None and diary.rooms:
        found = no_room_free(wish)
    return found, wish.room
