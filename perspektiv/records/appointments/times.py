"""The times that a page offers, and what it says about another one before anything is saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from perspektiv.language import Text
from perspektiv.records.access.models import User
from perspektiv.records.appointments.actions.collisions import DoubleBooked, collision, no_room_free
from perspektiv.records.appointments.models import UNIT_MINUTES, Appointment, Room, Status, end_of
from perspektiv.records.appointments.moments import local, midnight, moment, no_such_time, skipped
from perspektiv.records.appointments.nothing_free import why_nothing
from perspektiv.records.appointments.slots import Diary, Slot, free_slots
from perspektiv.records.cases.models import Participation, Referral

OFFERED = 6
TAKEN = Text(
    "{when} Uhr ist inzwischen vergeben. Es ist noch keine Zeit gewählt.",
    "{when} is taken meanwhile. No time is chosen yet.",
)
NOTHING, OTHER = "", "other"
"""Chosen where the wished time is gone, so that nobody books another one unseen; and another time, typed."""


@dataclass(frozen=True)
class Times:
    """What is offered from a day on, and which one is chosen."""

    slots: list[Slot]
    chosen: str
    day: date
    time: time | None
    against: Text | None = None  # why the wished time cannot be had
    nothing: Text | None = None  # why none is offered
    same_day: tuple[datetime, ...] = ()  # the person's appointments on that day
    busy_days: frozenset[date] = frozenset()  # on which the person has one
    wished: frozenset[datetime] = frozenset()  # those that the person asked for


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
    asked_for: Sequence[datetime] = (),
) -> Times:
    """The next free times from that day on; the wished time first, if it is free, in the wished room.

    ``asked_for``: times that the person would like, before all others as far as they are free.
    """
    needs_room, now = place == Appointment.Place.CENTRE, timezone.now()
    wished_day = day or timezone.localdate()
    after = max(local(wished_day, time.min), now)
    found = free_slots(
        of.centre, counsellor, after=after, count=OFFERED + 1, minutes=minutes, needs_room=needs_room, without=moving
    )
    slots = [slot for slot in found if moving is None or slot.at != moving.starts_at][:OFFERED]
    if asked_for:
        liked = [
            slot for when in sorted(asked_for) if (slot := _liked(of, counsellor, when, minutes, needs_room, moving))
        ]
        slots = [*liked, *(slot for slot in slots if slot.at not in asked_for)][: max(OFFERED, len(liked))]
    wished, against = None, None
    if at:
        wished, against = _wished(of, counsellor, local(wished_day, at), place, minutes, moving, room)
    if wished:
        slots = [wished, *(slot for slot in slots if slot.at != wished.at)][:OFFERED]
    elif moving and moving.starts_at > now and timezone.localdate(moving.starts_at) == wished_day:
        here = _in_another_room(moving, counsellor)
        slots = [*([here] if here else []), *slots][:OFFERED]
    first = slots[0].key if slots else OTHER
    chosen = NOTHING if against else OTHER if at and not wished else first
    nothing = None if slots else why_nothing(of.centre, counsellor, after)
    theirs = _appointments_of(of, wished_day, slots, moving)
    that_day = (starts for starts in theirs if timezone.localdate(starts) == wished_day)
    same_day = tuple(starts for starts in that_day if at or starts > now or timezone.localdate(now) > wished_day)
    busy = frozenset(timezone.localdate(starts) for starts in theirs)
    return Times(slots, chosen, wished_day, at, against, nothing, same_day, busy, frozenset(asked_for))


def _liked(
    of: Participation | Referral,
    counsellor: User | None,
    at: datetime,
    minutes: int,
    needs_room: bool,
    moving: Appointment | None,
) -> Slot | None:
    """A time that the person asked for, if it still can be had."""
    if at <= timezone.now() or (moving and at == moving.starts_at):
        return None
    return Diary.of_day(of.centre, counsellor, at, without=moving).slot(at, minutes, needs_room)


def _wished(
    of: Participation | Referral,
    counsellor: User | None,
    at: datetime,
    place: str,
    minutes: int,
    moving: Appointment | None,
    room: Room | None,
) -> tuple[Slot | None, Text | None]:
    """The wished time if it can be had, or why not; neither where it is only unusual and will be asked about."""
    if skipped(at):
        return None, no_such_time(at)
    diary, needs_room = Diary.of_day(of.centre, counsellor, at, without=moving), place == Appointment.Place.CENTRE
    taken, _room = verdict(of, at, counsellor, room, place=place, minutes=minutes, moving=moving)
    if taken:
        return None, TAKEN.filled(when=moment(at))
    return diary.slot(at, minutes, needs_room, room), None


def _appointments_of(
    of: Participation | Referral, day: date, slots: list[Slot], moving: Appointment | None
) -> list[datetime]:
    """When the person comes anyway, on that day and those of the slots."""
    days = {day, *(slot.day for slot in slots)}
    planned = Appointment.objects.filter(participant=of.participant_id, status=Status.PLANNED)
    if moving:
        planned = planned.exclude(pk=moving.pk)
    between = planned.between(midnight(min(days)), midnight(max(days) + timedelta(days=1)))
    starts = between.order_by("starts_at").values_list("starts_at", flat=True)
    return [timezone.localtime(at) for at in starts if timezone.localdate(at) in days]


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
