"""Attendance in the browser: one small request a mark, with and without JavaScript; nothing is overwritten."""

from collections.abc import Callable

import pytest
from django.test import Client

from perspektiv.records.access.models import User
from perspektiv.records.appointments.actions.marks import mark
from perspektiv.records.appointments.models import Appointment, AppointmentChange
from tests.records.appointments.office import Office, at, workday

AsUser = Callable[[User], Client]
BY_SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def appointment(office: Office) -> Appointment:
    return office.booked(at(10, days_ahead=-1), room=office.rooms[0])


def test_a_mark_answers_with_its_row_the_sums_and_undo(
    office: Office, as_user: AsUser, appointment: Appointment
) -> None:
    answer = as_user(office.personas.jule).post(
        f"/anwesenheit/{appointment.id}/", {"status": "no_show", "version": 1}, headers=BY_SCRIPT
    )
    text = answer.content.decode()
    assert answer.status_code == 200
    assert f'id="row-{appointment.id}"' in text and 'id="tally"' in text and 'id="tools"' in text
    assert "/termine/rueckgaengig/" in text and "Gespeichert" in text
    assert "anderer Grund" in text and "krank" not in text


def test_without_javascript_it_is_a_plain_form(office: Office, as_user: AsUser, appointment: Appointment) -> None:
    client, day = as_user(office.personas.jule), workday(-1).isoformat()
    answer = client.post(f"/anwesenheit/{appointment.id}/", {"status": "held", "version": 1, "day": day})
    assert (answer.status_code, answer["Location"]) == (303, f"/anwesenheit/?day={day}#row-{appointment.id}")
    page = client.get(f"/anwesenheit/?day={day}").content.decode()
    assert "Dilan Distel: stattgefunden" in page and "/termine/rueckgaengig/" in page
    assert "1 von 1 erfasst" in page


def test_a_mark_made_on_today_leads_back_there(office: Office, as_user: AsUser, appointment: Appointment) -> None:
    form = {"status": "held", "version": 1, "back": "today"}
    answer = as_user(office.personas.jule).post(f"/anwesenheit/{appointment.id}/", form)
    assert answer["Location"] == f"/#row-{appointment.id}", "to its row, not to the top of the page"


@pytest.mark.parametrize("script", [BY_SCRIPT, {}])
def test_both_marks_are_shown_when_somebody_was_faster(
    office: Office, as_user: AsUser, appointment: Appointment, script: dict[str, str]
) -> None:
    mark(by=office.personas.jule, appointment=appointment, version=1, status="held")
    answer = as_user(office.personas.toni).post(
        f"/anwesenheit/{appointment.id}/", {"status": "no_show", "version": 1}, headers=script
    )
    assert answer.status_code == 409
    assert (
        "Jule Lerche hat inzwischen „stattgefunden“ eingetragen. "
        "Ihr Eintrag „nicht erschienen“ wurde nicht gespeichert." in answer.content.decode()
    )
    appointment.refresh_from_db()
    assert appointment.status == "held"


def test_the_reason_is_one_more_click(office: Office, as_user: AsUser, appointment: Appointment) -> None:
    client = as_user(office.personas.jule)
    client.post(f"/anwesenheit/{appointment.id}/", {"status": "no_show", "version": 1}, headers=BY_SCRIPT)
    answer = client.post(
        f"/anwesenheit/{appointment.id}/", {"status": "no_show", "version": 2, "why": "not_reached"}, headers=BY_SCRIPT
    )
    assert "nicht erreicht</small>" in answer.content.decode().replace("\n", "")
    assert AppointmentChange.objects.filter(why="not_reached").count() == 1


def test_the_reason_is_still_asked_for_when_the_page_is_opened_again(
    office: Office, as_user: AsUser, appointment: Appointment
) -> None:
    client, address = as_user(office.personas.jule), f"/anwesenheit/?day={workday(-1).isoformat()}"
    client.post(f"/anwesenheit/{appointment.id}/", {"status": "no_show", "version": 1})
    assert 'class="why is-asked"' in client.get(address).content.decode()
    client.post(f"/anwesenheit/{appointment.id}/", {"status": "no_show", "version": 2, "why": "not_reached"})
    assert 'class="why"' in client.get(address).content.decode()


def test_what_the_action_refuses_is_a_sentence(office: Office, as_user: AsUser) -> None:
    later = office.booked(at(10, days_ahead=4))
    answer = as_user(office.personas.jule).post(
        f"/anwesenheit/{later.id}/", {"status": "held", "version": 1}, headers=BY_SCRIPT
    )
    assert answer.status_code == 409 and "späteren Tag" in answer.content.decode()


def test_all_held_and_back(office: Office, as_user: AsUser, appointment: Appointment) -> None:
    office.booked(at(13, days_ahead=-1), office.participation("Alma Ahorn"))
    client, day = as_user(office.personas.jule), workday(-1).isoformat()
    assert "Alle 2 offenen: stattgefunden" in client.get(f"/anwesenheit/?day={day}").content.decode()
    page = client.post("/anwesenheit/alle/", {"day": day}, follow=True).content.decode()
    assert "2 Termine: stattgefunden" in page and set(Appointment.objects.values_list("status", flat=True)) == {"held"}
    undo = page[page.index("/termine/rueckgaengig/") :].split('"', 1)[0]
    client.post(undo)
    assert set(Appointment.objects.values_list("status", flat=True)) == {"planned"}


def test_open_appointments_of_earlier_days_stay_on_top(
    office: Office, as_user: AsUser, appointment: Appointment
) -> None:
    page = as_user(office.personas.toni).get("/anwesenheit/").content.decode()
    assert "Noch offen aus früheren Tagen" in page and "Dilan Distel" in page
    mark(by=office.personas.jule, appointment=appointment, version=1, status="excused")
    assert "Noch offen aus" not in as_user(office.personas.toni).get("/anwesenheit/").content.decode()


def test_a_counsellor_marks_their_own_and_no_other(office: Office, as_user: AsUser, appointment: Appointment) -> None:
    form = {"status": "held", "version": 1}
    assert as_user(office.personas.merle).post(f"/anwesenheit/{appointment.id}/", form).status_code == 404
    assert "Dilan Distel" not in as_user(office.personas.merle).get("/anwesenheit/").content.decode()
