"""Series of eight: weekly at the same time on the wall, whatever the clocks and the holidays do."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from perspektiv.records.appointments.actions.bookings import book_series
from perspektiv.records.appointments.actions.collisions import DoubleBooked
from perspektiv.records.appointments.actions.plans import cancel
from perspektiv.records.appointments.actions.undoing import undo
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.appointments.moments import local
from perspektiv.records.appointments.units import Units, units_of
from perspektiv.records.appointments.weekly import planned, proposals, weekly
from tests.records.appointments.office import Office, at, workday

TEN_YEARS = 520
FIRST = date(2026, 1, 6)


def shifted(times: list[datetime]) -> int:
    return sum(timezone.localtime(moment).time() != time(9) for moment in times)


def test_ten_years_of_weekly_nine_o_clock_are_never_shifted(office: Office) -> None:
    times = weekly(FIRST, time(9), TEN_YEARS)
    assert len(times) == TEN_YEARS and shifted(times) == 0


def test_counting_on_in_utc_would_have_shifted_most() -> None:
    naive = [local(FIRST, time(9)).astimezone(UTC) + timedelta(weeks=n) for n in range(TEN_YEARS)]
    assert shifted(naive) > 300


def test_they_come_back_from_the_database_as_they_went_in(office: Office) -> None:
    of = office.participation()
    times = weekly(workday(7), time(9), 60)
    book_series(
        by=office.personas.toni, of=of, times=[(moment, None) for moment in times], counsellor=None, place="phone"
    )
    stored = list(Appointment.objects.order_by("starts_at").values_list("starts_at", flat=True))
    assert len(stored) == 60 and shifted(stored) == 0
    assert all(
        appointment.ends_at - appointment.starts_at == timedelta(minutes=75)
        for appointment in Appointment.objects.all()
    )


def test_all_are_booked_or_none(office: Office) -> None:
    of = office.participation()
    times = weekly(workday(7), time(10), 8)
    office.booked(times[5], office.participation("Alma Ahorn"))
    with pytest.raises(DoubleBooked):
        book_series(
            by=office.personas.toni, of=of, times=[(moment, None) for moment in times], counsellor=of.counsellor
        )
    assert Appointment.objects.count() == 1


def test_sent_twice_booked_once_and_undone_together(office: Office) -> None:
    of, id = office.participation(), uuid4()
    times = [(moment, None) for moment in weekly(workday(7), time(10), 8)]
    for _ in range(2):
        book_series(by=office.personas.toni, of=of, times=times, counsellor=of.counsellor, place="phone", id=id)
    assert Appointment.objects.count() == 8
    undo(by=office.personas.toni, action=id)
    assert Appointment.objects.count() == 0


def test_conflicts_are_listed_by_date_with_other_times_of_the_same_week(office: Office) -> None:
    times = weekly(workday(7), time(10), 3)
    office.booked(times[1], office.participation("Alma Ahorn"))
    plan = planned(office.centre, office.personas.jule, times)
    assert [occasion.slot is not None for occasion in plan] == [True, False, True]
    assert plan[1].chosen is not None and plan[1].chosen.at.date() == times[1].date()
    assert plan[1].chosen.at != times[1]


def test_holidays_are_named_and_moved_within_their_week(office: Office) -> None:
    ascension = date(2027, 5, 6)
    (occasion,) = planned(office.centre, office.personas.jule, [local(ascension, time(10))])
    assert occasion.slot is None and "Himmelfahrt" in occasion.closed_by
    assert {slot.at.isocalendar().week for slot in occasion.others} == {ascension.isocalendar().week}
    assert all(slot.at.date() != ascension for slot in occasion.others)


def test_a_closed_day_gives_its_date_to_the_same_time_of_the_nearest_open_day(office: Office) -> None:
    christmas, new_year = date(2026, 12, 25), date(2027, 1, 1)
    plan = planned(office.centre, office.personas.jule, [local(day, time(10)) for day in (christmas, new_year)])
    assert [occasion.chosen and occasion.chosen.at for occasion in plan] == [
        local(date(2026, 12, 24), time(10)),
        local(date(2026, 12, 31), time(10)),
    ]


def test_else_it_is_left_out_and_never_moved_to_the_evening(office: Office) -> None:
    for day in (21, 22, 23, 24):
        office.booked(local(date(2026, 12, day), time(10)), office.participation("Alma Ahorn"))
    (occasion,) = planned(office.centre, office.personas.jule, [local(date(2026, 12, 25), time(10))])
    assert occasion.chosen is None
    assert occasion.others, "other times can still be chosen"


def test_no_more_are_chosen_than_units_are_left(office: Office) -> None:
    of = office.participation()
    plan = planned(office.centre, of.counsellor, weekly(workday(7), time(10), 8))
    assert [slot is not None for slot in proposals(plan, 3)] == [True] * 3 + [False] * 5
    book_series(
        by=office.personas.toni,
        of=of,
        times=[(moment, None) for moment in weekly(workday(7), time(10), 3)],
        counsellor=of.counsellor,
        place="phone",
    )
    assert units_of(of) == Units(planned=8, used=3)
    cancel(
        by=office.personas.toni, appointment=Appointment.objects.earliest("starts_at"), version=1, status=Status.EXCUSED
    )
    assert units_of(of).left == 6


def test_a_week_without_a_free_time_is_left_out(office: Office) -> None:
    day = workday(7)
    monday = day - timedelta(days=day.weekday())
    for n in range(5):
        for hour in (8, 10, 12, 14, 16):
            office.booked(at(hour, 15, day=monday + timedelta(days=n)), office.participation())
    (occasion,) = planned(office.centre, office.personas.jule, [local(day, time(10))])
    assert occasion.chosen is None
