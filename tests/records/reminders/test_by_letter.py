"""Who is reached by post alone is reminded by letter, where a rule says so and the post has time."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from perspektiv.records.appointments.actions.plans import move
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.appointments.moments import holiday, local, monday_of
from perspektiv.records.appointments.post import LAST_DAYS_OF_POST, last_day_to_write, post_reaches
from perspektiv.records.letters.actions.printing import mark_printed
from perspektiv.records.letters.models import Channel, Message
from perspektiv.records.people.models import Participant
from perspektiv.records.reminders.actions.reminders import remind
from perspektiv.records.reminders.actions.rules import change_rule
from perspektiv.records.reminders.bookings import with_booking
from perspektiv.records.reminders.foreseeing import foreseen
from perspektiv.records.reminders.models import Lot, WhyNot
from tests.records.letters.writing import consent
from tests.records.reminders.clock import Clock
from tests.records.reminders.reminding import Desk, works

State = Message.State


@pytest.fixture
def clock(clock: Clock) -> Clock:
    """A Monday at ten, the first of two weeks without public holidays."""
    day = monday_of(clock.today) + timedelta(days=7)
    while any(holiday(day + timedelta(days=n)) for n in range(14)):
        day += timedelta(days=7)
    clock.is_at(day, 10)
    return clock


def by_post(desk: Desk, days: int, hour: int = 14) -> Appointment:
    """Of somebody with a postal address who did not agree to messages."""
    booked = desk.booked(timezone.localdate() + timedelta(days=days), hour, agrees=False)
    Participant.objects.filter(pk=booked.participant_id).update(street="Gartenweg 3", postcode="44135", city="Dortmund")
    return booked


def test_a_letter_waits_to_be_printed_once(desk: Desk) -> None:
    assert desk.rule(3).by_letter, "the usual from three days before on"
    booked = by_post(desk, 3)
    assert works() == {"written": 1} and works() == {}
    message = Message.objects.get(about=booked.pk, purpose="reminder")
    assert (message.channel, message.state) == (Channel.LETTER, State.TO_PRINT)


@pytest.mark.parametrize("days", [0, 1, 2])
def test_nearer_the_post_has_no_time(desk: Desk, days: int) -> None:
    assert not desk.rule(days).by_letter
    by_post(desk, days)
    assert works() == {WhyNot.NO_CHANNEL: 1}


def test_a_centre_can_do_without(desk: Desk) -> None:
    rule = desk.rule(3)
    changed = change_rule(
        by=desk.personas.toni,
        rule=rule,
        version=rule.version,
        days_before=3,
        at=rule.at,
        by_letter=False,
        starts_on=timezone.localdate(),
    )
    assert not changed.by_letter
    by_post(desk, 3)
    assert works() == {WhyNot.NO_CHANNEL: 1}


def test_nobody_without_an_address(desk: Desk) -> None:
    desk.rule(3)
    desk.booked(timezone.localdate() + timedelta(days=3), agrees=False)
    assert works() == {WhyNot.NO_CHANNEL: 1}


def test_what_nobody_has_printed_by_the_day_before_is_taken_back(desk: Desk, clock: Clock) -> None:
    desk.rule(3)
    booked = by_post(desk, 3)
    works()
    clock.now = local(timezone.localdate(booked.starts_at) - timedelta(days=2), time(12))
    works()
    assert Message.objects.get(about=booked.pk, purpose="reminder").state == State.TO_PRINT
    clock.now = local(timezone.localdate(booked.starts_at) - timedelta(days=1), time(9))
    works()
    assert Message.objects.get(about=booked.pk, purpose="reminder").state == State.STOPPED


def test_what_is_booked_too_late_for_the_post_is_not_written(desk: Desk) -> None:
    desk.rule(3)
    by_post(desk, 1)
    assert works() == {WhyNot.TOO_LATE: 1} and not Message.objects.filter(purpose="reminder").exists()


@pytest.mark.parametrize(
    ("written", "reaches"),
    [
        (date(2026, 11, 9), date(2026, 11, 12)),  # Monday for Thursday
        (date(2026, 11, 12), date(2026, 11, 17)),  # Thursday for Tuesday
        (date(2026, 11, 13), date(2026, 11, 18)),  # Friday for Wednesday, not for Monday
        (date(2026, 11, 15), date(2026, 11, 18)),  # Sunday
        (date(2026, 3, 31), date(2026, 4, 3)),  # before Good Friday
        (date(2026, 4, 1), date(2026, 4, 8)),  # Good Friday and Easter Monday lie between
        (date(2026, 6, 3), date(2026, 6, 9)),  # Corpus Christi
    ],
)
def test_two_working_days_lie_between(written: date, reaches: date) -> None:
    assert timezone.localdate(post_reaches(local(written, time(10)))) == reaches
    assert written <= last_day_to_write(reaches) < written + timedelta(days=3), "the same, seen from the other end"


def test_printed_it_needs_one_more_working_day() -> None:
    friday: datetime = local(date(2026, 11, 13), time(10))
    assert timezone.localdate(post_reaches(friday, LAST_DAYS_OF_POST)) == date(2026, 11, 17)


def test_on_friday_nothing_is_written_for_monday(desk: Desk, clock: Clock) -> None:
    desk.rule(3)
    clock.goes(days=4)
    by_post(desk, 3)
    (one,) = foreseen(desk.office.centre, timezone.localdate())
    assert one.why_not == "zu spät für die Post", "it was not booked too late"
    assert works() == {WhyNot.TOO_LATE: 1} and not Message.objects.filter(purpose="reminder").exists()


def on_each_day(clock: Clock, days: int) -> dict[str, dict[str, int]]:
    """What the timer does at ten and at eleven of each day from now on; days on which nothing happens left out."""
    done = {}
    for _ in range(days):
        weekday = f"{clock.today:%a}"
        ends = works()
        clock.goes(hours=1)
        assert works() == {}, "once"
        if ends:
            done[weekday] = ends
        clock.goes(hours=23)
    return done


@pytest.mark.parametrize(("days", "written_on"), [(7, "Wed"), (8, "Thu"), (9, "Sun"), (10, "Mon")])
def test_for_mondays_and_tuesdays_it_is_written_earlier(desk: Desk, clock: Clock, days: int, written_on: str) -> None:
    desk.rule(3)
    by_post(desk, days)
    assert on_each_day(clock, days) == {written_on: {"written": 1}}


def test_messages_go_out_on_the_day_of_the_rule(desk: Desk, clock: Clock) -> None:
    desk.rule(3)
    by_post(desk, 7)
    desk.booked(clock.today + timedelta(days=7), 9)
    assert on_each_day(clock, 7) == {"Wed": {"written": 1}, "Fri": {"written": 1}}


def test_never_later_than_the_rule_says(desk: Desk, clock: Clock) -> None:
    desk.rule(7)
    by_post(desk, 8)
    assert on_each_day(clock, 8) == {"Tue": {"written": 1}}


def test_what_missed_the_post_waits_for_the_day_of_the_rule(desk: Desk, clock: Clock) -> None:
    """Booked on Thursday for Monday: whoever agrees to messages until Friday is reminded by one."""
    desk.rule(3)
    clock.goes(days=3)
    by_post(desk, 4)
    agreed = by_post(desk, 4, 9)
    assert works() == {}
    consent(desk.personas, agreed.participant)
    clock.goes(days=1)
    assert works() == {WhyNot.TOO_LATE: 1, "written": 1}
    assert Message.objects.get(purpose="reminder").about == agreed.pk


def test_a_moved_appointment_gets_a_letter_of_its_new_time(desk: Desk, clock: Clock) -> None:
    desk.rule(3)
    booked = by_post(desk, 7)
    clock.goes(days=2)
    assert works() == {"written": 1}
    tuesday = booked.starts_at + timedelta(days=1)
    move(by=desk.personas.toni, appointment=booked, version=booked.version, starts_at=tuesday, room=None)
    assert works() == {}
    clock.goes(days=1)
    assert works() == {"written": 1}
    letters = Message.objects.filter(about=booked.pk, purpose="reminder").order_by("created_at")
    assert [letter.state for letter in letters] == [State.STOPPED, State.TO_PRINT]


def test_a_rule_that_began_after_the_letter_s_day_is_too_late_for_it(desk: Desk, clock: Clock) -> None:
    desk.rule(3, since=3)
    by_post(desk, 7)
    assert on_each_day(clock, 7) == {"Fri": {WhyNot.TOO_LATE: 1}}


def test_who_agrees_to_messages_while_the_worker_looks_gets_one_on_the_rule_s_day(desk: Desk, clock: Clock) -> None:
    rule = desk.rule(3)
    booked = by_post(desk, 7)
    clock.goes(days=2)
    consent(desk.personas, booked.participant)
    assert remind(by=desk.personas.toni, appointment=booked, rule=rule) is None


def test_the_preview_is_what_the_worker_then_does(desk: Desk, clock: Clock) -> None:
    desk.rule(3)
    desk.rule(5, 15)
    for days in range(3, 13):
        by_post(desk, days)
        desk.booked(clock.today + timedelta(days=days), 9)
    clock.is_at(clock.today, 19, 30)
    works()
    for _ in range(10):
        tomorrow = clock.today + timedelta(days=1)
        listed = foreseen(desk.office.centre, tomorrow)
        wanted = sum(one.channel is not None for one in listed)
        written = 0
        for hour in (10, 15, 19):
            clock.is_at(tomorrow, hour)
            written += works().get("written", 0)
        assert written == wanted, f"{tomorrow:%a}"


def test_letters_are_foreseen_on_their_own_day(desk: Desk, clock: Clock) -> None:
    desk.rule(3)
    by_post(desk, 7)

    def channels(days: int) -> list[Channel | None]:
        return [one.channel for one in foreseen(desk.office.centre, clock.today + timedelta(days=days))]

    assert [channels(days) for days in range(7)] == [[], [], [Channel.LETTER], [], [], [], []]
    clock.goes(days=3)  # and nobody wrote it
    assert [channels(days) for days in range(4)] == [[], [None], [], []]


def test_it_counts_as_sent_when_it_is_printed(desk: Desk) -> None:
    desk.rule(3)
    booked = by_post(desk, 3)
    works()
    of_it = with_booking(Appointment.objects.filter(pk=booked.pk))
    assert of_it.get().sent == 0
    mark_printed(by=desk.personas.toni, letters=[Message.objects.get(about=booked.pk, purpose="reminder").pk])
    assert of_it.get().sent == 1


def test_the_lot_is_drawn_for_them_as_for_all_others(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.rule(3, share_without=50)
    monkeypatch.setattr("perspektiv.records.reminders.lots._chance.randrange", lambda _: 0)
    by_post(desk, 3)
    desk.booked(timezone.localdate() + timedelta(days=3), hour=11)
    assert works() == {WhyNot.LOT: 2}
    assert Lot.objects.filter(arm=Lot.Arm.WITHOUT).count() == 2


def test_it_is_foreseen(desk: Desk) -> None:
    desk.rule(3)
    by_post(desk, 4)
    (one,) = foreseen(desk.office.centre, timezone.localdate() + timedelta(days=1))
    assert one.channel == Channel.LETTER
