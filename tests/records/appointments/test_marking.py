"""Marking what happened: idempotent, with the voluntary reason of a no-show, never over somebody else's mark."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import TrailRow
from perspektiv.records.appointments.actions.collisions import DoubleBooked
from perspektiv.records.appointments.actions.marks import mark, mark_all_held, reason_of
from perspektiv.records.appointments.actions.plans import cancel
from perspektiv.records.appointments.actions.steps import ChangedMeanwhile
from perspektiv.records.appointments.actions.undoing import undo
from perspektiv.records.appointments.models import Appointment, AppointmentChange, Status
from tests.records.appointments.office import Office, at


def test_the_same_mark_sent_twice_is_one(office: Office) -> None:
    appointment = office.booked(at(10, days_ahead=-1))
    for _ in range(3):
        mark(by=office.personas.jule, appointment=appointment, version=1, status=Status.HELD)
    assert AppointmentChange.objects.filter(kind="marked").count() == 1
    assert TrailRow.objects.filter(what="appointments.marked").count() == 1


def test_a_no_show_may_have_a_reason_but_never_one_of_health(office: Office) -> None:
    appointment = office.booked(at(10, days_ahead=-1))
    mark(by=office.personas.jule, appointment=appointment, version=1, status=Status.NO_SHOW)
    assert reason_of(appointment) == ""
    mark(by=office.personas.jule, appointment=appointment, version=2, status=Status.NO_SHOW, why="not_reached")
    assert reason_of(appointment) == "not_reached"
    mark(by=office.personas.jule, appointment=appointment, version=3, status=Status.NO_SHOW, why="krank gemeldet")
    assert reason_of(appointment) == "not_reached", "nothing is typed here"
    mark(by=office.personas.jule, appointment=appointment, version=3, status=Status.HELD)
    assert reason_of(appointment) == ""


def test_a_mark_on_an_old_page_does_not_overwrite_what_somebody_said_since(office: Office) -> None:
    appointment = office.booked(at(10, days_ahead=-1))
    mark(by=office.personas.jule, appointment=appointment, version=1, status=Status.HELD)
    with pytest.raises(ChangedMeanwhile):
        mark(by=office.personas.toni, appointment=appointment, version=1, status=Status.NO_SHOW)
    appointment.refresh_from_db()
    assert appointment.status == Status.HELD
    mark(by=office.personas.toni, appointment=appointment, version=2, status=Status.NO_SHOW)


def test_what_comes_on_a_later_day_cannot_have_taken_place(office: Office) -> None:
    appointment = office.booked(at(10, days_ahead=3))
    with pytest.raises(Refused, match="späteren Tag"):
        mark(by=office.personas.jule, appointment=appointment, version=1, status=Status.HELD)


def test_what_comes_later_today_cannot_have_taken_place_but_can_be_cancelled(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    appointment, now = office.booked(at(15)), at(14, 49)
    monkeypatch.setattr(timezone, "now", lambda: now)
    for status in (Status.HELD, Status.NO_SHOW):
        with pytest.raises(Refused, match="beginnt erst um 15:00 Uhr"):
            mark(by=office.personas.jule, appointment=appointment, version=1, status=status)
    mark(by=office.personas.jule, appointment=appointment, version=1, status=Status.EXCUSED)


def test_a_talk_may_begin_a_few_minutes_early(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    appointment, now = office.booked(at(15)), at(14, 50)
    monkeypatch.setattr(timezone, "now", lambda: now)
    mark(by=office.personas.jule, appointment=appointment, version=1, status=Status.HELD)


def test_open_is_nothing_that_one_marks(office: Office) -> None:
    with pytest.raises(Refused):
        mark(by=office.personas.jule, appointment=office.booked(at(10)), version=1, status=Status.PLANNED)


def test_all_held_marks_those_that_have_begun_and_are_open(office: Office) -> None:
    now, jule = timezone.now(), office.personas.jule
    past = [office.booked(now - timedelta(hours=hours), office.participation()) for hours in (30, 50, 70)]
    coming = office.booked(now + timedelta(hours=3), office.participation())
    mark(by=jule, appointment=past[0], version=1, status=Status.NO_SHOW)

    action = uuid4()
    held = mark_all_held(by=jule, appointments=Appointment.objects.all(), action=action)
    assert {appointment.id for appointment in held} == {past[1].id, past[2].id}
    coming.refresh_from_db()
    assert coming.status == Status.PLANNED

    undo(by=jule, action=action)
    assert Appointment.objects.filter(status=Status.PLANNED).count() == 3


def test_undoing_a_mark_leaves_it_open_again(office: Office) -> None:
    appointment, action = office.booked(at(10, days_ahead=-1)), uuid4()
    mark(by=office.personas.jule, appointment=appointment, version=1, status=Status.NO_SHOW, action=action)
    undo(by=office.personas.jule, action=action)
    appointment.refresh_from_db()
    assert appointment.status == Status.PLANNED
    assert appointment in Appointment.objects.undecided()


def test_what_was_cancelled_cannot_be_held_when_its_time_was_given_away(office: Office) -> None:
    first = office.booked(at(10, days_ahead=-1))
    cancel(by=office.personas.toni, appointment=first, version=1, status=Status.CANCELLED_BY_CENTRE)
    office.booked(at(10, days_ahead=-1), office.participation("Alma Ahorn"))
    with pytest.raises(DoubleBooked):
        mark(by=office.personas.toni, appointment=first, version=2, status=Status.HELD)


def test_imported_history_may_overlap_and_is_corrected_all_the_same(office: Office) -> None:
    first, second = (office.booked(at(10 + 2 * n, days_ahead=-9), office.participation()) for n in range(2))
    Appointment.objects.filter(pk=first.pk).update(source_key="a1", status=Status.EXCUSED)
    Appointment.objects.filter(pk=second.pk).update(source_key="a2", starts_at=first.starts_at, ends_at=first.ends_at)
    first.refresh_from_db()
    mark(by=office.personas.toni, appointment=first, version=1, status=Status.HELD)
    assert Appointment.objects.get(pk=first.pk).status == Status.HELD
