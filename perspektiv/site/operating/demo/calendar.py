"""What a calendar has beside its appointments: weeks ahead that are filling, an absence, closing days, a conflict."""

from datetime import date, timedelta
from uuid import uuid4

from django.db.models import Count, Q
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import User
from perspektiv.records.appointments.actions.absences import be_absent
from perspektiv.records.appointments.actions.bookings import book
from perspektiv.records.appointments.actions.opening import add_closing_day
from perspektiv.records.appointments.models import ACTIVE, UNIT_MINUTES, Appointment, end_of
from perspektiv.records.appointments.moments import monday_of
from perspektiv.records.appointments.opening import opening_of
from perspektiv.records.appointments.slots import Diary, Slot
from perspektiv.records.cases.models import Participation
from perspektiv.site.operating.demo.house import House

WEEKS = 3
FILLED = 5
"""Of six times, so many are taken in the first week; one less in each that follows."""


def fill_calendar(house: House) -> None:
    """From tomorrow on, as an assistant would have left it."""
    add_closing_day(
        by=house.staff["ada"], centre=house.centre, starts_on=_day(12, 28), ends_on=_day(12, 30), name="Betriebsferien"
    )
    _absence(house)
    today, opening = timezone.localdate(), opening_of(house.centre)
    for counsellor in house.counsellors:
        left = _units_left(house, counsellor)
        for on in (today + timedelta(days=n) for n in range(1, 7 * WEEKS)):
            for turn, at in enumerate(opening.starts_of(on)):
                if left and (on.toordinal() + turn) % 6 < FILLED - (on - monday_of(today)).days // 7:
                    slot = Diary.of_day(house.centre, counsellor, at).slot(at, UNIT_MINUTES, needs_room=True)
                    if slot and _book(house, left[0], slot):
                        left.pop(0)
    _conflict(house)


def _day(month: int, day: int) -> date:
    """The next one."""
    today = timezone.localdate()
    return date(today.year + ((month, day) < (today.month, today.day)), month, day)


def _units_left(house: House, counsellor: User) -> list[Participation]:
    """The counsellor's participations in turn, each as often as units of it are not planned yet."""
    running = Participation.objects.filter(centre=house.centre, counsellor=counsellor, ended_on=None)
    standing = Q(appointments__status__in=ACTIVE, appointments__withdrawn_at=None)
    taken = dict(running.annotate(taken=Count("appointments", filter=standing)).values_list("pk", "taken"))
    cases = running.select_related("segment", "centre", "participant", "counsellor")
    left = {one: (one.units_planned or one.segment.planned_units) - taken[one.pk] for one in cases}
    rounds = max(left.values(), default=0)
    return [one for turn in range(rounds) for one, units in left.items() if units > turn]


def _book(house: House, of: Participation, slot: Slot) -> bool:
    try:
        book(by=house.staff["toni"], of=of, starts_at=slot.at, counsellor=of.counsellor, room=slot.room)
    except Refused:
        return False
    return True


def _absence(house: House) -> None:
    opening, on = opening_of(house.centre), timezone.localdate()
    for _day in range(2):
        on = opening.next_day(on)
        be_absent(by=house.staff["toni"], centre=house.centre, counsellor=house.counsellors[-1], day=on, action=uuid4())


def _conflict(house: House) -> None:
    """Another calendar brought a second appointment at the same time: it stays until somebody solves it."""
    first, *others = Appointment.objects.filter(
        centre=house.centre, starts_at__gt=timezone.now() + timedelta(days=4), room__isnull=False
    ).select_related("room")[:9]
    other = next((one for one in others if one.counsellor_id != first.counsellor_id), others[-1])
    Appointment.objects.filter(pk=other.pk).update(
        source_key="kalender:1",
        starts_at=first.starts_at,
        ends_at=end_of(first.starts_at, first.minutes),
        room=first.room,
    )
