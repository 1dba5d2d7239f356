"""A planned appointment is reminded of once a rule, at its time, by the way that the person agreed to."""

import re
from datetime import time, timedelta

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from perspektiv.records.access.models import TrailRow
from perspektiv.records.appointments.actions.marks import mark
from perspektiv.records.appointments.actions.plans import cancel, move
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.appointments.moments import local
from perspektiv.records.letters.models import Channel, Message, Preference
from perspektiv.records.people.models import Participant
from perspektiv.records.reminders.actions import reminders
from perspektiv.records.reminders.actions.reminders import remind, skip
from perspektiv.records.reminders.models import Reminder, WhyNot
from perspektiv.records.reminders.sending import due
from perspektiv.records.reminders.words import fields_of
from perspektiv.records.selfservice.actions.links import end_links, hand_out
from tests.records.letters.test_sending import Server
from tests.records.reminders.clock import Clock
from tests.records.reminders.reminding import Desk, sent, works


def test_three_days_and_one_day_before(desk: Desk, clock: Clock, mailoutbox: list[EmailMessage]) -> None:
    desk.rule(3, 10)
    desk.rule(1, 18)
    day = clock.today + timedelta(days=5)
    appointment = desk.booked(day)
    went_out = []
    for hours in range(5 * 24):
        clock.is_at(clock.today, 10) if not hours else clock.goes(hours=1)
        if works():
            went_out.append((day - clock.today, timezone.localtime(clock.now).hour))
    assert went_out == [(timedelta(days=3), 10), (timedelta(days=1), 18)]
    assert sent() == [appointment.starts_at] * 2 and len(mailoutbox) == 2
    assert "14:00" in str(mailoutbox[0].body) and "Lerche" in str(mailoutbox[0].body)


def test_it_leads_to_the_person_s_own_page(
    desk: Desk, clock: Clock, mailoutbox: list[EmailMessage], client: Client
) -> None:
    desk.rule()
    desk.booked(clock.today + timedelta(days=1))
    works()
    found = re.search(r"https?://[^/\s]+(/p/[^\s]+)", str(mailoutbox[0].body))
    assert found, "without the link nobody cancels in time"
    assert "14:00" in client.get(found[1]).content.decode()


def test_whose_links_were_ended_gets_none(desk: Desk, clock: Clock, mailoutbox: list[EmailMessage]) -> None:
    desk.rule()
    person = desk.booked(clock.today + timedelta(days=1)).participant
    hand_out(by=desk.personas.toni, participant=person)
    end_links(by=desk.personas.toni, participant=person)
    works()
    assert len(mailoutbox) == 1 and "/p/" not in str(mailoutbox[0].body)


def test_nothing_is_reminded_of_without_a_rule(desk: Desk, clock: Clock) -> None:
    desk.booked(clock.today + timedelta(days=1))
    assert works() == {}


def test_a_reminder_is_written_once_however_often_the_worker_looks(desk: Desk, clock: Clock) -> None:
    desk.rule()
    desk.booked(clock.today + timedelta(days=1))
    assert [works() for _ in range(3)] == [{"written": 1}, {}, {}]
    assert TrailRow.objects.filter(what="letters.message_written").count() == 1


@pytest.mark.parametrize("hours", [-1, 24, 25])
def test_whatever_the_clock_does_nothing_is_sent_twice(
    desk: Desk, clock: Clock, mailoutbox: list[EmailMessage], hours: int
) -> None:
    desk.rule()
    desk.booked(clock.today + timedelta(days=1))
    works()
    for on in (hours, -hours, hours):
        clock.goes(hours=on)
        works()
    assert len(mailoutbox) == 1


def test_a_moved_appointment_is_reminded_of_at_its_new_time(desk: Desk, clock: Clock) -> None:
    desk.rule()
    appointment = desk.booked(clock.today + timedelta(days=1))
    before = appointment.starts_at
    works()
    later = local(clock.today + timedelta(days=4), time(9))
    move(by=desk.personas.toni, appointment=appointment, version=appointment.version, starts_at=later, room=None)
    assert works() == {}
    clock.is_at(clock.today + timedelta(days=3), 10)
    assert works() == {"written": 1}
    assert sent() == [before, later]


def test_what_still_waits_is_taken_back_when_the_appointment_is_moved_or_cancelled(
    desk: Desk, clock: Clock, mailoutbox: list[EmailMessage]
) -> None:
    desk.rule()
    moved, cancelled, marked, stays = (desk.booked(clock.today + timedelta(days=1), hour) for hour in (8, 10, 12, 14))
    due()
    by = desk.personas.toni
    later = local(clock.today + timedelta(days=4), time(9))
    move(by=by, appointment=moved, version=moved.version, starts_at=later, room=None)
    cancel(by=by, appointment=cancelled, version=cancelled.version, status=Status.EXCUSED)
    Appointment.objects.filter(pk=marked.pk).update(withdrawn_at=clock.now)
    works()
    assert sent() == [stays.starts_at] and len(mailoutbox) == 1
    assert Message.objects.filter(state=Message.State.STOPPED, why="withdrawn").count() == 3


def test_a_cancelled_or_decided_appointment_is_not_reminded_of(desk: Desk, clock: Clock) -> None:
    desk.rule()
    cancelled = desk.booked(clock.today + timedelta(days=1))
    cancel(by=desk.personas.toni, appointment=cancelled, version=cancelled.version, status=Status.CANCELLED_BY_CENTRE)
    assert works() == {}


def test_what_changes_between_looking_and_writing_is_seen(desk: Desk, clock: Clock) -> None:
    rule = desk.rule()
    appointment = desk.booked(clock.today + timedelta(days=1))
    stale = Appointment.objects.get(pk=appointment.pk)
    cancel(by=desk.personas.toni, appointment=appointment, version=appointment.version, status=Status.EXCUSED)
    assert remind(by=desk.personas.toni, appointment=stale, rule=rule) is None
    assert skip(by=desk.personas.toni, appointment=stale, rule=rule, why=WhyNot.TOO_LATE) is None


def test_who_opted_out_or_agreed_to_nothing_electronic_gets_none_and_no_letter(desk: Desk, clock: Clock) -> None:
    desk.rule()
    opted_out = desk.booked(clock.today + timedelta(days=1), 9)
    Preference.objects.create(centre=desk.office.centre, participant=opted_out.participant, no_reminders=True)
    desk.booked(clock.today + timedelta(days=1), 11, agrees=False)
    assert works() == {"opted_out": 1, "no_channel": 1} and works() == {}
    assert not Message.objects.exists()


def test_text_messages_go_to_those_who_prefer_them(desk: Desk, clock: Clock) -> None:
    desk.rule()
    person = desk.booked(clock.today + timedelta(days=1)).participant
    Participant.objects.filter(pk=person.pk).update(phone="0171 5550100")
    Preference.objects.create(centre=desk.office.centre, participant=person, channel=Channel.SMS)
    assert works() == {"written": 1}
    assert Message.objects.get().channel == Channel.SMS


def test_whoever_was_merged_is_written_to_as_the_one_who_was_kept(desk: Desk, clock: Clock) -> None:
    desk.rule()
    appointment = desk.booked(clock.today + timedelta(days=1), agrees=False)
    kept = desk.booked(clock.today + timedelta(days=9)).participant
    Participant.objects.filter(pk=appointment.participant_id).update(merged_into=kept)
    assert works() == {"written": 1}
    assert Message.objects.get().participant == kept


def test_booked_late_the_last_reminder_goes_out_at_once_if_there_are_more_than_twelve_hours(
    desk: Desk, clock: Clock
) -> None:
    desk.rule(3, 9)
    desk.rule(1, 9)
    clock.is_at(clock.today, 15)
    tomorrow = desk.booked(clock.today + timedelta(days=1), 14)
    soon = desk.booked(clock.today, 17)
    assert works() == {"later_one": 2, "written": 1, "too_late": 1} and works() == {}
    assert sent() == [tomorrow.starts_at]
    assert Reminder.objects.filter(appointment=soon, why_not=WhyNot.TOO_LATE).count() == 1


def test_on_the_day_itself_a_reminder_on_time_goes_out_whatever_is_left(desk: Desk, clock: Clock) -> None:
    desk.rule(0, 9)
    appointment = desk.booked(clock.today, 11)
    early = desk.booked(clock.today, 8)
    clock.is_at(clock.today, 9)
    assert works() == {"written": 1}
    assert sent() == [appointment.starts_at] and not early.reminders.exists()


def test_from_the_evening_to_the_morning_nobody_is_written_to(
    desk: Desk, clock: Clock, mailoutbox: list[EmailMessage]
) -> None:
    desk.rule(1, 19)
    clock.is_at(clock.today, 21)
    desk.booked(clock.today + timedelta(days=1), 16)  # reached two hours ago
    works()
    clock.is_at(clock.today + timedelta(days=1), 7, 59)
    works()
    assert not mailoutbox
    clock.is_at(clock.today, 8)
    assert works() == {"too_late": 1} and not mailoutbox


def test_what_failed_in_the_evening_is_not_tried_again_before_the_morning(
    desk: Desk, clock: Clock, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMAIL_BACKEND = "tests.records.letters.test_sending.Server"
    takes = []
    monkeypatch.setattr(Server, "opens", staticmethod(lambda: (_ for _ in ()).throw(ConnectionRefusedError("closed"))))
    desk.rule(1, 19)
    desk.booked(clock.today + timedelta(days=1), 16)
    clock.is_at(clock.today, 19, 59)
    assert works() == {"written": 1}
    monkeypatch.setattr(Server, "opens", staticmethod(lambda: None))
    monkeypatch.setattr(Server, "takes", staticmethod(lambda: takes.append(clock.now)))
    for _ in range(13):
        clock.goes(hours=1)
        works()
    assert [timezone.localtime(each).hour for each in takes] == [8]


def test_one_that_cannot_be_written_does_not_hold_up_the_others(
    desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.rule()
    broken, fine = (desk.booked(clock.today + timedelta(days=1), hour) for hour in (9, 11))

    def fields(appointment: Appointment) -> dict[str, str]:
        if appointment.pk == broken.pk:
            raise RuntimeError
        return fields_of(appointment)

    monkeypatch.setattr(reminders, "fields_of", fields)
    assert works() == {"written": 1} and sent() == [fine.starts_at]
    assert not broken.reminders.exists()


def test_held_ones_are_past(desk: Desk, clock: Clock) -> None:
    desk.rule(0, 9)
    appointment = desk.booked(clock.today, 11)
    clock.is_at(clock.today, 12)
    mark(by=desk.personas.toni, appointment=appointment, version=appointment.version, status=Status.HELD)
    assert works() == {}


def test_looking_costs_the_same_for_many_appointments(desk: Desk, clock: Clock) -> None:
    desk.rule(3)

    def queries() -> int:
        works()
        with CaptureQueriesContext(connection) as asked:
            due()
        return len(asked)

    for day, hour in ((2, 8), (3, 10), (4, 12)):
        desk.booked(clock.today + timedelta(days=day), hour)
    few = queries()
    for day in (2, 3, 4):
        for hour in (14, 16, 18):
            desk.booked(clock.today + timedelta(days=day), hour)
    assert queries() == few
