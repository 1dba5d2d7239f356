"""What participants do about their dates, in few steps and only for themselves."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import vobject
from django.utils import timezone
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from perspektiv.records.appointments.actions.closing_dates import propose
from perspektiv.records.appointments.actions.plans import cancel, move
from perspektiv.records.appointments.models import Appointment, ClosingDate, OfferedSlot, Status, end_of
from perspektiv.records.selfservice import validity
from perspektiv.records.selfservice.models import Wish
from tests.records.appointments.office import Office, at, workdays
from tests.records.selfservice.visiting import Visitor, logged_in


def test_the_next_date_comes_first(dilan: Visitor, office: Office) -> None:
    office.booked(at(11, days_ahead=3), dilan.participation)
    text = dilan.look().content.decode()
    assert text.index("11:00") < text.index("Weitere Termine") < text.index("09:00")
    assert "Jule Lerche" in text


def test_however_many_dates_there_are_the_page_asks_as_often(
    dilan: Visitor, office: Office, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for day in workdays(range(10, 44, 3)):
        office.booked(at(9, day=day), dilan.participation)
    dilan.look()
    with django_assert_max_num_queries(20):
        dilan.look()


def test_a_list_of_cancelled_dates_alone_is_called_so(dilan: Visitor, office: Office) -> None:
    cancel(by=office.personas.toni, appointment=dilan.appointment, version=1, status=Status.CANCELLED_BY_CENTRE)
    text = dilan.look().content.decode()
    assert "Abgesagte Termine" in text and "Weitere Termine" not in text
    for day in workdays((3, 5, 8)):
        office.booked(at(11, day=day), dilan.participation)
    text = dilan.look().content.decode()
    assert "Weitere Termine" in text and "Abgesagte Termine" not in text


def test_what_the_centre_cancelled_is_said(dilan: Visitor, office: Office) -> None:
    cancel(by=office.personas.toni, appointment=dilan.appointment, version=1, status=Status.CANCELLED_BY_CENTRE)
    text = dilan.look().content.decode()
    assert "fällt aus" in text and "Ich komme<" not in text


class TestComing:
    def test_is_said_with_one_tap_and_seen_by_staff(self, dilan: Visitor, office: Office) -> None:
        assert dilan.send(f"{dilan.date}/kommen/").status_code == 303
        assert dilan.now().confirmed
        assert "Sie haben gesagt: Ich komme." in dilan.look().content.decode()
        staff = logged_in(office.personas.toni)
        day = timezone.localdate(dilan.appointment.starts_at)
        assert "hat zugesagt" in staff.get(f"/termine/{dilan.appointment.pk}/").content.decode()
        assert "hat zugesagt" in staff.get(f"/termine/?day={day}").content.decode()

    def test_is_not_shown_of_what_is_off(self, dilan: Visitor, office: Office) -> None:
        dilan.send(f"{dilan.date}/kommen/")
        now = dilan.now()
        cancel(by=office.personas.toni, appointment=now, version=now.version, status=Status.CANCELLED_BY_CENTRE)
        page = logged_in(office.personas.toni).get(f"/termine/{now.pk}/").content.decode()
        assert "hat zugesagt" not in page

    def test_holds_no_longer_when_the_date_is_moved(self, dilan: Visitor, office: Office) -> None:
        dilan.send(f"{dilan.date}/kommen/")
        move(by=office.personas.toni, appointment=dilan.now(), version=1, starts_at=at(14), room=None)
        assert not dilan.now().confirmed

    def test_is_not_possible_for_what_is_cancelled(self, dilan: Visitor, office: Office) -> None:
        cancel(by=office.personas.toni, appointment=dilan.appointment, version=1, status=Status.CANCELLED_BY_CENTRE)
        answer = dilan.send(f"{dilan.date}/kommen/")
        assert answer.status_code == 409 and "nicht mehr geplant" in answer.content.decode()


class TestCancelling:
    def test_in_time_counts_as_excused(self, dilan: Visitor) -> None:
        answer = dilan.send(f"{dilan.date}/absagen/", version=1)
        assert answer.status_code == 303
        assert dilan.now().status == Status.EXCUSED
        text = dilan.browser.get(answer["Location"]).content.decode()
        assert "Der Termin ist abgesagt" in text and "Ich komme doch" in text

    def test_can_be_taken_back(self, dilan: Visitor) -> None:
        dilan.send(f"{dilan.date}/absagen/", version=1)
        dilan.send(f"{dilan.date}/doch/")
        assert dilan.now().status == Status.PLANNED

    def test_goes_until_the_evening_before(self, dilan: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
        last = validity.cancel_until(dilan.appointment.starts_at)
        before = timezone.localdate(dilan.appointment.starts_at) - timedelta(days=1)
        assert timezone.localtime(last) == datetime.combine(before, last.timetz()) and f"{last:%H:%M}" == "18:00"
        monkeypatch.setattr(timezone, "now", lambda: last + timedelta(minutes=1))
        page = dilan.look(f"{dilan.date}/absagen/").content.decode()
        assert "zählt als verpasst" in page and "Bescheid geben" in page
        assert dilan.send(f"{dilan.date}/absagen/", version=1).status_code == 409
        assert dilan.now().status == Status.PLANNED
        dilan.send(f"{dilan.date}/absagen/", late="")
        assert dilan.now().status == Status.PLANNED
        assert Wish.objects.get().kind == Wish.Kind.LATE

    def test_what_was_moved_meanwhile_is_not_cancelled_unseen(self, dilan: Visitor, office: Office) -> None:
        move(by=office.personas.toni, appointment=dilan.now(), version=1, starts_at=at(14), room=None)
        assert dilan.send(f"{dilan.date}/absagen/", version=1).status_code == 409
        assert dilan.now().status == Status.PLANNED


class TestAnotherTime:
    def offered(self, office: Office, days: int, hour: int) -> datetime:
        starts_at = at(hour, days_ahead=days)
        OfferedSlot.objects.create(
            centre=office.centre, counsellor=office.personas.jule, starts_at=starts_at, ends_at=end_of(starts_at, 75)
        )
        return starts_at

    def test_is_wished_among_those_that_are_free(self, dilan: Visitor, office: Office) -> None:
        free, taken = self.offered(office, 9, 14), self.offered(office, 10, 9)
        office.booked(taken, office.participation("Alma Ahorn"))
        page = dilan.look(f"{dilan.date}/andere-zeit/").content.decode()
        assert page.count('type="checkbox"') == 1
        key = f"{timezone.localtime(free):%Y-%m-%dT%H:%M}"
        dilan.send(f"{dilan.date}/andere-zeit/", words="Lieber nachmittags", times=[key, "2020-01-01T10:00"])
        wish = Wish.objects.get()
        assert wish.moments == [timezone.localtime(free)] and wish.words == "Lieber nachmittags"
        assert dilan.now().status == Status.PLANNED
        assert "um eine andere Zeit gebeten" in dilan.look().content.decode()

    def test_one_wish_is_open_for_an_appointment(self, dilan: Visitor) -> None:
        for _ in range(2):
            dilan.send(f"{dilan.date}/andere-zeit/", words="früher", id=uuid4())
        assert Wish.objects.count() == 1


class TestCalendar:
    def entry(self, dilan: Visitor) -> tuple[str, str, int]:
        """Its text, its UID, and the number that grows."""
        text = dilan.look(f"{dilan.date}.ics").content.decode()
        (event,) = Calendar.from_ical(text).walk("VEVENT")
        return text, str(event.get("UID")), int(str(event.get("SEQUENCE")))

    def test_the_entry_is_neutral_and_read_by_two_parsers(self, dilan: Visitor) -> None:
        assert dilan.look(f"{dilan.date}.ics")["Content-Type"].startswith("text/calendar")
        text, uid, _ = self.entry(dilan)
        event = vobject.readOne(text).vevent
        assert event.summary.value == "Termin" and event.dtstart.value == dilan.appointment.starts_at
        assert uid == event.uid.value == f"{dilan.appointment.pk}@perspektiv"
        for telling in ("Lerche", "Distel", "Beratung", "Jobcenter"):
            assert telling not in text

    def test_what_was_changed_changes_the_same_entry(self, dilan: Visitor, office: Office) -> None:
        _, uid, before = self.entry(dilan)
        move(by=office.personas.toni, appointment=dilan.now(), version=1, starts_at=at(14), room=None)
        _, same, after = self.entry(dilan)
        assert uid == same and before < after


def test_times_for_the_closing_talk_are_answered(dilan: Visitor, office: Office) -> None:
    dilan.participation.jobcoach = office.personas.wachtel
    dilan.participation.save()
    (date,) = propose(
        by=office.personas.jule, participation=dilan.participation, times=[at(14)], counsellor=office.personas.jule
    )
    assert "Abschlussgespräch" in dilan.look().content.decode()
    dilan.send(f"abschluss/{date.pk}/", says="yes")
    assert ClosingDate.objects.get().participant_says == "yes"
    assert Appointment.objects.count() == 1
