"""The lot: drawn once an appointment, for all rules and all times, before anything is sent."""

from datetime import time, timedelta

import pytest

from perspektiv.records.appointments.actions.plans import move
from perspektiv.records.appointments.moments import local
from perspektiv.records.reminders import lots
from perspektiv.records.reminders.actions.rules import set_share
from perspektiv.records.reminders.lots import lot_of
from perspektiv.records.reminders.models import Lot, Reminder, Rule, WhyNot
from tests.records.reminders.clock import Clock
from tests.records.reminders.reminding import Desk, sent, works

Arm = Lot.Arm


class Fixed:
    """Draws what the test wants."""

    def __init__(self, *numbers: int) -> None:
        self.numbers = list(numbers)

    def randrange(self, _: int) -> int:
        return self.numbers.pop(0)


def draws(monkeypatch: pytest.MonkeyPatch, *numbers: int) -> None:
    monkeypatch.setattr(lots, "_chance", Fixed(*numbers))


def test_the_lot_leaves_its_share_without_reminder(desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    draws(monkeypatch, 29, 30)
    desk.rule(share_without=30)
    without, reminded = (desk.booked(clock.today + timedelta(days=1), hour) for hour in (9, 11))
    assert works() == {"lot": 1, "written": 1}
    assert (without.lot.arm, reminded.lot.arm) == (Arm.WITHOUT, Arm.REMINDED)
    assert sent() == [reminded.starts_at]


def test_it_is_drawn_once_for_all_rules_and_stays_when_the_appointment_is_moved(
    desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    draws(monkeypatch, 0)
    desk.rule(3, share_without=50)
    desk.rule(1, share_without=50)
    appointment = desk.booked(clock.today + timedelta(days=3))
    works()
    clock.goes(days=2)
    works()
    later = local(clock.today + timedelta(days=5), time(9))
    move(by=desk.personas.toni, appointment=appointment, version=appointment.version, starts_at=later, room=None)
    for _ in range(5):
        clock.goes(days=1)
        works()
    assert Lot.objects.count() == 1 and not sent()
    assert Reminder.objects.filter(why_not=WhyNot.LOT).count() == 4


def test_no_lot_is_drawn_for_those_who_cannot_be_reminded_or_without_a_share(desk: Desk, clock: Clock) -> None:
    rule = desk.rule(share_without=50)
    desk.booked(clock.today + timedelta(days=1), 9, agrees=False)
    works()
    Rule.objects.filter(pk=rule.pk).update(share_without=0)
    desk.booked(clock.today + timedelta(days=1), 11)
    works()
    assert not Lot.objects.exists()


def test_when_the_experiment_is_over_everybody_is_reminded(
    desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    draws(monkeypatch, 0)
    desk.rule(3, share_without=50)
    desk.rule(1, share_without=50)
    appointment = desk.booked(clock.today + timedelta(days=3))
    works()
    set_share(by=desk.personas.birte, centre=desk.office.centre, share_without=0)
    clock.goes(days=2)
    works()
    assert sent() == [appointment.starts_at] and Lot.objects.get().arm == Arm.WITHOUT


def test_about_the_share_is_drawn(desk: Desk, clock: Clock) -> None:
    """Of 400 at 30 %, more than four standard deviations off come once in 30,000 runs."""
    appointment = desk.booked(clock.today + timedelta(days=1))
    arms = []
    for _ in range(400):
        Lot.objects.all().delete()
        arms.append(lot_of(appointment, 30).arm)
    assert 83 <= arms.count(Arm.WITHOUT) <= 157
