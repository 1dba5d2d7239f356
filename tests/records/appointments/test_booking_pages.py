"""Booking, moving, series and absence in the browser: few clicks, conflicts before saving, nothing typed is lost."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.appointments.actions.plans import move
from perspektiv.records.appointments.models import Appointment, AppointmentChange, Room, Status
from perspektiv.records.appointments.moments import local
from perspektiv.records.cases.models import Participation, Referral
from perspektiv.records.people.actions.participants import made_findable
from tests.records.appointments.office import Office, at, workday

AsUser = Callable[[User], Client]


def key(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def sent(**fields: object) -> dict[str, str]:
    return {name: str(value) for name, value in fields.items()}


def form(of: Participation, moment: datetime, **more: object) -> dict[str, Any]:
    counsellor = of.counsellor_id or ""
    return {
        "person": of.participant_id,
        "of": of.id,
        "id": uuid4(),
        "counsellor": counsellor,
        "slot": key(moment),
    } | more


def test_the_next_free_times_of_the_counsellor_are_offered_with_a_room(office: Office, as_user: AsUser) -> None:
    of = office.participation()
    office.booked(at(8, 30), office.participation("Alma Ahorn"))
    page = as_user(office.personas.toni).get("/termine/neu/", sent(person=of.participant_id, day=workday()))
    text = page.content.decode()
    assert f'value="{key(at(10))}" checked' in text, "the first free one is chosen already"
    assert f'value="{key(at(8, 30))}"' not in text
    assert "Raum 1" in text


def test_book_is_one_more_click_and_can_be_taken_back(office: Office, as_user: AsUser) -> None:
    of, client = office.participation(), as_user(office.personas.toni)
    answer = client.post("/termine/neu/", form(of, at(10), place="centre"))
    assert (answer.status_code, answer["Location"]) == (303, f"/termine/?day={workday()}")
    appointment = Appointment.objects.get()
    assert (appointment.starts_at, appointment.room, appointment.counsellor) == (
        at(10),
        office.rooms[0],
        office.personas.jule,
    )
    page = client.get(answer["Location"]).content.decode()
    assert "Gebucht: Dilan Distel" in page
    client.post(page[page.index("/termine/rueckgaengig/") :].split('"', 1)[0])
    assert not Appointment.objects.exists()


def test_a_taken_time_comes_back_with_what_was_typed(office: Office, as_user: AsUser) -> None:
    of = office.participation()
    office.booked(at(10), office.participation("Alma Ahorn"))
    answer = as_user(office.personas.toni).post("/termine/neu/", form(of, at(10), note="Klingel defekt"))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Jule Lerche hat am" in text and "Nächste freie Zeiten" in text and "Klingel defekt" in text
    assert Appointment.objects.count() == 1


def test_a_conflict_is_shown_before_saving(office: Office, as_user: AsUser) -> None:
    of, client = office.participation(), as_user(office.personas.toni)
    office.booked(at(10), office.participation("Alma Ahorn"))
    asked = sent(person=of.participant_id, counsellor=office.personas.jule.id, slot="other", day=workday())
    assert "hat am" in client.get("/termine/pruefen/", asked | {"time": "10:30"}).content.decode()
    free = client.get("/termine/pruefen/", asked | {"time": "11:30"}).content.decode()
    assert "ist frei" in free and "Raum 1" in free


def test_where_no_room_is_left_it_says_so(office: Office, as_user: AsUser) -> None:
    Room.objects.exclude(pk=office.rooms[0].pk).update(in_use=False)
    office.booked(at(10), office.participation(counsellor=office.personas.merle), room=office.rooms[0])
    of = office.participation("Alma Ahorn")
    answer = as_user(office.personas.toni).post("/termine/neu/", form(of, at(10), place="centre"))
    assert answer.status_code == 409 and "kein Raum frei" in answer.content.decode()
    assert as_user(office.personas.toni).post("/termine/neu/", form(of, at(10), place="phone")).status_code == 303


def test_from_a_free_time_one_looks_for_the_person(office: Office, as_user: AsUser) -> None:
    of = office.participation()
    made_findable(of.participant).save()
    wished = sent(day=workday(), time="10:00", counsellor=office.personas.jule.id, q="dis")
    client = as_user(office.personas.toni)
    found = client.get("/termine/neu/", wished, HTTP_HX_REQUEST="true").content.decode()
    assert "Dilan Distel" in found and "<html" not in found
    address = found[found.index("/termine/neu/?person=") :].split('"', 1)[0].replace("&amp;", "&")
    assert f'value="{key(at(10))}" checked' in client.get(address).content.decode()


def test_a_first_talk_is_booked_for_an_open_way_in(office: Office, as_user: AsUser) -> None:
    person = office.participation().participant
    Participation.objects.all().delete()
    way = Referral.objects.create(centre=office.centre, participant=person)
    client = as_user(office.personas.birte)
    assert "Erstansprache" in client.get("/termine/neu/", sent(person=person.id)).content.decode()
    answer = client.post("/termine/neu/", {"person": person.id, "of": way.id, "id": uuid4(), "slot": key(at(10))})
    assert answer.status_code == 303
    assert Appointment.objects.get().kind == "first_contact"


def test_nothing_can_be_booked_where_nothing_runs(office: Office, as_user: AsUser) -> None:
    person = office.participation().participant
    Participation.objects.all().delete()
    page = as_user(office.personas.toni).get("/termine/neu/", sent(person=person.id)).content.decode()
    assert "Es läuft nichts" in page


def test_a_counsellor_books_for_themselves_only(office: Office, as_user: AsUser) -> None:
    of = office.participation()
    client = as_user(office.personas.jule)
    page = client.get("/termine/neu/", sent(person=of.participant_id)).content.decode()
    assert "Jule Lerche" in page and "Merle Amsel" not in page
    answer = client.post("/termine/neu/", form(of, at(10), counsellor=office.personas.merle.id))
    assert answer.status_code == 422 and not Appointment.objects.exists()


def test_moving_in_the_browser(office: Office, as_user: AsUser) -> None:
    appointment, client = office.booked(at(10), room=office.rooms[0]), as_user(office.personas.toni)
    page = client.get(f"/termine/{appointment.id}/verschieben/").content.decode()
    assert f'value="{key(at(10))}"' not in page, "where it is already is not offered"
    answer = client.post(f"/termine/{appointment.id}/verschieben/", {"version": 1, "slot": key(at(15))})
    assert answer.status_code == 303
    appointment.refresh_from_db()
    assert appointment.starts_at == at(15)


@pytest.mark.parametrize("many", [10, pytest.param(200, marks=pytest.mark.soak)])
def test_stale_forms_overwrite_nothing_and_both_texts_are_shown(office: Office, as_user: AsUser, many: int) -> None:
    client = as_user(office.personas.toni)
    appointment, silent = office.booked(at(10, days_ahead=30)), 0
    for n in range(many):
        version, wished = Appointment.objects.get().version, at(8, n % 60, days_ahead=40)
        stored = at(12 + n % 2, n % 60, days_ahead=30 + n % 5)
        fresh = Appointment.objects.get()
        move(by=office.personas.birte, appointment=fresh, version=version, starts_at=stored, room=None)
        answer = client.post(
            f"/termine/{appointment.id}/verschieben/",
            {"version": version, "slot": "other", "day": wished.date(), "time": f"{wished:%H:%M}", "why": f"Bus {n}"},
        )
        silent += Appointment.objects.get().starts_at != stored
        text = answer.content.decode()
        assert answer.status_code == 409 and "jemand anders geändert" in text
        assert f"Bus {n}" in text and f"{stored:%H:%M}" in text, "what was typed, and what is stored"
    assert silent == 0


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_day_beyond_all_calendars_is_said_beside_the_day(office: Office, as_user: AsUser, day: str) -> None:
    appointment, client = office.booked(at(10)), as_user(office.personas.toni)
    typed = sent(version=1, slot="other", day=day, time="10:00")
    for answer in (
        client.post(f"/termine/{appointment.id}/verschieben/", typed),
        client.post("/termine/neu/", form(office.participation("Alma Ahorn"), at(10)) | typed),
    ):
        assert answer.status_code == 422 and "Dieser Tag ist zu weit weg." in answer.content.decode()
    assert client.get(f"/termine/{appointment.id}/verschieben/", typed).status_code == 200
    assert Appointment.objects.get().starts_at == at(10)


CHRISTMAS = date(timezone.localdate().year + 1, 12, 25)


def test_a_closed_day_is_asked_about_once(office: Office, as_user: AsUser) -> None:
    client, moment = as_user(office.personas.toni), local(CHRISTMAS, time(10))
    typed = form(office.participation(), moment, slot="other", day=CHRISTMAS, time="10:00", note="Klingel defekt")
    assert "ist ein Feiertag" in client.get("/termine/pruefen/", typed).content.decode()
    page = client.post("/termine/neu/", typed)
    text = page.content.decode()
    assert page.status_code == 422 and not Appointment.objects.exists()
    assert f"Der 25. Dezember {CHRISTMAS.year} ist ein Feiertag" in text and "Trotzdem buchen?" in text
    assert "Klingel defekt" in text and f'name="anyway" value="{key(moment)}"' in text
    other = client.post("/termine/neu/", typed | {"time": "20:00", "anyway": key(moment)})
    assert other.status_code == 422, "another time is asked about anew"
    assert client.post("/termine/neu/", typed | {"anyway": key(moment)}).status_code == 303
    assert Appointment.objects.get().starts_at == moment


def test_moving_outside_opening_hours_is_asked_about_once(office: Office, as_user: AsUser) -> None:
    appointment, client = office.booked(at(10)), as_user(office.personas.toni)
    address, typed = f"/termine/{appointment.id}/verschieben/", {"version": 1, "slot": key(at(17, 30))}
    page = client.post(address, typed)
    assert page.status_code == 422
    assert "von 8 bis 18 Uhr" in page.content.decode() and "Trotzdem verschieben?" in page.content.decode()
    assert client.post(address, typed | {"anyway": key(at(17, 30))}).status_code == 303
    appointment.refresh_from_db()
    assert appointment.starts_at == at(17, 30)


def test_cancelling_is_two_clicks(office: Office, as_user: AsUser) -> None:
    appointment, client = office.booked(at(10)), as_user(office.personas.toni)
    back = f"http://testserver/termine/?day={workday()}"
    answer = client.post(f"/termine/{appointment.id}/absagen/", {"version": 1, "status": "excused"}, HTTP_REFERER=back)
    assert (answer.status_code, answer["Location"]) == (303, back)
    away = client.post(
        f"/termine/{appointment.id}/absagen/", {"version": 1, "status": "excused"}, HTTP_REFERER="https://example.org/"
    )
    assert away["Location"] == f"/termine/{appointment.id}/", "nobody is sent elsewhere"


def test_the_page_of_an_appointment_tells_its_history(office: Office, as_user: AsUser) -> None:
    appointment, client = office.booked(at(10), room=office.rooms[0]), as_user(office.personas.toni)
    client.post(f"/termine/{appointment.id}/verschieben/", {"version": 1, "slot": key(at(15)), "why": "Bus fällt aus"})
    client.post(
        f"/termine/{appointment.id}/umbesetzen/",
        {"version": 2, "counsellor": office.personas.merle.id, "room": office.rooms[2].id},
    )
    page = client.get(f"/termine/{appointment.id}/").content.decode()
    for told in ("verschoben", "Bus fällt aus", "Toni Zeisig", "Jule Lerche → Merle Amsel", "Raum 3"):
        assert told in page
    stale = client.post(f"/termine/{appointment.id}/umbesetzen/", {"version": 1, "counsellor": "", "why": "Urlaub"})
    assert stale.status_code == 409 and "Urlaub" in stale.content.decode()


def test_a_series_shows_each_date_and_is_booked_together(office: Office, as_user: AsUser) -> None:
    of, client = office.participation(), as_user(office.personas.toni)
    second = at(10, day=workday() + timedelta(weeks=1))
    office.booked(second, office.participation("Alma Ahorn"))
    page = client.get("/termine/serie/", form(of, at(10), place="centre")).content.decode()
    assert page.count('name="at"') == 8 and "10:00 ist belegt" in page
    chosen = [f"{key(at(10, day=workday() + timedelta(weeks=n)))}|{office.rooms[0].id}" for n in range(8) if n != 1]
    answer = client.post("/termine/serie/", form(of, at(10), at=[*chosen, ""]))
    assert answer["Location"] == f"/personen/{of.participant_id}/termine/"
    assert Appointment.objects.filter(participation=of).count() == 7
    assert "7 Termine gebucht" in client.get(answer["Location"]).content.decode()


def test_a_series_goes_no_further_than_the_units_that_are_left_unless_it_is_meant(
    office: Office, as_user: AsUser
) -> None:
    of, client = office.participation(), as_user(office.personas.toni)
    of.units_planned = 3
    of.save()
    office.booked(at(8, 30), of)
    page = client.get("/termine/serie/", form(of, at(10))).content.decode()
    assert "Von 3 Einheiten sind noch 2 frei." in page and "2 Termine buchen" in page
    more = client.get("/termine/serie/", form(of, at(10), count=4)).content.decode()
    assert "2 gewählte Tage gehen darüber hinaus." in more and "4 Termine buchen" in more
    of.units_planned = 1
    of.save()
    none = client.get("/termine/serie/", form(of, at(10))).content.decode()
    assert "Alle Einheiten (1) haben stattgefunden oder sind gebucht" in none
    assert "0 Termine" not in none and "Gewählte buchen" in none


def test_what_was_left_out_of_a_series_stays_left_out(office: Office, as_user: AsUser) -> None:
    of, client = office.participation(), as_user(office.personas.toni)
    of.units_planned = 1
    of.save()
    office.booked(at(8, 30), of)
    nothing = form(of, at(10), count=4, at=[""] * 4)
    for _enter in range(2):
        answer = client.post("/termine/serie/", nothing)
        page = answer.content.decode()
        assert answer.status_code == 409 and "Es ist kein Termin gewählt" in page
        assert "darüber hinaus" not in page and page.count('value="" selected') == 4
    taken = at(10, day=workday() + timedelta(weeks=2))
    office.booked(taken, office.participation("Alma Ahorn"))
    refused = client.post("/termine/serie/", form(of, at(10), count=4, at=["", f"{key(taken)}|", "", ""]))
    page = refused.content.decode()
    assert refused.status_code == 409 and page.count('value="" selected') == 3
    assert Appointment.objects.filter(participation=of).count() == 1


def test_a_series_is_planned_without_anything_secret_or_typed_in_the_address(office: Office, as_user: AsUser) -> None:
    of, client = office.participation(), as_user(office.personas.toni)
    sent = form(of, at(10), instead="series", csrfmiddlewaretoken="geheim", note="bringt Unterlagen mit")
    address = client.post("/termine/neu/", sent)["Location"]
    assert address.startswith("/termine/serie/?person=")
    assert "geheim" not in address and "csrf" not in address and "Unterlagen" not in address
    assert client.get(address).content.decode().count('name="at"') == 8
    assert not Appointment.objects.exists()


def test_without_scripts_free_times_are_shown_again_and_nothing_typed_is_lost(office: Office, as_user: AsUser) -> None:
    of, client = office.participation(), as_user(office.personas.toni)
    page = client.post("/termine/neu/", form(of, at(10), instead="times", note="bringt Unterlagen mit"))
    assert page.status_code == 200 and "bringt Unterlagen mit" in page.content.decode()
    appointment = office.booked(at(10))
    sent = {"instead": "times", "why": "Zug", "version": 1}
    page = client.post(f"/termine/{appointment.id}/verschieben/", sent)
    assert page.status_code == 200 and 'value="Zug"' in page.content.decode()
    assert Appointment.objects.count() == 1


def test_a_date_that_was_taken_meanwhile_books_nothing(office: Office, as_user: AsUser) -> None:
    of, client = office.participation(), as_user(office.personas.toni)
    office.booked(at(10), office.participation("Alma Ahorn"))
    times = [key(at(10, day=workday() + timedelta(weeks=n))) + "|" for n in range(8)]
    answer = client.post("/termine/serie/", form(of, at(10), at=times))
    assert answer.status_code == 409 and "Nichts wurde gebucht" in answer.content.decode()
    assert Appointment.objects.count() == 1


def test_a_counsellor_is_absent_for_a_day(office: Office, as_user: AsUser) -> None:
    of, client = office.participation(), as_user(office.personas.toni)
    of.participant.phone = "0221 555 0107"
    of.participant.save()
    office.booked(at(10), of)
    office.booked(at(13), office.participation("Alma Ahorn"))
    where = f"/termine/ausfall/?day={workday()}&counsellor={office.personas.jule.id}"
    assert "2 Termine absagen" in client.get(where).content.decode()
    sent = {"day": workday(), "counsellor": office.personas.jule.id, "id": uuid4()}
    for _ in range(2):
        page = client.post("/termine/ausfall/", sent, follow=True).content.decode()
        assert "2 Personen anrufen" in page and "0221 555 0107" in page
    assert AppointmentChange.objects.filter(kind="cancelled").count() == 2
    assert set(Appointment.objects.values_list("status", flat=True)) == {Status.CANCELLED_BY_CENTRE}


def test_whom_something_runs_for_comes_first_and_the_others_lead_to_a_way_in(office: Office, as_user: AsUser) -> None:
    idle, runs = office.participation("Ada Zypresse").participant, office.participation("Zita Zypresse")
    Participation.objects.filter(participant=idle).update(ended_on=workday(-30), ending="regular")
    for person in (idle, runs.participant):
        made_findable(person)
        person.save()
    page = as_user(office.personas.toni).get("/termine/neu/", sent(q="zypr")).text
    assert page.index(f"?person={runs.participant_id}") < page.index(f"/personen/{idle.pk}/")
    assert f"?person={idle.pk}" not in page
    assert "Einstiegsberatung" in page and "es läuft nichts: Zugang anlegen" in page
