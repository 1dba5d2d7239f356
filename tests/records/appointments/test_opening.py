"""When the centre is open: its own hours and closing days instead of the usual ones, wherever times are offered."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from perspektiv.errors import Refused
from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.appointments.actions.opening import add_closing_day, as_text, hours_of, set_hours
from perspektiv.records.appointments.hours import closed
from perspektiv.records.appointments.models import ClosingDay, OpeningHours
from perspektiv.records.appointments.moments import local
from perspektiv.records.appointments.opening import Opening, opening_of
from perspektiv.records.appointments.slots import free_slots
from perspektiv.records.appointments.weekly import planned
from tests.records.appointments.office import Office, at, workday

AsUser = Callable[[User], Client]
MONDAY = date(2026, 12, 7)
FORM = {f"{what}{day}": "" for what in ("opens", "closes") for day in range(7)}
ADDRESS = "/oeffnungszeiten/"


def shut(office: Office, first: date, last: date | None = None, name: str = "Betriebsferien") -> ClosingDay:
    return add_closing_day(
        by=office.personas.birte, centre=office.centre, starts_on=first, ends_on=last or first, name=name
    )


def open_on(office: Office, weekday: int, opens: time, closes: time) -> Opening:
    OpeningHours.objects.create(centre=office.centre, weekday=weekday, opens=opens, closes=closes)
    return opening_of(office.centre)


def times(opening: Opening, day: date) -> list[str]:
    return [f"{start:%H:%M}" for start in opening.starts_of(day)]


def test_a_centre_that_says_nothing_is_open_from_eight_to_eighteen_on_working_days(office: Office) -> None:
    opening = opening_of(office.centre)
    assert times(opening, MONDAY) == ["08:30", "10:00", "11:30", "13:30", "15:00", "16:30"]
    assert times(opening, MONDAY + timedelta(days=5)) == []
    assert times(opening, date(2026, 12, 25)) == []


def test_hours_say_when_units_begin_and_end(office: Office) -> None:
    opening = open_on(office, 0, time(9, 30), time(20, 45))
    assert times(opening, MONDAY) == ["10:00", "11:30", "13:30", "15:00", "16:30", "18:00", "19:30"]
    assert times(opening, MONDAY + timedelta(days=1)) == [], "a weekday without hours is closed"


def test_a_centre_may_be_open_on_saturdays(office: Office) -> None:
    opening = open_on(office, 5, time(9), time(13))
    assert times(opening, MONDAY + timedelta(days=5)) == ["10:00", "11:30"]
    assert opening.next_day(MONDAY) == MONDAY + timedelta(days=5)


def test_the_hours_of_one_centre_are_no_other_centres(office: Office) -> None:
    open_on(office, 0, time(9), time(11))
    assert len(opening_of(office.personas.elsewhere).starts_of(MONDAY)) == 6


def test_closing_days_offer_nothing(office: Office) -> None:
    day = workday(7)
    shut(office, day, day + timedelta(days=30))
    (slot,) = free_slots(office.centre, office.personas.jule, after=at(8, day=day), count=1)
    assert slot.at.date() > day + timedelta(days=30)


def test_a_series_names_closing_days_and_offers_other_times_of_the_week(office: Office) -> None:
    day = workday(7)
    shut(office, day)
    first, second = planned(office.centre, office.personas.jule, [at(10, day=day), at(10, day=day) + timedelta(days=7)])
    assert (first.slot, first.closed_by) == (None, "Betriebsferien")
    assert first.others and all(slot.at.date() != day for slot in first.others)
    assert second.closed_by == ""


def test_what_stands_against_a_time_is_said_in_both_languages(office: Office) -> None:
    shut(office, MONDAY)
    opening = open_on(office, 1, time(9), time(12, 30))
    assert str(closed(local(MONDAY, time(10)), 75, opening)) == (
        "Am 7. Dezember 2026 ist das Zentrum geschlossen (Betriebsferien)."
    )
    late = closed(local(MONDAY + timedelta(days=1), time(12)), 75, opening)
    assert late is not None and late.en == "The centre is open from 9 to 12:30."
    without = closed(local(MONDAY + timedelta(days=2), time(12)), 75, opening)
    assert without is not None and without.de == "Der 9. Dezember 2026 ist ein Mittwoch."


def test_booking_on_a_closing_day_is_asked_about_once(office: Office, as_user: AsUser) -> None:
    of, day = office.participation(), workday(7)
    shut(office, day)
    asked: dict[str, Any] = {"person": of.participant_id, "of": of.id, "id": uuid4(), "counsellor": of.counsellor_id}
    asked |= {"slot": f"{day}T10:00", "place": "phone"}
    answer = as_user(office.personas.toni).post("/termine/neu/", asked)
    assert answer.status_code == 422 and "Betriebsferien" in answer.content.decode()
    assert as_user(office.personas.toni).post("/termine/neu/", asked | {"anyway": f"{day}T10:00"}).status_code == 303


def test_the_page_sets_all_weekdays_at_once(office: Office, as_user: AsUser) -> None:
    client = as_user(office.personas.birte)
    page = client.get(ADDRESS).content.decode()
    assert 'value="08:00"' in page and "wie üblich" in page
    sent = FORM | {"opens0": "09:00", "closes0": "19:00", "opens5": "10:00", "known": ""}
    assert client.post(ADDRESS, sent).status_code == 303
    assert hours_of(office.centre) == {0: (time(9), time(19))}, "a day with one time only is closed"
    assert client.post(ADDRESS, sent).status_code == 303
    assert TrailRow.objects.filter(what="appointments.opening_hours_changed").count() == 1


def test_hours_that_make_no_sense_are_refused_and_stay_typed(office: Office, as_user: AsUser) -> None:
    client = as_user(office.personas.birte)
    answer = client.post(ADDRESS, FORM | {"opens0": "19:00", "closes0": "09:00", "known": ""})
    assert answer.status_code == 409
    assert "Das Ende liegt vor dem Anfang" in answer.content.decode() and 'value="19:00"' in answer.content.decode()
    open_on(office, 0, time(9), time(19))
    with pytest.raises(Refused, match="mindestens einen"):
        set_hours(by=office.personas.birte, centre=office.centre, hours={}, known="0 09:00-19:00")


def test_what_somebody_else_set_meanwhile_is_not_overwritten_and_both_are_shown(
    office: Office, as_user: AsUser
) -> None:
    set_hours(by=office.personas.hanne, centre=office.centre, hours={0: (time(7), time(12))}, known="")
    answer = as_user(office.personas.birte).post(ADDRESS, FORM | {"opens0": "09:00", "closes0": "19:00", "known": ""})
    page = answer.content.decode()
    assert answer.status_code == 409 and "jemand anders geändert" in page
    assert 'value="09:00"' in page and "gespeichert: 07:00 bis 12:00" in page
    assert as_text(hours_of(office.centre)) == "0 07:00-12:00"


def test_closing_days_are_added_once_and_named_with_what_is_booked_then(office: Office, as_user: AsUser) -> None:
    office.booked(at(10))
    client, sent = (
        as_user(office.personas.birte),
        {"starts_on": workday().isoformat(), "name": " Fortbildung ", "id": uuid4()},
    )
    for _ in range(2):
        client.post(ADDRESS, sent)
    page = client.get(ADDRESS).content.decode()
    assert "Fortbildung" in page and "In dieser Zeit ist 1 Termin gebucht" in page
    closing = ClosingDay.objects.get()
    assert (closing.starts_on, closing.ends_on, closing.name) == (workday(), workday(), "Fortbildung")
    assert client.post(f"{ADDRESS}schliesstag/{closing.id}/").status_code == 303
    assert not ClosingDay.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"starts_on": "2026-12-24", "ends_on": "2026-12-23", "name": "Rückwärts"},
        {"starts_on": "2026-12-24", "name": "  "},
        {"starts_on": "9999-01-01", "name": "Fern"},
    ],
)
def test_closing_days_that_make_no_sense_are_refused_and_stay_typed(
    office: Office, as_user: AsUser, sent: dict[str, str]
) -> None:
    answer = as_user(office.personas.birte).post(ADDRESS, sent)
    assert answer.status_code == 409 and f'value="{sent["starts_on"]}"' in answer.content.decode()
    assert not ClosingDay.objects.exists()
