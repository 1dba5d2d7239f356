"""The calendar: week by counsellor and by room, the list that can do the same, conflicts, moving, paper."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.access.roles import Role
from perspektiv.records.appointments.actions.opening import add_closing_day
from perspektiv.records.appointments.actions.plans import move
from perspektiv.records.appointments.models import Appointment, end_of
from perspektiv.records.appointments.slots import key_of
from perspektiv.records.people.models import Care, Participant
from tests.records.appointments.office import Office, at, workday
from tests.records.appointments.test_lists import crowded
from tests.records.personas import make_user

AsUser = Callable[[User], Client]
WEEK = "/termine/woche/"


def shown(client: Client, address: str = WEEK, **asked: str) -> str:
    answer = client.get(address, {"day": workday().isoformat(), **asked})
    assert answer.status_code == 200
    return answer.content.decode()


def doubled(office: Office) -> Appointment:
    """An appointment of Merle's from another calendar, in the room and at the time of one of Jule's."""
    first = office.booked(at(10), room=office.rooms[0])
    other = office.booked(at(15), office.participation("Alma Ahorn", office.personas.merle), room=office.rooms[0])
    Appointment.objects.filter(pk=other.pk).update(
        source_key="kalender:1", starts_at=first.starts_at, ends_at=first.ends_at
    )
    return other


class TestTheWeek:
    def test_has_three_views_that_keep_the_day(self, office: Office, as_user: AsUser) -> None:
        page, day = shown(as_user(office.personas.toni)), f"day={workday().isoformat()}"
        for address in (f"/termine/woche/?{day}", f"/termine/woche/?{day}&amp;by=rooms", f"/termine/?{day}"):
            assert f'href="{address}"' in page

    def test_has_the_agenda_of_the_chosen_day_at_the_side(self, office: Office, as_user: AsUser) -> None:
        office.booked(at(10))
        agenda = shown(as_user(office.personas.toni)).split('id="agenda"')[1]
        assert "Dilan Distel" in agenda

    def test_by_room_shows_who_counsels_there_and_what_is_free(self, office: Office, as_user: AsUser) -> None:
        office.booked(at(10), room=office.rooms[1])
        office.booked(at(13, 30), office.participation("Alma Ahorn"))
        page = shown(as_user(office.personas.toni), by="rooms")
        lines = page.split('class="pv-cal__who"')[1:]
        assert [line.split(">")[1].split("<")[0] for line in lines] == ["Raum 1", "Raum 2", "Raum 3", "Ohne Raum"]
        day = f"day={workday().isoformat()}"
        assert f"{day}&amp;time=10:00&amp;room={office.rooms[0].id}" in lines[0]
        assert f"{day}&amp;time=10:00&amp;room={office.rooms[1].id}" not in lines[1]
        assert "Distel" in lines[1] and "Ahorn" in lines[3]

    def test_a_room_that_others_have_is_taken_for_a_counsellor_without_a_name(
        self, office: Office, as_user: AsUser
    ) -> None:
        office.booked(at(10), office.participation("Alma Ahorn", office.personas.merle), room=office.rooms[0])
        page = shown(as_user(office.personas.jule), by="rooms")
        assert "belegt" in page and "Ahorn" not in page

    def test_a_substitute_sees_that_the_other_counsellor_is_taken_and_not_by_whom(
        self, office: Office, as_user: AsUser
    ) -> None:
        merle, jule = office.personas.merle, office.personas.jule
        cared_for = office.participation("Clara Clematis", merle)
        Care.objects.create(centre=office.centre, participant=cared_for.participant, user=jule, since=timezone.now())
        office.booked(at(8, 30), cared_for)
        office.booked(at(10), office.participation("Alma Ahorn", merle))
        page = shown(as_user(jule))
        line = next(part for part in page.split('class="pv-cal__who"')[1:] if "Merle Amsel" in part.split("</h2>")[0])
        assert "Clematis" in line and line.count("pv-slot--taken") == 1 and "<b>10:00</b>" in line
        assert "Ahorn" not in page and "pv-slot--free" not in line.split("</section>")[0]

    def test_a_time_is_free_only_where_a_room_is(self, office: Office, as_user: AsUser) -> None:
        for n, name in enumerate(("Alma Ahorn", "Bekir Birke", "Clara Clematis")):
            other = make_user(office.centre, f"Berit{n}", "Dompfaff", Role.COUNSELLOR)
            office.booked(at(10), office.participation(name, other), room=office.rooms[n])
        page, day = shown(as_user(office.personas.toni)), f"day={workday().isoformat()}"
        assert f"{day}&amp;time=08:30&amp;counsellor={office.personas.jule.id}" in page
        assert f"{day}&amp;time=10:00&amp;counsellor={office.personas.jule.id}" not in page

    def test_names_holidays_and_closing_days_and_offers_nothing_then(self, office: Office, as_user: AsUser) -> None:
        day = workday()
        add_closing_day(by=office.personas.ada, centre=office.centre, starts_on=day, ends_on=day, name="Fortbildung")
        page = shown(as_user(office.personas.toni))
        assert "Fortbildung" in page and f"day={day.isoformat()}&amp;time=" not in page

    def test_marks_today(self, office: Office, as_user: AsUser) -> None:
        page = shown(as_user(office.personas.toni), day=workday(0).isoformat())
        assert ("Heute<b>" in page) == (workday(0) == timezone.localdate())

    @pytest.mark.parametrize("by", ["counsellors", "rooms"])
    def test_needs_the_same_queries_for_two_hundred(self, office: Office, as_user: AsUser, by: str) -> None:
        client, counts = as_user(office.personas.toni), list[int]()
        for many in (10, 190):
            crowded(office, many)
            shown(client, day=workday(0).isoformat(), by=by)
            with CaptureQueriesContext(connection) as queries:
                shown(client, day=workday(0).isoformat(), by=by)
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 25


class TestConflicts:
    def test_are_named_with_a_way_to_solve_them(self, office: Office, as_user: AsUser) -> None:
        other = doubled(office)
        for page in (shown(as_user(office.personas.toni)), shown(as_user(office.personas.toni), "/termine/")):
            assert "Raum 1 ist am" in page and "doppelt belegt: Alma Ahorn und Dilan Distel" in page
            assert f"/termine/{other.id}/verschieben/" in page
        assert shown(as_user(office.personas.toni)).count("pv-slot--clash") == 2

    def test_are_solved_by_the_same_time_in_another_room(self, office: Office, as_user: AsUser) -> None:
        other = doubled(office)
        page = shown(as_user(office.personas.toni), f"/termine/{other.id}/verschieben/", day="")
        first = page.split('name="slot"')[1]
        assert key_of(at(10)) in first and "Raum 2" in first and "checked" in first

    def test_of_the_same_counsellor_are_named_too(self, office: Office, as_user: AsUser) -> None:
        other = doubled(office)
        Appointment.objects.filter(pk=other.pk).update(counsellor=office.personas.jule, room=None)
        assert "Jule Lerche hat am" in shown(as_user(office.personas.toni))

    def test_are_gone_once_one_is_moved_or_over(self, office: Office, as_user: AsUser) -> None:
        other = doubled(office)
        other.refresh_from_db()
        move(by=office.personas.toni, appointment=other, version=1, starts_at=at(15), room=office.rooms[1])
        assert "doppelt belegt" not in shown(as_user(office.personas.toni))

    def test_of_the_past_are_history(self, office: Office, as_user: AsUser) -> None:
        doubled(office)
        before = at(10, days_ahead=-7)
        Appointment.objects.update(source_key="alt", starts_at=before, ends_at=end_of(before, 75))
        assert "doppelt belegt" not in shown(as_user(office.personas.toni), day=workday(-7).isoformat())


class TestTheList:
    def test_offers_the_same_free_times_as_the_grid(self, office: Office, as_user: AsUser) -> None:
        office.booked(at(10))
        client = as_user(office.personas.toni)
        in_list = set(_bookings(shown(client, "/termine/")))
        in_grid = {one for one in _bookings(shown(client)) if workday().isoformat() in one}
        assert in_list == in_grid and len(in_list) == 11

    def test_moves_and_cancels_what_the_grid_moves(self, office: Office, as_user: AsUser) -> None:
        booked = office.booked(at(10))
        page = shown(as_user(office.personas.toni), "/termine/")
        assert f"/termine/{booked.id}/verschieben/" in page and f"/termine/{booked.id}/absagen/" in page

    def test_of_one_counsellor(self, office: Office, as_user: AsUser) -> None:
        office.booked(at(10))
        office.booked(at(10), office.participation("Alma Ahorn", office.personas.merle))
        page = shown(as_user(office.personas.toni), "/termine/", counsellor=str(office.personas.merle.id))
        assert "Alma Ahorn" in page and "Dilan Distel" not in page


def _bookings(page: str) -> list[str]:
    found = [part.split('"')[0] for part in page.split('href="/termine/neu/?')[1:]]
    return [one.replace("&amp;back=counsellors", "") for one in found if "time=" in one]


class TestMovingInTheGrid:
    @pytest.fixture
    def booked(self, office: Office) -> Appointment:
        return office.booked(at(10), room=office.rooms[0])

    def sent(self, version: int = 1, **wish: str) -> dict[str, Any]:
        return {"version": version, "slot": key_of(at(15)), "room": "", "back": "counsellors", **wish}

    def test_leads_back_to_the_appointment_in_the_grid(
        self, office: Office, as_user: AsUser, booked: Appointment
    ) -> None:
        answer = as_user(office.personas.toni).post(f"/termine/{booked.id}/verschieben/", self.sent())
        assert answer.status_code == 303
        assert answer["Location"] == f"/termine/woche/?day={workday().isoformat()}#slot-{booked.id}"
        booked.refresh_from_db()
        assert booked.starts_at == at(15)

    def test_into_another_room_at_the_same_time(self, office: Office, as_user: AsUser, booked: Appointment) -> None:
        wish = self.sent(slot=key_of(at(10)), room=str(office.rooms[2].id), back="rooms")
        answer = as_user(office.personas.toni).post(f"/termine/{booked.id}/verschieben/", wish)
        assert "by=rooms" in answer["Location"]
        booked.refresh_from_db()
        assert booked.room == office.rooms[2]
        assert "undo:/termine/rueckgaengig/" in str(next(iter(get_messages(answer.wsgi_request))).tags)

    def test_says_before_what_stands_against_it(self, office: Office, as_user: AsUser, booked: Appointment) -> None:
        client, address = as_user(office.personas.toni), f"/termine/{booked.id}/pruefen/"
        assert "ist frei" in client.get(address, {"slot": key_of(at(15))}).content.decode()
        office.booked(at(15), office.participation("Alma Ahorn"))
        said = client.get(address, {"slot": key_of(at(15))}).content.decode()
        assert "Jule Lerche hat am" in said and "Nächste freie Zeiten" in said
        assert client.get(address, {"slot": "neulich"}).content.decode().strip() == ""
        booked.refresh_from_db()
        assert booked.starts_at == at(10)

    def test_a_time_that_was_taken_meanwhile_is_refused_with_the_next_free_ones(
        self, office: Office, as_user: AsUser, booked: Appointment
    ) -> None:
        office.booked(at(15), office.participation("Alma Ahorn"))
        answer = as_user(office.personas.toni).post(f"/termine/{booked.id}/verschieben/", self.sent())
        page = answer.content.decode()
        assert answer.status_code == 409
        assert (
            "Jule Lerche hat am" in page
            and "Nächste freie Zeiten" in page
            and 'name="back" value="counsellors"' in page
        )

    def test_what_somebody_else_moved_meanwhile_shows_both_times(
        self, office: Office, as_user: AsUser, booked: Appointment
    ) -> None:
        move(by=office.personas.jule, appointment=booked, version=1, starts_at=at(11, 30), room=None)
        answer = as_user(office.personas.toni).post(f"/termine/{booked.id}/verschieben/", self.sent())
        page = answer.content.decode()
        assert answer.status_code == 409 and "jemand anders geändert" in page
        assert "11:30" in page and "Ihr Wunsch war" in page and "15:00 Uhr" in page
        booked.refresh_from_db()
        assert booked.starts_at == at(11, 30)


class TestBookingFromTheGrid:
    def test_the_people_looked_at_last_are_offered_first(self, office: Office, as_user: AsUser) -> None:
        client = as_user(office.personas.toni)
        for name in ("Alma Ahorn", "Bekir Birke"):
            client.get(f"/personen/{office.participation(name).participant_id}/termine/")
        page = client.get("/termine/neu/", {"day": workday().isoformat(), "time": "10:00"}).content.decode()
        assert "Zuletzt angesehen" in page
        assert page.index("Bekir Birke") < page.index("Alma Ahorn")

    def test_nobody_is_offered_whom_one_may_not_book_for(self, office: Office, as_user: AsUser) -> None:
        person = office.participation("Alma Ahorn").participant
        client = as_user(office.personas.jule)
        client.get(f"/personen/{person.id}/termine/")
        Participant.objects.get(pk=person.pk).cares.update(until=timezone.now() - timedelta(days=100))
        assert "Alma Ahorn" not in client.get("/termine/neu/").content.decode()

    def test_a_free_time_of_a_room_books_that_room(self, office: Office, as_user: AsUser) -> None:
        of, client = office.participation(), as_user(office.personas.toni)
        asked = {"person": str(of.participant_id), "day": workday().isoformat(), "time": "10:00"}
        page = client.get("/termine/neu/", asked | {"room": str(office.rooms[2].id), "back": "rooms"}).content.decode()
        assert f'<option value="{office.rooms[2].id}" selected>' in page
        first = page.split('name="slot"')[1]
        assert "10:00" in first and "Raum 3" in first and "checked" in first


def test_the_week_on_paper(office: Office, as_user: AsUser) -> None:
    office.booked(at(10), room=office.rooms[0])
    page = as_user(office.personas.toni).get(f"/termine/wochenplan/{workday()}/").content.decode()
    assert "Plan der Woche" in page and "Dilan Distel" in page and "Jule Lerche<small>Raum 1</small>" in page
    assert TrailRow.objects.filter(what="week_list.read").count() == 1


def test_what_people_are_called_stays_text(office: Office, as_user: AsUser) -> None:
    office.booked(at(10), office.participation('Eve <b>"Efeu"</b>'), room=office.rooms[0])
    for by in ("counsellors", "rooms"):
        page = shown(as_user(office.personas.toni), by=by)
        assert "&lt;b&gt;" in page and "<b>&quot;" not in page and '<b>"Efeu"' not in page
