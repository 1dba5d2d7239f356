"""The day, the week, the paper: what they show, to whom, and with how many queries."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.appointments.actions.marks import mark
from perspektiv.records.appointments.actions.plans import cancel
from perspektiv.records.appointments.entries import entries
from perspektiv.records.appointments.models import Appointment, Status, end_of
from perspektiv.records.appointments.moments import monday_of
from tests.records.appointments.office import Office, at, workday

AsUser = Callable[[User], Client]


def test_the_assistant_sees_the_whole_day_in_order(office: Office, as_user: AsUser) -> None:
    office.booked(at(15), office.participation("Alma Ahorn", office.personas.merle))
    office.booked(at(10), room=office.rooms[0])
    page = as_user(office.personas.toni).get("/termine/", {"day": workday().isoformat()}).content.decode()
    assert page.index("Dilan Distel") < page.index("Alma Ahorn")
    assert "Raum 1" in page and "Einheit 1/8" in page
    assert TrailRow.objects.filter(what="day.read").count() == 1


def test_a_counsellor_sees_their_own_only(office: Office, as_user: AsUser) -> None:
    office.booked(at(15), office.participation("Alma Ahorn", office.personas.merle))
    office.booked(at(10))
    page = as_user(office.personas.jule).get("/termine/", {"day": workday().isoformat()}).content.decode()
    assert "Dilan Distel" in page and "Alma Ahorn" not in page


def test_a_day_that_makes_no_sense_is_today(office: Office, as_user: AsUser) -> None:
    client = as_user(office.personas.toni)
    for day in ("2026-13-45", "morgen", "0001-01-01", ""):
        assert client.get("/termine/", {"day": day}).status_code == 200
    assert client.get("/termine/tagesliste/2026-13-45/").status_code == 404


def test_cancelled_appointments_stay_in_sight_with_who_cancelled(office: Office, as_user: AsUser) -> None:
    appointment = office.booked(at(10))
    cancel(by=office.personas.toni, appointment=appointment, version=1, status="cancelled_by_jobcoach")
    client = as_user(office.personas.toni)
    assert "Jobcoach sagte ab" in client.get("/termine/", {"day": workday().isoformat()}).content.decode()
    assert "Dilan Distel" not in client.get(f"/termine/tagesliste/{workday()}/").content.decode()


def test_the_week_shows_who_is_booked_and_what_is_free(office: Office, as_user: AsUser) -> None:
    office.booked(at(10), room=office.rooms[0])
    page = as_user(office.personas.toni).get("/termine/woche/", {"day": workday().isoformat()}).content.decode()
    assert "Jule Lerche" in page and "Merle Amsel" in page
    jule = page[page.index("Jule Lerche</h2") if "Jule Lerche</h2" in page else page.index("Jule Lerche<small") :]
    day = f"day={workday().isoformat()}"
    assert f"{day}&amp;time=08:30&amp;counsellor={office.personas.jule.id}" in jule
    assert f"{day}&amp;time=10:00&amp;counsellor={office.personas.jule.id}" not in page


def test_the_week_of_one_counsellor(office: Office, as_user: AsUser) -> None:
    office.booked(at(10))
    office.booked(at(10), office.participation("Alma Ahorn", office.personas.merle))
    page = as_user(office.personas.toni).get(
        "/termine/woche/", {"day": workday().isoformat(), "counsellor": str(office.personas.merle.id)}
    )
    assert "Alma Ahorn" in page.content.decode() and "Dilan Distel" not in page.content.decode()


def test_the_paper_has_a_box_for_everything_that_can_happen(office: Office, as_user: AsUser) -> None:
    office.booked(at(10), room=office.rooms[0])
    page = as_user(office.personas.toni).get(f"/termine/tagesliste/{workday()}/").content.decode()
    assert page.count('class="box"') == 5
    assert "Jule Lerche, Raum 1" in page


def crowded(office: Office, many: int) -> None:
    """So many appointments this week, the day with most of them today; of several people, some missed."""
    cases = [office.participation(f"Person {n}") for n in range(7)]
    day = workday(0)
    Appointment.objects.bulk_create(
        Appointment(
            centre=office.centre,
            source_key=f"{many}-{n}",
            participant=cases[n % 7].participant,
            participation=cases[n % 7],
            counsellor=office.personas.jule if n % 2 else office.personas.merle,
            room=office.rooms[n % 3],
            starts_at=at(8, n % 60, day=day if n % 3 else monday_of(day) + timedelta(days=n % 5)),
            ends_at=end_of(at(8, n % 60, day=day if n % 3 else monday_of(day) + timedelta(days=n % 5)), 75),
            status=Status.PLANNED if n % 4 else Status.HELD,
        )
        for n in range(many)
    )


@pytest.mark.parametrize(
    "address", ["/termine/", "/termine/woche/", "/anwesenheit/", "/termine/ausfall/", "/termine/tagesliste/"]
)
def test_the_number_of_queries_does_not_grow(office: Office, as_user: AsUser, address: str) -> None:
    client, counts = as_user(office.personas.toni), list[int]()
    where = f"{address}{workday(0)}/" if address.endswith("liste/") else f"{address}?day={workday(0)}"
    for many in (10, 190):
        crowded(office, many)
        client.get(where)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(where).status_code == 200
        counts.append(len(queries))
    rest = address == "/anwesenheit/"  # open ones of earlier days are counted once there are more than it lists
    assert counts[0] <= counts[1] <= counts[0] + rest <= 30


def test_the_part_of_the_file_counts_its_queries(office: Office, as_user: AsUser) -> None:
    of, client, counts = office.participation(), as_user(office.personas.toni), list[int]()
    for many in (3, 30):
        for n in range(many):
            starts_at = at(8, days_ahead=-1) - timedelta(days=len(counts) * 100 + n)
            if starts_at.date() > of.started_on:
                appointment = office.booked(starts_at, of)
                mark(by=office.personas.toni, appointment=appointment, version=1, status=Status.HELD)
        client.get(f"/personen/{of.participant_id}/termine/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/personen/{of.participant_id}/termine/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("day", [date.min, date.max])
def test_on_a_day_beyond_all_calendars_there_is_nothing(db: None, day: date) -> None:
    assert not Appointment.objects.on_day(day).exists()


def test_units_are_numbered_as_the_board_counts_them(office: Office) -> None:
    """Missed ones and the closing talk are none: nobody stands in unit nine of eight."""
    running = office.participation()
    held, missed = office.booked(at(10, days_ahead=-14), running), office.booked(at(10, days_ahead=-7), running)
    for one, status in ((held, Status.HELD), (missed, Status.NO_SHOW)):
        mark(by=office.personas.toni, appointment=one, version=one.version, status=status)
    planned, talk = office.booked(at(10, days_ahead=7), running), office.booked(at(10, days_ahead=14), running)
    Appointment.objects.filter(pk=talk.pk).update(kind=Appointment.Kind.CLOSING_TALK)
    shown = {row.id: row.unit for row in entries(Appointment.objects.all())}
    assert [shown[one.pk] for one in (held, missed, planned, talk)] == ["1/8", "", "2/8", ""]


def test_people_of_one_family_are_told_apart_where_there_is_little_room(office: Office) -> None:
    for name in ("Wanda Malve", "Zoran Malve"):
        office.booked(at(10), office.participation(name, office.personas.merle if name[0] == "Z" else None))
    assert {row.short for row in entries(Appointment.objects.all())} == {"W. Malve", "Z. Malve"}
