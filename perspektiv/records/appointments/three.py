"""Times for a closing talk of three: counsellor, participant and a room are free, and the jobcoach likes to come."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.appointments.halves import half_day_of, known
from perspektiv.records.appointments.models import UNIT_MINUTES, Appointment, ClosingDate, WishedTimes, end_of
from perspektiv.records.appointments.slots import FARTHEST, Slot, free_slots
from perspektiv.records.cases.models import Participation
from perspektiv.records.people.models import Jobcoach

NOTICE = timedelta(days=3)
"""Two people have to answer first."""
LOOKED_AT = timedelta(hours=12)
"""So long a page with times may lie open."""
SEARCHED = 60
"""Free times that are looked at to find the wished ones among them."""


def times_for_three(
    participation: Participation,
    counsellor: User,
    *,
    wished: Collection[str] = (),
    count: int = 3,
    after: datetime | None = None,
) -> list[Slot]:
    """The next ones, on different days where there are such; those at wished half days, or all where none is wished."""
    earliest = after or timezone.now() + NOTICE
    found = list(_possible(participation, counsellor, earliest))
    if halves := known(wished):
        found = [slot for slot in found if half_day_of(slot.at) in halves]
    return sorted(_spread(found)[:count], key=lambda slot: slot.at)


def may_be_proposed(participation: Participation, counsellor: User, at: datetime) -> bool:
    """Whether a jobcoach may name that time: the centre is open, all others are free, neither soon nor far."""
    now = timezone.now()
    if not now + NOTICE - LOOKED_AT <= at < now + FARTHEST:
        return False
    return next((slot.at for slot in _possible(participation, counsellor, at)), None) == at


def wished_by(jobcoach: Jobcoach | None) -> frozenset[str]:
    """The half days that were last searched for this jobcoach."""
    kept = WishedTimes.objects.filter(jobcoach=jobcoach).first() if jobcoach else None
    return known(kept.half_days.split()) if kept else frozenset()


def _possible(participation: Participation, counsellor: User, earliest: datetime) -> Iterator[Slot]:
    """Free for all of the centre, and neither the participant's time nor proposed already."""
    slots = free_slots(participation.centre, counsellor, after=earliest, count=SEARCHED)
    taken = list(
        Appointment.objects.filter(participant=participation.participant_id)
        .overlapping(earliest, earliest + FARTHEST + timedelta(days=7))
        .values_list("starts_at", "ends_at")
    )
    open = ClosingDate.objects.open().filter(counsellor=counsellor)
    proposed = set(open.values_list("starts_at", flat=True))
    last = participation.ended_on
    for slot in slots:
        if last and timezone.localdate(slot.at) > last:
            return
        until = end_of(slot.at, UNIT_MINUTES)
        if slot.at not in proposed and not any(start < until and end > slot.at for start, end in taken):
            yield slot


def _spread(slots: list[Slot]) -> list[Slot]:
    """The first of each day before the others."""
    seen: set[object] = set()
    first: list[Slot] = []
    others: list[Slot] = []
    for slot in slots:
        day = timezone.localdate(slot.at)
        (others if day in seen else first).append(slot)
        seen.add(day)
    return [*first, *others]
