"""Times that counsellors offer: offered one by one or week by week, withdrawn, and taken back."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Centre, User
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.appointments.actions.bookings import check_place
from perspektiv.records.appointments.actions.undoing import HOW_LONG, NOTHING_TO_UNDO
from perspektiv.records.appointments.models import (
    UNIT_MINUTES,
    Appointment,
    OfferedSlot,
    Status,
    end_of,
)
from perspektiv.records.appointments.moments import local, midnight, moment, skipped
from perspektiv.records.appointments.opening import opening_of
from perspektiv.records.people.actions.participants import wait_for_turn

FARTHEST = timedelta(days=366)
"""How far ahead times are offered."""

PAST = Text("{when} Uhr ist schon vorbei.", "{when} is over already.")
TOO_FAR = Text("Zeiten lassen sich ein Jahr im Voraus anbieten.", "Times can be offered a year ahead.")
BOOKED_THEN = Text(
    "Zur angebotenen Zeit {when} Uhr ist {who} gebucht. Der Termin bleibt bestehen. "
    "Bitte schreiben Sie ein Wort dazu, oder sagen Sie den Termin ab.",
    "In the offered time {when}, {who} is booked. The appointment stays. Please add a word, or cancel the appointment.",
)
NOTHING_THAT_WEEK = Text(
    "In dieser Woche ist keine Zeit angeboten, die sich wiederholen lässt.",
    "No time is offered in this week that could be repeated.",
)


class Withdrawn(NamedTuple):
    """What was withdrawn, and how many of a series stay because they are booked."""

    slots: list[OfferedSlot]
    booked: int


@transaction.atomic
def offer(
    *, by: Actor, centre: Centre, counsellor: User, times: Sequence[datetime], action: UUID | None = None
) -> list[OfferedSlot]:
    """Offers units that begin at these times; what is offered already stays as it is."""
    wait_for_turn()
    check_place(centre.pk, counsellor, None)
    for at in times:
        _check_time(at)
    return _offer(by, centre, counsellor, [(at, uuid4()) for at in times], action or uuid4())


@transaction.atomic
def repeat_week(
    *, by: Actor, centre: Centre, counsellor: User, monday: date, until: date, action: UUID | None = None
) -> list[OfferedSlot]:
    """What is offered in a week, at the same time on the wall every week until a day; not on days that are closed."""
    wait_for_turn()
    check_place(centre.pk, counsellor, None)
    if until > timezone.localdate() + FARTHEST:
        raise Refused(TOO_FAR)
    mine = OfferedSlot.objects.standing().filter(centre=centre, counsellor=counsellor)
    pattern = mine.filter(starts_at__gte=midnight(monday), starts_at__lt=midnight(monday + timedelta(days=7)))
    if not pattern:
        raise Refused(NOTHING_THAT_WEEK)
    opening = opening_of(centre)
    wanted = [
        (at, slot.series)
        for slot in pattern
        for at in _weekly(timezone.localtime(slot.starts_at), until)
        if at > timezone.now() and not opening.closed_by(timezone.localdate(at))
    ]
    return _offer(by, centre, counsellor, wanted, action or uuid4())


@transaction.atomic
def withdraw(*, by: Actor, slot: OfferedSlot, word: str = "", action: UUID | None = None) -> OfferedSlot:
    """No longer offers a time. Where somebody is booked then, a word is needed; the appointment stays."""
    wait_for_turn()
    slot.refresh_from_db()
    if slot.withdrawn_at:
        return slot
    booked = _booked_in([slot]).get(slot.pk)
    if booked and not word.strip():
        raise Refused(BOOKED_THEN, when=moment(slot.starts_at), who=booked.participant)
    _withdraw(by, [slot], action or uuid4(), word.strip()[:200])
    return slot


@transaction.atomic
def withdraw_series(*, by: Actor, slot: OfferedSlot, action: UUID | None = None) -> Withdrawn:
    """The same time in all weeks from now on; those that are booked stay offered."""
    wait_for_turn()
    ahead = OfferedSlot.objects.standing().filter(
        centre=slot.centre_id, counsellor=slot.counsellor_id, series=slot.series, starts_at__gt=timezone.now()
    )
    slots = list(ahead)
    booked = _booked_in(slots)
    free = [one for one in slots if one.pk not in booked]
    _withdraw(by, free, action or uuid4(), "")
    return Withdrawn(free, len(booked))


@transaction.atomic
def undo_offers(*, by: Actor, action: UUID, slots: Iterable[OfferedSlot]) -> int:
    """Takes back one step on those of the slots that still are as it left them. Sent twice, once."""
    wait_for_turn()
    lately, now = timezone.now() - HOW_LONG, timezone.now()
    touched = [slot for slot in slots if slot.action == action]
    booked = _booked_in(touched)
    gone = [one for one in touched if one.withdrawn_at and one.withdrawn_at > lately and not _offered_again(one)]
    made = [one for one in touched if not one.withdrawn_at and one.created_at > lately and one.pk not in booked]
    changed = [*gone, *made]
    if not changed:
        raise Refused(NOTHING_TO_UNDO)
    after = uuid4()
    OfferedSlot.objects.filter(pk__in=[one.pk for one in gone]).update(withdrawn_at=None, why="", action=after)
    OfferedSlot.objects.filter(pk__in=[one.pk for one in made]).update(withdrawn_at=now, action=after)
    record(by=by, what="appointments.slot_undone", subject=changed[0])
    return len(changed)


def _offer(
    by: Actor, centre: Centre, counsellor: User, wanted: Sequence[tuple[datetime, UUID]], action: UUID
) -> list[OfferedSlot]:
    standing = OfferedSlot.objects.standing().filter(counsellor=counsellor)
    already = set(standing.filter(starts_at__in=[at for at, _series in wanted]).values_list("starts_at", flat=True))
    made = OfferedSlot.objects.bulk_create(
        OfferedSlot(
            centre=centre,
            counsellor=counsellor,
            starts_at=at,
            ends_at=end_of(at, UNIT_MINUTES),
            series=series,
            action=action,
        )
        for at, series in wanted
        if at not in already
    )
    if made:
        record(by=by, what="appointments.slot_offered", subject=made[0])
    return made


def _withdraw(by: Actor, slots: Sequence[OfferedSlot], action: UUID, word: str) -> None:
    now = timezone.now()
    for slot in slots:
        slot.withdrawn_at, slot.why, slot.action = now, word, action
    OfferedSlot.objects.filter(pk__in=[slot.pk for slot in slots]).update(
        withdrawn_at=now, why=word, action=action, version=F("version") + 1
    )
    if slots:
        record(by=by, what="appointments.slot_withdrawn", subject=slots[0])


def _booked_in(slots: Sequence[OfferedSlot]) -> dict[UUID, Appointment]:
    """The planned appointment of the counsellor in each of the slots that has one."""
    if not slots:
        return {}
    first, last = min(slot.starts_at for slot in slots), max(slot.ends_at for slot in slots)
    planned = Appointment.objects.overlapping(first, last).filter(
        counsellor__in={slot.counsellor_id for slot in slots}, status=Status.PLANNED
    )
    found: dict[UUID, Appointment] = {}
    for one in planned.select_related("participant"):
        for slot in slots:
            mine = slot.counsellor_id == one.counsellor_id
            if mine and slot.starts_at < one.ends_at and slot.ends_at > one.starts_at:
                found.setdefault(slot.pk, one)
    return found


def _offered_again(slot: OfferedSlot) -> bool:
    return OfferedSlot.objects.standing().filter(counsellor=slot.counsellor_id, starts_at=slot.starts_at).exists()


def _check_time(at: datetime) -> None:
    if at <= timezone.now():
        raise Refused(PAST, when=moment(at))
    if timezone.localdate(at) > timezone.localdate() + FARTHEST:
        raise Refused(TOO_FAR)


def _weekly(first: datetime, until: date) -> list[datetime]:
    """The same weekday and time in local time, after the first one."""
    weeks = max((until - first.date()).days // 7, 0)
    at = time(first.hour, first.minute)
    times = (local(first.date() + timedelta(weeks=n), at) for n in range(1, weeks + 1))
    return [each for each in times if not skipped(each)]
