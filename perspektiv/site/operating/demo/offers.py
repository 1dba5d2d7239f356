"""What freelancers offer in the demonstration, and a closing talk that is being arranged."""

from datetime import timedelta

from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.appointments.actions.closing_dates import answer, propose
from perspektiv.records.appointments.actions.offered_slots import offer, repeat_week
from perspektiv.records.appointments.models import UNIT_MINUTES, ClosingDate, OfferedSlot, end_of
from perspektiv.records.appointments.moments import monday_of
from perspektiv.records.appointments.opening import opening_of
from perspektiv.records.appointments.three import times_for_three
from perspektiv.records.cases.models import Participation
from perspektiv.site.operating.demo.house import House

WEEKS_BACK, WEEKS_AHEAD = 4, 10


def offer_times(house: House) -> None:
    """The first counsellor offers Monday to Thursday, every week; the others offer nothing and are always free."""
    counsellor, today = house.counsellors[0], timezone.localdate()
    _offered_before(house, counsellor)
    opening, monday = opening_of(house.centre), monday_of(today)
    coming = [
        at
        for week in (0, 1)
        for weekday in range(4)
        for at in opening.starts_of(monday + timedelta(days=7 * week + weekday))[: 6 - weekday % 2]
        if at > timezone.now()
    ]
    offer(by=counsellor, centre=house.centre, counsellor=counsellor, times=coming)
    repeat_week(
        by=counsellor,
        centre=house.centre,
        counsellor=counsellor,
        monday=monday + timedelta(days=7),
        until=today + timedelta(weeks=WEEKS_AHEAD),
    )


def arrange_closing_talk(house: House) -> None:
    """Three times are proposed for somebody; the jobcoach can come to the second one."""
    counsellor = house.counsellors[0]
    running = Participation.objects.filter(centre=house.centre, counsellor=counsellor, ended_on=None)
    known = running.exclude(jobcoach=None).select_related("centre", "participant", "segment", "jobcoach__user")
    participation = known.order_by("started_on", "pk").first()
    if participation is None or participation.jobcoach is None:
        return
    slots = times_for_three(participation, counsellor)
    dates = propose(
        by=house.staff["toni"], participation=participation, times=[slot.at for slot in slots], counsellor=counsellor
    )
    answer(by=participation.jobcoach, closing_date=dates[1], who="jobcoach", says=ClosingDate.Answer.YES)


def _offered_before(house: House, counsellor: User) -> None:
    opening, today = opening_of(house.centre), timezone.localdate()
    days = [today - timedelta(days=n) for n in range(1, 7 * WEEKS_BACK + 1)]
    OfferedSlot.objects.bulk_create(
        OfferedSlot(centre=house.centre, counsellor=counsellor, starts_at=at, ends_at=end_of(at, UNIT_MINUTES))
        for day in days
        if day.weekday() < 4
        for at in opening.starts_of(day)[:5]
    )
