"""The pages: rules with what they will do, changes, and what reminders bring about."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.letters.models import Preference
from perspektiv.records.reminders.actions.rules import change_rule, switch_off
from perspektiv.records.reminders.foreseeing import foreseen
from perspektiv.records.reminders.measuring import effect_of, usual_rate
from perspektiv.records.reminders.models import Lot, Rule
from tests.records.reminders.clock import Clock
from tests.records.reminders.reminding import Desk, works

AsUser = Callable[[User], Client]


@pytest.fixture
def toni(desk: Desk, as_user: AsUser) -> Client:
    return as_user(desk.personas.toni)


def page(client: Client, name: str, *args: object, **asked: str) -> str:
    return client.get(reverse(f"reminders:{name}", args=args), asked).content.decode()


def test_a_rule_is_made_in_one_form(toni: Client, clock: Clock) -> None:
    assert "Noch wird niemand erinnert" in page(toni, "rules")
    sent = {"days_before": "3", "at": "10:00", "id": "6f1c4f57-6e05-4f0c-9a52-0c0f8f8a2a4e"}
    for _ in range(2):
        answer = toni.post(reverse("reminders:rules"), sent)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/erinnerungen/")
    rule = Rule.objects.get()
    assert (rule.days_before, rule.at, rule.starts_on) == (3, time(10), clock.today + timedelta(days=1))
    assert "3 Tage vorher um 10:00 Uhr" in page(toni, "rules")


def test_what_cannot_be_is_said_beside_the_form(toni: Client, desk: Desk) -> None:
    desk.rule()
    for sent in ({"days_before": "1", "at": "10:00"}, {"days_before": "1", "at": "21:00"}, {"days_before": "99"}):
        answer = toni.post(reverse("reminders:rules"), sent)
        assert answer.status_code == 422 and 'role="alert"' in answer.content.decode()
    answer = toni.post(reverse("reminders:experiment"), {"share_without": "60"})
    assert answer.status_code == 422


def test_the_preview_names_who_will_be_reminded_and_by_which_way(toni: Client, desk: Desk, clock: Clock) -> None:
    desk.rule()
    day = clock.today + timedelta(days=2)
    mail, none, opted_out = desk.booked(day, 9), desk.booked(day, 11, agrees=False), desk.booked(day, 14)
    Preference.objects.create(centre=desk.office.centre, participant=opted_out.participant, no_reminders=True)
    found = foreseen(desk.office.centre, clock.today + timedelta(days=1))
    assert [(one.appointment, one.channel) for one in found] == [(mail, "mail"), (none, None), (opted_out, None)]
    shown = page(toni, "rules")
    assert "<strong>1 Erinnerung</strong>" in shown and "2 nicht erreichbar" in shown
    assert str(mail.participant) in shown and "möchte keine Erinnerungen" in shown
    assert TrailRow.objects.filter(what="reminders.read").count() == 1
    assert str(mail.participant) not in page(toni, "rules", tag=day.isoformat())


def test_who_may_not_see_appointments_sees_numbers_only(desk: Desk, clock: Clock, as_user: AsUser) -> None:
    desk.rule()
    appointment = desk.booked(clock.today + timedelta(days=2))
    shown = page(as_user(desk.personas.hanne), "rules")
    assert "<strong>1 Erinnerung</strong>" in shown and str(appointment.participant) not in shown
    assert not TrailRow.objects.filter(what="reminders.read").exists()


def test_the_preview_is_what_the_worker_then_does(desk: Desk, clock: Clock) -> None:
    """Three rules, one of them changed, over two weeks: every evening's preview is the next day's work."""
    desk.rule(3, 9)
    changed = desk.rule(1, 18)
    desk.rule(0, 8)
    for day in range(1, 12):
        desk.booked(clock.today + timedelta(days=day), 9 + day % 5)
    change_rule(by=desk.personas.toni, rule=changed, version=1, days_before=2, at=time(11))
    clock.is_at(clock.today, 19)
    for hour in range(14):
        works()
        clock.is_at(clock.today + timedelta(days=1) if hour else clock.today, 19, 30)
        works()
        tomorrow = clock.today + timedelta(days=1)
        wanted = len(foreseen(desk.office.centre, tomorrow))
        written = 0
        for at in range(8, 20):
            clock.is_at(tomorrow, at)
            written += works().get("written", 0)
        assert written == wanted, tomorrow


def test_a_rule_is_changed_and_both_texts_are_shown_when_somebody_was_faster(toni: Client, desk: Desk) -> None:
    rule = desk.rule()
    address = reverse("reminders:rule", args=[rule.pk])
    assert "1 Tag vorher um 10:00 Uhr" in toni.get(address).content.decode()
    assert toni.post(address, {"days_before": "2", "at": "09:00", "version": "1"}).status_code == 302
    late = toni.post(address, {"days_before": "5", "at": "12:00", "version": "1"})
    assert late.status_code == 409
    assert 'value="5"' in late.content.decode() and "2 Tage vorher um 09:00 Uhr" in late.content.decode()
    desk.rule(7)
    newest = Rule.objects.get(line=rule.line, ended_at=None)
    taken = toni.post(reverse("reminders:rule", args=[newest.pk]), {"days_before": "7", "at": "10:00", "version": "1"})
    assert taken.status_code == 422 and "Diese Regel gibt es schon" in taken.content.decode()
    switch_off(by=desk.personas.toni, rule=newest, version=newest.version)
    late = toni.post(address, {"days_before": "5", "at": "12:00", "version": "1"})
    assert "Sie ist abgeschaltet" in late.content.decode()


def test_off_offers_undo(toni: Client, desk: Desk) -> None:
    rule = desk.rule()
    shown = toni.post(reverse("reminders:off", args=[rule.pk]), {"version": "1"}, follow=True).content.decode()
    assert "Abgeschaltet: 1 Tag vorher um 10:00 Uhr" in shown and "data-undo" in shown and "Frühere Regeln" in shown
    toni.post(reverse("reminders:on", args=[rule.pk]))
    rule.refresh_from_db()
    assert rule.ended_at is None


def _decided(desk: Desk, clock: Clock, arm: Lot.Arm, status: Status) -> Appointment:
    appointment = desk.booked(clock.today + timedelta(days=1 + Lot.objects.count()))
    Appointment.objects.filter(pk=appointment.pk).update(status=status)
    Lot.objects.create(centre=desk.office.centre, appointment=appointment, arm=arm, drawn_at=clock.now)
    return appointment


def test_the_effect_counts_due_appointments_by_what_the_lot_drew(desk: Desk, clock: Clock) -> None:
    for arm, status in (
        (Lot.Arm.REMINDED, Status.HELD),
        (Lot.Arm.REMINDED, Status.CANCELLED_BY_CENTRE),
        (Lot.Arm.REMINDED, Status.EXCUSED),
        (Lot.Arm.REMINDED, Status.PLANNED),
        (Lot.Arm.WITHOUT, Status.NO_SHOW),
        (Lot.Arm.WITHOUT, Status.HELD),
    ):
        _decided(desk, clock, arm, status)
    found = effect_of(desk.office.centre)
    assert (found.reminded.due, found.reminded.missed) == (2, 0)
    assert (found.without.due, found.without.missed) == (2, 1)
    assert found.difference == -0.5 and not found.decided
    assert usual_rate(desk.office.centre) == 0.25


def test_nothing_is_shown_as_decided_while_the_interval_includes_0(toni: Client, desk: Desk, clock: Clock) -> None:
    assert "Noch ist kein Termin vorbei" in page(toni, "experiment")
    _decided(desk, clock, Lot.Arm.REMINDED, Status.HELD)
    assert "noch zu wenige Termine" in page(toni, "experiment")
    for arm in Lot.Arm:
        for status in (Status.HELD, Status.NO_SHOW):
            _decided(desk, clock, arm, status)
    shown = page(toni, "experiment")
    assert "nicht entschieden" in shown and "Das Intervall schließt die 0 ein" in shown
    assert "Wirkung der Zuteilung" in shown and "Noch nötig" in shown


def test_a_lot_at_0_says_that_nothing_is_drawn_any_more(toni: Client, desk: Desk) -> None:
    desk.rule()
    assert "nicht mehr gelost" in page(toni, "experiment")
    toni.post(reverse("reminders:experiment"), {"share_without": "20"})
    shown = page(toni, "experiment")
    assert "nicht mehr gelost" not in shown and "80 % Sicherheit" in shown


def test_the_lot_is_set_for_all_rules(toni: Client, desk: Desk) -> None:
    assert toni.post(reverse("reminders:experiment"), {"share_without": "20"}).status_code == 422
    desk.rule()
    assert toni.post(reverse("reminders:experiment"), {"share_without": "20"}).status_code == 302
    assert Rule.objects.get(ended_at=None).share_without == 20
    assert "nach Los 20" in page(toni, "rules")


def test_the_pages_cost_the_same_for_many_appointments(toni: Client, desk: Desk, clock: Clock) -> None:
    desk.rule()

    def queries() -> list[int]:
        counted = []
        for name in ("rules", "experiment"):
            with CaptureQueriesContext(connection) as asked:
                page(toni, name)
            counted.append(len(asked))
        return counted

    for hour in (8, 10, 12):
        desk.booked(clock.today + timedelta(days=2), hour)
    queries()
    few = queries()
    for hour in (14, 16, 18):
        desk.booked(clock.today + timedelta(days=2), hour)
    assert queries() == few
