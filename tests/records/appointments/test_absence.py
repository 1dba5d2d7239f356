"""A counsellor is absent for a day: appointments are cancelled, nothing is offered, and all of it can be taken back."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.appointments.actions.absences import undo_together
from perspektiv.records.appointments.actions.plans import cancel_day
from perspektiv.records.appointments.models import Absence, Appointment, Status
from perspektiv.records.appointments.slots import free_slots
from perspektiv.records.appointments.weekly import planned
from tests.records.appointments.office import Office, at, workday

AsUser = Callable[[User], Client]


def ill(office: Office, action: object = None) -> list[Appointment]:
    return cancel_day(
        by=office.personas.toni,
        centre=office.centre,
        counsellor=office.personas.jule,
        day=workday(),
        action=action,  # type: ignore[arg-type]
    )


def test_those_concerned_are_returned_and_the_absence_is_kept_once(office: Office) -> None:
    booked = office.booked(at(10))
    assert ill(office) == [booked] and ill(office) == []
    assert Absence.objects.get().day == workday()
    assert TrailRow.objects.filter(what="appointments.absence_added").count() == 1


def test_nothing_is_offered_on_that_day(office: Office) -> None:
    ill(office)
    (slot,) = free_slots(office.centre, office.personas.jule, after=at(8), count=1)
    assert slot.at.date() > workday()
    (occasion,) = planned(office.centre, office.personas.jule, [at(10)])
    assert occasion.slot is None and occasion.away
    assert free_slots(office.centre, office.personas.merle, after=at(8), count=1)[0].at.date() == workday()


def test_undo_brings_back_the_appointments_and_the_counsellor(office: Office) -> None:
    booked, action = office.booked(at(10)), uuid4()
    ill(office, action)
    assert undo_together(by=office.personas.toni, action=action) == [booked]
    booked.refresh_from_db()
    assert booked.status == Status.PLANNED
    assert not Absence.objects.standing().exists()


def test_an_absence_without_appointments_can_be_taken_back_for_ten_minutes(office: Office) -> None:
    action = uuid4()
    ill(office, action)
    Absence.objects.update(created_at=timezone.now() - timedelta(minutes=11))
    with pytest.raises(Refused):
        undo_together(by=office.personas.toni, action=action)
    Absence.objects.update(created_at=timezone.now())
    assert undo_together(by=office.personas.toni, action=action) == []
    assert not Absence.objects.standing().exists()


def test_nobody_takes_back_what_somebody_else_did(office: Office) -> None:
    office.booked(at(10))
    action = uuid4()
    ill(office, action)
    with pytest.raises(Refused):
        undo_together(by=office.personas.merle, action=action)
    assert Absence.objects.standing().exists()


def test_booking_all_the_same_is_asked_about_once(office: Office, as_user: AsUser) -> None:
    of = office.participation()
    ill(office)
    sent = {"person": of.participant_id, "of": of.id, "id": uuid4(), "counsellor": of.counsellor_id, "place": "phone"}
    sent |= {"slot": f"{workday()}T10:00"}
    answer = as_user(office.personas.toni).post("/termine/neu/", sent)
    assert answer.status_code == 422 and "Jule Lerche ist am" in answer.content.decode()
    sent |= {"anyway": f"{workday()}T10:00"}
    assert as_user(office.personas.toni).post("/termine/neu/", sent).status_code == 303


def test_the_page_enters_an_absence_without_appointments_and_ends_it(office: Office, as_user: AsUser) -> None:
    client = as_user(office.personas.toni)
    where = {"day": workday().isoformat(), "counsellor": str(office.personas.jule.id)}
    assert "Als abwesend eintragen" in client.get("/termine/ausfall/", where).content.decode()
    done = client.post("/termine/ausfall/", where | {"id": str(uuid4())}, follow=True).content.decode()
    assert "Nicht da: Jule Lerche" in done
    assert "Niemand anzurufen" in done and "0 Personen" not in done
    page = client.get("/termine/ausfall/", where).content.decode()
    assert "Doch da" in page and "Als abwesend eintragen" not in page
    absence = Absence.objects.get()
    assert client.post("/termine/ausfall/", {"absence": absence.id}).status_code == 303
    absence.refresh_from_db()
    assert absence.withdrawn_at
    assert client.post("/termine/ausfall/", {"absence": absence.id}).status_code == 303


def test_the_calendar_shows_it(office: Office, as_user: AsUser) -> None:
    ill(office)
    client, day = as_user(office.personas.toni), {"day": workday().isoformat()}
    assert "pv-slot--away" in client.get("/termine/woche/", day).content.decode().split("pv-legend")[0]
    assert "Jule Lerche ist nicht da." in client.get("/termine/", day).content.decode()
