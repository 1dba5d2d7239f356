"""Booking: one appointment, twice the same form, what is not possible, and what is said then."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import TrailRow
from perspektiv.records.appointments.actions.bookings import book
from perspektiv.records.appointments.actions.collisions import DoubleBooked
from perspektiv.records.appointments.actions.plans import cancel
from perspektiv.records.appointments.models import Appointment, AppointmentChange, Status, end_of
from perspektiv.records.cases.models import Referral
from tests.records.appointments.office import Office, at


def test_a_booking_leaves_its_step_and_its_row_of_the_trail(office: Office) -> None:
    appointment = office.booked(at(10), room=office.rooms[0])

    assert appointment.ends_at - appointment.starts_at == timedelta(minutes=75)
    (step,) = AppointmentChange.objects.filter(appointment=appointment)
    assert (step.kind, step.actor, step.status_after) == ("booked", office.personas.toni.trail_name, "planned")
    row = TrailRow.objects.get(what="appointments.booked")
    assert row.subject == f"appointments.appointment:{appointment.id}"
    assert row.person == appointment.participant_id


def test_the_same_form_sent_twice_books_once(office: Office) -> None:
    of, id = office.participation(), uuid4()
    wish = {"by": office.personas.toni, "of": of, "starts_at": at(10), "counsellor": of.counsellor, "room": None}

    assert book(**wish, id=id) == book(**wish, id=id)  # type: ignore[arg-type]
    assert AppointmentChange.objects.count() == Appointment.objects.count() == 1


def test_a_form_of_another_participation_is_refused(office: Office) -> None:
    appointment = office.booked(at(10))
    other = office.participation("Alma Ahorn")
    with pytest.raises(Refused, match="anderen Termin"):
        book(by=office.personas.toni, of=other, starts_at=at(15), counsellor=None, room=None, id=appointment.id)


def test_a_counsellor_is_not_booked_twice_and_the_next_free_times_are_named(office: Office) -> None:
    office.booked(at(10), room=office.rooms[0])
    with pytest.raises(DoubleBooked) as refused:
        office.booked(at(10, 30), office.participation("Alma Ahorn"), room=office.rooms[1])

    assert refused.value.sentence.de.startswith("Jule Lerche hat am ")
    assert refused.value.sentence.de.count(":") >= 4, "three times of day"
    assert "11:30" in refused.value.sentence.de and "Next free times" in refused.value.sentence.en
    assert Appointment.objects.count() == 1


def test_a_room_is_not_booked_twice(office: Office) -> None:
    office.booked(at(10), room=office.rooms[0])
    with pytest.raises(DoubleBooked, match="Raum 1 ist am"):
        office.booked(at(11), office.participation("Alma Ahorn", office.personas.merle), room=office.rooms[0])


def test_one_after_the_other_is_no_double_booking(office: Office) -> None:
    office.booked(at(10), room=office.rooms[0])
    office.booked(at(11, 15), office.participation("Alma Ahorn"), room=office.rooms[0])
    assert Appointment.objects.count() == 2


def test_a_person_cannot_be_at_two_places(office: Office) -> None:
    of = office.participation()
    office.booked(at(10), of)
    with pytest.raises(DoubleBooked, match="Dilan Distel hat am"):
        office.booked(at(10), of, counsellor=office.personas.merle)


def test_a_cancelled_appointment_leaves_its_time_to_others(office: Office) -> None:
    first = office.booked(at(10))
    cancel(by=office.personas.toni, appointment=first, version=1, status=Status.CANCELLED_BY_CENTRE)
    office.booked(at(10), office.participation("Alma Ahorn"))


def test_whoever_writes_past_the_action_is_stopped_by_the_database(office: Office) -> None:
    first = office.booked(at(10))
    with pytest.raises(IntegrityError, match="counsellor_booked_once"), transaction.atomic():
        Appointment.objects.create(
            centre=office.centre,
            participant=first.participant,
            participation=first.participation,
            counsellor=first.counsellor,
            starts_at=at(9, 30),
            ends_at=at(10, 45),
        )
    later = office.booked(at(15))
    with pytest.raises(IntegrityError, match="counsellor_booked_once"), transaction.atomic():
        Appointment.objects.filter(pk=later.pk).update(starts_at=at(10, 30), ends_at=at(11, 45))


def test_imported_history_may_be_what_it_was_but_no_new_booking_falls_on_it(office: Office) -> None:
    of = office.participation()
    for key in ("a1", "a2"):
        Appointment.objects.create(
            centre=office.centre,
            source_key=key,
            participant=of.participant,
            participation=of,
            counsellor=of.counsellor,
            starts_at=at(10),
            ends_at=end_of(at(10), 75),
        )
    with pytest.raises(DoubleBooked, match="Jule Lerche"):
        office.booked(at(10), office.participation("Alma Ahorn"))


def test_outside_of_the_participation_nothing_is_booked(office: Office) -> None:
    of = office.participation()
    with pytest.raises(Refused, match="nimmt die Person an diesem Segment nicht teil"):
        office.booked(at(10, day=of.started_on - timedelta(days=1)), of)


def test_rooms_and_counsellors_of_other_centres_are_refused(office: Office) -> None:
    of = office.participation()
    with pytest.raises(Refused, match="steht im Zentrum nicht zur Verfügung"):
        office.booked(at(10), of, counsellor=office.personas.fremd)


def test_a_first_talk_hangs_on_an_open_way_in(office: Office) -> None:
    person = office.participation().participant
    way = Referral.objects.create(centre=office.centre, participant=person)
    talk = book(by=office.personas.toni, of=way, starts_at=at(10), counsellor=None, room=office.rooms[0])
    assert (talk.kind, talk.referral, talk.participation) == ("first_contact", way, None)

    Referral.objects.filter(pk=way.pk).update(result="declined", decided_on=timezone.localdate())
    way.refresh_from_db()
    with pytest.raises(Refused, match="schon entschieden"):
        book(by=office.personas.toni, of=way, starts_at=at(13), counsellor=None, room=None)
