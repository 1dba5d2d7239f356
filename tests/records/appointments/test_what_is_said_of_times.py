"""What booking says of times: one thing at a time, nothing chosen unseen, no time that no clock shows."""

from collections.abc import Callable
from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import User
from perspektiv.records.appointments.actions.bookings import book
from perspektiv.records.appointments.actions.offered_slots import offer
from perspektiv.records.appointments.actions.plans import move
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.appointments.moments import holiday, local, moment_of, skipped, typed
from perspektiv.records.appointments.weekly import planned, weekly
from perspektiv.records.cases.models import Participation
from tests.records.appointments.office import Office, at, workday

AsUser = Callable[[User], Client]

FORWARD, BACK = date(2027, 3, 28), date(2027, 10, 31)
"""Sundays on which the clocks change."""


def asked(of: Participation, **more: object) -> dict[str, str]:
    fields = {"person": of.participant_id, "of": of.id, "counsellor": of.counsellor_id or ""} | more
    return {name: str(value) for name, value in fields.items()}


def test_a_wished_time_that_is_taken_meanwhile_is_said_and_no_other_is_chosen_instead(
    office: Office, as_user: AsUser
) -> None:
    of, client = office.participation(), as_user(office.personas.toni)
    office.booked(at(10), office.participation("Alma Ahorn"))
    page = client.get("/termine/neu/", asked(of, day=workday(), time="10:00")).content.decode()
    assert "10:00 Uhr ist inzwischen vergeben" in page
    times = page[page.index('<fieldset class="pv-times">') :].split("</fieldset>")[0]
    assert " checked" not in times and f'value="{workday()}T08:30"' in times
    blind = client.post("/termine/neu/", asked(of, id=uuid4(), day=workday(), time="", place="centre"))
    times = blind.content.decode().split('<fieldset class="pv-times">')[1].split("</fieldset>")[0]
    assert blind.status_code == 422 and " checked" not in times, "nor after Enter"
    assert Appointment.objects.count() == 1


def test_going_back_after_booking_says_that_the_person_has_that_day(office: Office, as_user: AsUser) -> None:
    of, client = office.participation(), as_user(office.personas.toni)
    office.booked(at(10), of)
    page = client.get("/termine/neu/", asked(of, day=workday(), time="10:00")).content.decode()
    assert "Dilan Distel hat am" in page and "schon einen Termin: 10:00." in page
    assert "kommt an diesem Tag ohnehin" in page
    other = client.get("/termine/neu/", asked(office.participation("Alma Ahorn"), day=workday())).content.decode()
    assert "schon einen Termin" not in other


def test_an_unusual_time_is_not_called_free(office: Office, as_user: AsUser) -> None:
    of, client = office.participation(), as_user(office.personas.toni)
    for day, hour, why in (
        (workday(), "03:00", "geöffnet"),
        (date(2026, 12, 25), "10:00", "Feiertag"),
        (date(2027, 1, 3), "10:00", "Sonntag"),
    ):
        said = client.get("/termine/pruefen/", asked(of, slot="other", day=day, time=hour)).content.decode()
        assert why in said and "ist frei" not in said
        moving = office.booked(at(10))
        wish = {"slot": "other", "day": str(day), "time": hour}
        said = client.get(f"/termine/{moving.id}/pruefen/", wish).content.decode()
        assert why in said and "ist frei" not in said
        moving.delete()


def test_a_time_that_is_over_is_not_called_free(office: Office, as_user: AsUser) -> None:
    of, client = office.participation(), as_user(office.personas.toni)
    day = timezone.localdate() - timedelta(days=1)
    while day.weekday() > 4 or holiday(day):
        day -= timedelta(days=1)
    said = client.get("/termine/pruefen/", asked(of, slot="other", day=day, time="10:00")).content.decode()
    assert "Diese Zeit ist vorbei" in said and "Zum Nachtragen stimmt das" in said and "ist frei" not in said
    moving = office.booked(at(10))
    wish = {"slot": "other", "day": str(day), "time": "11:30"}
    assert "Diese Zeit ist vorbei" in client.get(f"/termine/{moving.id}/pruefen/", wish).content.decode()


def test_a_time_over_which_the_clocks_go_forward_is_refused(office: Office, as_user: AsUser) -> None:
    of, client = office.participation(), as_user(office.personas.toni)
    fields = asked(of, slot="other", day=FORWARD, time="02:30")
    said = client.get("/termine/pruefen/", fields).content.decode()
    assert "02:30 Uhr gibt es am 28. März 2027 nicht" in said and "ist frei" not in said
    answer = client.post("/termine/neu/", fields | {"id": str(uuid4()), "anyway": f"{FORWARD}T02:30"})
    assert answer.status_code == 422 and answer.content.decode().count("02:30 Uhr gibt es am") == 1
    assert "02:30 Uhr gibt es am" in client.get("/termine/neu/", asked(of, day=FORWARD, time="02:30")).content.decode()
    assert not Appointment.objects.exists()


def test_nor_is_an_appointment_moved_there(office: Office, as_user: AsUser) -> None:
    booked, client = office.booked(at(10)), as_user(office.personas.toni)
    fields = {"slot": "other", "day": str(FORWARD), "time": "02:30", "version": str(booked.version)}
    assert "02:30 Uhr gibt es" in client.get(f"/termine/{booked.id}/pruefen/", fields).content.decode()
    answer = client.post(f"/termine/{booked.id}/verschieben/", fields | {"anyway": f"{FORWARD}T02:30"})
    assert answer.status_code == 422 and "02:30 Uhr gibt es" in answer.content.decode()
    booked.refresh_from_db()
    assert booked.starts_at == at(10)


def test_nor_proposed_offered_or_planned_in_a_series(office: Office, as_user: AsUser) -> None:
    with pytest.raises(Refused, match="gibt es am"):
        moment_of(f"{FORWARD}T02:30")
    of, client = office.participation(), as_user(office.personas.toni)
    answer = client.post(f"/termine/zu-dritt/{of.id}/", {"at": f"{FORWARD}T02:30"})
    assert answer.status_code == 409 and "gibt es am" in answer.content.decode()
    answer = client.post("/termine/angebot/", {"offer": f"{FORWARD}T02:30", "counsellor": office.personas.jule.id})
    assert answer.status_code == 409 and "gibt es am" in answer.content.decode()
    first = FORWARD - timedelta(weeks=1)
    occasions = planned(office.centre, office.personas.jule, weekly(first, time(2, 30), 3))
    assert [occasion.skipped for occasion in occasions] == [False, True, False]
    assert occasions[1].slot is None
    page = client.get("/termine/serie/", asked(of, slot=f"{first}T02:30", count=2)).content.decode()
    assert "gibt es an diesem Tag nicht" in page


def test_a_time_that_comes_twice_is_the_first_and_nothing_is_said(office: Office, as_user: AsUser) -> None:
    assert not skipped(local(BACK, time(2, 30)))
    assert typed(BACK, time(2, 30)).utcoffset() == timedelta(hours=2), "still summer time"
    of, client = office.participation(), as_user(office.personas.toni)
    said = client.get("/termine/pruefen/", asked(of, slot="other", day=BACK, time="02:30")).content.decode()
    assert "gibt es am" not in said


def test_a_conflict_in_the_past_offers_times_from_now_on(office: Office) -> None:
    of, past = office.participation(), at(10, days_ahead=-7)
    office.booked(past, office.participation("Alma Ahorn"))
    with pytest.raises(Refused) as refused:
        book(by=office.personas.toni, of=of, starts_at=past, counsellor=office.personas.jule, room=None, place="phone")
    days = [timezone.localdate() + timedelta(days=n) for n in range(14)]
    next_times = str(refused.value).split("Nächste freie Zeiten: ")[1]
    assert any(next_times[3:].startswith(f"{day.day}. ") for day in days)
    later = office.booked(at(15))
    with pytest.raises(Refused) as refused:
        move(by=office.personas.toni, appointment=later, version=later.version, starts_at=past, room=None)
    assert next_times in str(refused.value)


def test_one_more_than_agreed_is_hinted_at_but_never_refused(office: Office, as_user: AsUser) -> None:
    of, client = office.participation(), as_user(office.personas.toni)
    Participation.objects.filter(pk=of.pk).update(units_planned=1)
    assert "Alle Einheiten" not in client.get("/termine/neu/", asked(of)).content.decode()
    office.booked(at(10), of)
    assert "Alle Einheiten (1)" in client.get("/termine/neu/", asked(of)).content.decode()
    assert "Alle Einheiten" not in client.get("/termine/neu/", asked(of, kind="closing_talk")).content.decode()
    answer = client.post("/termine/neu/", asked(of, id=uuid4(), slot=f"{workday()}T15:00", place="phone"))
    assert answer.status_code == 303


def test_where_nothing_is_free_it_says_why(office: Office, as_user: AsUser) -> None:
    of, client = office.participation(), as_user(office.personas.toni)
    jule = office.personas.jule
    offer(by=jule, centre=office.centre, counsellor=jule, times=[at(10)])
    page = client.get("/termine/neu/", asked(of, day=workday() + timedelta(days=1))).content.decode()
    assert "Jule Lerche bietet nach dem" in page and "keine Zeiten an" in page
    office.booked(at(10), office.participation("Alma Ahorn"))
    page = client.get("/termine/neu/", asked(of)).content.decode()
    assert "Alle Zeiten, die Jule Lerche in den nächsten zwölf Wochen anbietet, sind vergeben" in page


def test_a_series_without_a_first_time_asks_for_one_where_it_is_chosen(office: Office, as_user: AsUser) -> None:
    of, client = office.participation(), as_user(office.personas.toni)
    answer = client.post("/termine/neu/", asked(of, id=uuid4(), slot="other", day=workday(), instead="series"))
    assert answer.status_code == 422 and "Bitte wählen Sie eine Zeit." in answer.content.decode()
    assert "Als wöchentliche Serie" in answer.content.decode()
    page = client.get("/termine/serie/", asked(of)).content.decode()
    assert "Zeit wählen" in page


def test_what_the_person_had_earlier_today_is_not_said_of_later_days(
    office: Office, monkeypatch: pytest.MonkeyPatch, as_user: AsUser
) -> None:
    of, day = office.participation(), workday()
    office.booked(at(10), of)
    for now, said in ((at(9), True), (at(22), False)):
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        page = as_user(office.personas.toni).get("/termine/neu/", asked(of, day=day)).content.decode()
        assert "Termin buchen" in page and ("schon einen Termin: 10:00." in page) is said
