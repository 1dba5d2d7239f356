"""Moving, cancelling, giving to somebody else, and taking it back: nothing is deleted, nothing is overwritten."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.appointments.actions.bookings import book
from perspektiv.records.appointments.actions.collisions import DoubleBooked
from perspektiv.records.appointments.actions.plans import cancel, cancel_day, move, reassign
from perspektiv.records.appointments.actions.steps import ChangedMeanwhile
from perspektiv.records.appointments.actions.undoing import undo
from perspektiv.records.appointments.models import Appointment, AppointmentChange, Status
from tests.records.appointments.office import Office, at, workday


def steps(appointment: Appointment) -> list[str]:
    return list(AppointmentChange.objects.filter(appointment=appointment).values_list("kind", flat=True))


def test_moving_keeps_where_it_was(office: Office) -> None:
    appointment = office.booked(at(10), room=office.rooms[0])
    move(by=office.personas.toni, appointment=appointment, version=1, starts_at=at(15), room=office.rooms[1], why="Bus")

    appointment.refresh_from_db()
    assert (appointment.starts_at, appointment.room, appointment.version) == (at(15), office.rooms[1], 2)
    step = AppointmentChange.objects.get(appointment=appointment, kind="moved")
    assert (step.starts_before, step.starts_after, step.room_before, step.why) == (
        at(10),
        at(15),
        office.rooms[0],
        "Bus",
    )


def test_a_taken_time_is_refused_and_the_appointment_stays(office: Office) -> None:
    office.booked(at(15))
    appointment = office.booked(at(10), office.participation("Alma Ahorn"))
    with pytest.raises(DoubleBooked, match="Nächste freie Zeiten"):
        move(by=office.personas.toni, appointment=appointment, version=1, starts_at=at(15), room=None)
    appointment.refresh_from_db()
    assert (appointment.starts_at, steps(appointment)) == (at(10), ["booked"])


def test_an_older_form_changes_nothing(office: Office) -> None:
    appointment = office.booked(at(10))
    move(by=office.personas.toni, appointment=appointment, version=1, starts_at=at(15), room=None)
    with pytest.raises(ChangedMeanwhile, match="inzwischen jemand anders geändert"):
        move(by=office.personas.birte, appointment=appointment, version=1, starts_at=at(11), room=None)
    with pytest.raises(ChangedMeanwhile):
        cancel(by=office.personas.birte, appointment=appointment, version=1, status=Status.CANCELLED_BY_CENTRE)
    with pytest.raises(ChangedMeanwhile):
        reassign(
            by=office.personas.birte, appointment=appointment, version=1, counsellor=office.personas.merle, room=None
        )
    appointment.refresh_from_db()
    assert (appointment.starts_at, appointment.status, steps(appointment)) == (at(15), "planned", ["booked", "moved"])


def test_sent_twice_it_moves_once(office: Office) -> None:
    appointment = office.booked(at(10))
    for _ in range(2):
        move(by=office.personas.toni, appointment=appointment, version=1, starts_at=at(15), room=None)
    assert steps(appointment) == ["booked", "moved"]


@pytest.mark.parametrize("status", ["cancelled_by_centre", "cancelled_by_jobcoach", "excused"])
def test_cancelling_says_by_whom(office: Office, status: str) -> None:
    appointment = office.booked(at(10))
    for _ in range(2):
        cancel(by=office.personas.toni, appointment=appointment, version=1, status=status)
    appointment.refresh_from_db()
    assert appointment.status == status
    assert steps(appointment) == ["booked", "cancelled"]


def test_no_show_is_nothing_that_one_cancels(office: Office) -> None:
    with pytest.raises(Refused, match="wer absagt"):
        cancel(by=office.personas.toni, appointment=office.booked(at(10)), version=1, status=Status.NO_SHOW)


def test_who_cancels_too_late_has_not_cancelled_in_time(office: Office) -> None:
    appointment = office.booked(timezone.now() - timedelta(minutes=5))
    with pytest.raises(Refused, match="schon begonnen"):
        cancel(by=office.personas.toni, appointment=appointment, version=1, status=Status.EXCUSED)


def test_another_counsellor_stands_in(office: Office) -> None:
    appointment = office.booked(at(10))
    reassign(by=office.personas.birte, appointment=appointment, version=1, counsellor=office.personas.merle, room=None)
    step = AppointmentChange.objects.get(appointment=appointment, kind="reassigned")
    assert (step.counsellor_before, step.counsellor_after) == (office.personas.jule, office.personas.merle)


def test_a_counsellor_who_is_ill_cancels_by_the_centre_in_one_action(office: Office) -> None:
    day = workday(7)
    mine = [office.booked(at(hour, day=day), office.participation()) for hour in (9, 11, 14)]
    others = office.booked(at(9, day=day), office.participation("Alma Ahorn", office.personas.merle))
    action = uuid4()
    concerned = cancel_day(
        by=office.personas.toni, centre=office.centre, counsellor=office.personas.jule, day=day, action=action
    )
    assert concerned == mine
    assert {appointment.status for appointment in concerned} == {Status.CANCELLED_BY_CENTRE}
    others.refresh_from_db()
    assert others.status == Status.PLANNED
    assert set(AppointmentChange.objects.filter(action=action).values_list("why", flat=True)) == {"absence"}

    undo(by=office.personas.toni, action=action)
    assert set(Appointment.objects.values_list("status", flat=True)) == {Status.PLANNED}


def test_moving_is_taken_back(office: Office) -> None:
    appointment = office.booked(at(10), room=office.rooms[0])
    action = uuid4()
    move(
        by=office.personas.toni,
        appointment=appointment,
        version=1,
        starts_at=at(15),
        room=office.rooms[1],
        action=action,
    )
    for _ in range(2):
        undo(by=office.personas.toni, action=action)
    appointment.refresh_from_db()
    assert (appointment.starts_at, appointment.room) == (at(10), office.rooms[0])
    assert steps(appointment) == ["booked", "moved", "undone"]


def test_a_booking_taken_back_never_counts_and_keeps_its_history(office: Office) -> None:
    of, action = office.participation(), uuid4()
    wish = {"by": office.personas.toni, "of": of, "starts_at": at(10), "counsellor": of.counsellor, "room": None}
    appointment = book(**wish, action=action)  # type: ignore[arg-type]
    undo(by=office.personas.toni, action=action)

    assert not Appointment.objects.exists()
    assert steps(appointment) == ["booked", "undone"]
    again = book(**wish, id=appointment.id)  # type: ignore[arg-type]
    assert again.withdrawn_at, "the old form does not bring it back"
    assert book(**wish).withdrawn_at is None, "its time is free again"  # type: ignore[arg-type]


def test_what_somebody_changed_since_is_not_taken_back(office: Office) -> None:
    appointment, action = office.booked(at(10)), uuid4()
    move(by=office.personas.toni, appointment=appointment, version=1, starts_at=at(15), room=None, action=action)
    move(by=office.personas.birte, appointment=appointment, version=2, starts_at=at(16), room=None)
    with pytest.raises(Refused, match="nicht mehr zurücknehmen"):
        undo(by=office.personas.toni, action=action)


def test_nobody_takes_back_what_another_did(office: Office) -> None:
    appointment, action = office.booked(at(10)), uuid4()
    move(by=office.personas.toni, appointment=appointment, version=1, starts_at=at(15), room=None, action=action)
    with pytest.raises(Refused):
        undo(by=office.personas.jule, action=action)


def test_a_cancelling_is_not_taken_back_when_the_time_is_given_away(office: Office) -> None:
    first, action = office.booked(at(10)), uuid4()
    cancel(by=office.personas.toni, appointment=first, version=1, status=Status.CANCELLED_BY_CENTRE, action=action)
    office.booked(at(10), office.participation("Alma Ahorn"))
    with pytest.raises(DoubleBooked):
        undo(by=office.personas.toni, action=action)
    first.refresh_from_db()
    assert first.status == Status.CANCELLED_BY_CENTRE
