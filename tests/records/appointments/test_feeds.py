"""Calendar feeds: read without a login by a token, neutral, right to the minute, and gone as soon as revoked."""

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.actions.centres import change_centre
from perspektiv.records.access.models import Centre, TrailRow, User
from perspektiv.records.access.roles import Role
from perspektiv.records.appointments.actions.absences import undo_together
from perspektiv.records.appointments.actions.feeds import AT_MOST, make_feed, revoke_feed
from perspektiv.records.appointments.actions.plans import cancel, move
from perspektiv.records.appointments.calendar_files import invitation
from perspektiv.records.appointments.feeds import feed_of, hash_of
from perspektiv.records.appointments.models import Appointment, AppointmentChange, Feed, Status, end_of
from perspektiv.records.appointments.moments import local
from perspektiv.records.appointments.weekly import weekly
from tests.records.appointments.office import Office, at
from tests.records.appointments.reading_calendars import Read, read

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


@pytest.fixture
def token(office: Office) -> str:
    return make_feed(by=office.personas.jule, centre=office.centre, name="Telefon").token


def address(token: str) -> str:
    return f"/kalender/abo/{token}.ics"


def events(token: str, client: Client | None = None) -> list[Read]:
    answer = (client or Client()).get(address(token))
    assert answer.status_code == 200
    return read(answer.content.decode())


class TestReading:
    def test_needs_no_login_and_shows_ones_own_appointments(self, office: Office, token: str) -> None:
        mine = office.booked(at(10))
        office.booked(at(10), counsellor=office.personas.merle)
        (event,) = events(token)
        assert (event.start, event.end, event.status) == (mine.starts_at, mine.ends_at, "CONFIRMED")
        assert event.uid == f"{mine.pk}@perspektiv"

    def test_says_neither_who_nor_why(self, office: Office, token: str) -> None:
        office.booked(at(10), room=office.rooms[0])
        text = Client().get(address(token)).content.decode()
        assert "SUMMARY:Termin\r\n" in text and "TZID=Europe/Berlin" in text and "BEGIN:VTIMEZONE" in text
        for word in ("Distel", "Lerche", "Beratung", "Einstieg", "0201"):
            assert word not in text

    def test_a_change_has_a_higher_sequence(self, office: Office, token: str) -> None:
        appointment = office.booked(at(10))
        (before,) = events(token)
        move(
            by=office.personas.toni,
            appointment=appointment,
            version=appointment.version,
            starts_at=at(15),
            room=None,
        )
        (after,) = events(token)
        assert after.uid == before.uid and after.sequence > before.sequence and after.start == at(15)

    def test_a_cancelled_one_stays_as_cancelled_for_sixty_days(self, office: Office, token: str) -> None:
        appointment = office.booked(at(10, days_ahead=70))
        cancel(
            by=office.personas.toni,
            appointment=appointment,
            version=appointment.version,
            status=Status.CANCELLED_BY_CENTRE,
        )
        assert [event.status for event in events(token)] == ["CANCELLED"]
        AppointmentChange.objects.update(created_at=timezone.now() - timedelta(days=61))
        assert events(token) == []

    def test_a_booking_that_was_a_mistake_is_cancelled_too(self, office: Office, token: str) -> None:
        office.booked(at(10))
        undo_together(by=office.personas.toni, action=AppointmentChange.objects.get().action)
        assert [event.status for event in events(token)] == ["CANCELLED"]

    def test_is_not_sent_again_while_nothing_changed(self, office: Office, token: str, client: Client) -> None:
        office.booked(at(10))
        first = client.get(address(token))
        assert "no-store" in first["Cache-Control"] and "private" in first["Cache-Control"]
        assert client.get(address(token), headers={"If-None-Match": first["ETag"]}).status_code == 304
        assert client.get(address(token), headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
        assert client.head(address(token))["ETag"] == first["ETag"]
        office.booked(at(15))
        assert client.get(address(token), headers={"If-None-Match": first["ETag"]}).status_code == 200

    def test_is_read_only(self, token: str, client: Client) -> None:
        for method in ("post", "put", "patch", "delete"):
            assert getattr(client, method)(address(token)).status_code == 405

    def test_the_trail_has_one_row_a_day(self, token: str) -> None:
        for _ask in range(3):
            events(token)
        assert TrailRow.objects.filter(what="feed.read").count() == 1
        Feed.objects.update(last_used_at=timezone.now() - timedelta(days=1, minutes=5))
        events(token)
        assert TrailRow.objects.filter(what="feed.read").count() == 2


class TestInitials:
    def chosen(self, office: Office, wanted: bool) -> None:
        change_centre(
            by=office.personas.ada,
            centre=Centre.objects.get(pk=office.centre.pk),
            name=office.centre.name,
            accesses_shown=True,
            feed_initials=wanted,
        )

    def test_are_shown_where_the_centre_chose_so(self, office: Office, token: str) -> None:
        office.booked(at(10))
        assert [event.title for event in events(token)] == ["Termin"]
        self.chosen(office, True)
        assert [event.title for event in events(token)] == ["Termin DD"]
        text = Client().get(address(token)).content.decode()
        assert "Distel" not in text and "Dilan" not in text
        self.chosen(office, False)
        assert [event.title for event in events(token)] == ["Termin"]

    def test_go_at_once_also_from_calendars_that_ask_by_time(self, office: Office, token: str, client: Client) -> None:
        office.booked(at(10))
        self.chosen(office, True)
        Centre.objects.update(feed_initials_set_at=timezone.now() - timedelta(hours=1))
        AppointmentChange.objects.update(created_at=timezone.now() - timedelta(hours=2))
        Feed.objects.update(created_at=timezone.now() - timedelta(hours=2))
        since = {"If-Modified-Since": client.get(address(token))["Last-Modified"]}
        assert client.get(address(token), headers=since).status_code == 304
        self.chosen(office, False)
        assert client.get(address(token), headers=since).status_code == 200

    def test_are_never_in_invitations(self, office: Office) -> None:
        self.chosen(office, True)
        assert [event.title for event in read(invitation(office.booked(at(10)), "REQUEST"))] == ["Termin"]

    def test_are_chosen_on_the_page_of_the_centre(self, office: Office, token: str, as_user: AsUser) -> None:
        office.booked(at(10))
        page = as_user(office.personas.jule).get("/mein-konto/kalender/").content.decode()
        assert "keine Initialen" in page
        ada = as_user(office.personas.ada)
        ada.post(reverse("access:centre"), {"name": "Zentrum", "accesses_shown": "on", "feed_initials": "on"})
        assert [event.title for event in events(token)] == ["Termin DD"]
        assert 'name="feed_initials"' in ada.get(reverse("access:centre")).content.decode()
        page = as_user(office.personas.jule).get("/mein-konto/kalender/").content.decode()
        assert "Zentrum hat Initialen gewählt" in page


class TestWhose:
    """A feed is personal: it holds the talks that somebody leads. Whoever leads none is offered none."""

    def test_the_assistant_is_offered_none(self, office: Office, as_user: AsUser) -> None:
        client = as_user(office.personas.toni)
        assert "/mein-konto/kalender/" not in client.get(reverse("access:account")).content.decode()
        assert client.get("/mein-konto/kalender/").status_code == 404
        with pytest.raises(Refused, match="beraten"):
            make_feed(by=office.personas.toni, centre=office.centre, name="Telefon")

    def test_counsellors_are(self, office: Office, as_user: AsUser) -> None:
        assert "/mein-konto/kalender/" in as_user(office.personas.jule).get(reverse("access:account")).content.decode()

    def test_whoever_counsels_no_more_has_none(self, office: Office, token: str) -> None:
        office.personas.jule.memberships.update(role=Role.ASSISTANT)
        assert feed_of(token) is None


class TestToken:
    def test_only_its_hash_is_kept(self, token: str) -> None:
        assert Feed.objects.get().token_hash == hash_of(token)
        assert len(token) >= 40

    @pytest.mark.parametrize("wrong", ["x", "a" * 43, "../../mein-konto"])
    def test_a_wrong_one_is_as_none(self, wrong: str, client: Client) -> None:
        assert client.get(address(wrong)).status_code == 404

    def test_a_revoked_one_leads_nowhere_at_once(self, office: Office, token: str, client: Client) -> None:
        revoke_feed(by=office.personas.jule, feed=Feed.objects.get())
        assert client.get(address(token)).status_code == 404

    def test_an_account_that_is_closed_has_none(self, office: Office, token: str, client: Client) -> None:
        User.objects.filter(pk=office.personas.jule.pk).update(is_active=False)
        assert client.get(address(token)).status_code == 404

    def test_whoever_lost_the_role_has_none(self, office: Office, token: str) -> None:
        office.personas.jule.memberships.update(ends_on=timezone.localdate() - timedelta(days=1))
        assert feed_of(token) is None

    def test_ten_are_enough(self, office: Office) -> None:
        for n in range(AT_MOST):
            make_feed(by=office.personas.jule, centre=office.centre, name=f"Gerät {n}")
        with pytest.raises(Refused, match="zehn"):
            make_feed(by=office.personas.jule, centre=office.centre, name="Elftes")


class TestThePage:
    def test_shows_the_address_once(self, office: Office, as_user: AsUser) -> None:
        client = as_user(office.personas.jule)
        page = client.post("/mein-konto/kalender/", {"name": "Telefon"}).content.decode()
        found = re.search(r"/kalender/abo/([\w-]+)\.ics", page)
        assert found and feed_of(found[1])
        assert found[1] not in client.get("/mein-konto/kalender/").content.decode()

    def test_ends_only_ones_own(self, office: Office, as_user: AsUser, token: str) -> None:
        feed = Feed.objects.get()
        assert as_user(office.personas.merle).post("/mein-konto/kalender/", {"end": feed.pk}).status_code == 404
        as_user(office.personas.jule).post("/mein-konto/kalender/", {"end": feed.pk})
        assert feed_of(token) is None


def test_ten_years_of_weekly_nine_o_clock_are_not_shifted_once(office: Office, token: str) -> None:
    of, start = office.participation(), date(2026, 1, 5)
    times = weekly(start, time(9), 520)
    Appointment.objects.bulk_create(
        Appointment(
            centre=office.centre,
            participant=of.participant,
            participation=of,
            counsellor=office.personas.jule,
            starts_at=one,
            ends_at=end_of(one, 75),
        )
        for one in times
    )
    with patch("perspektiv.records.appointments.feeds.BACK", timedelta(days=4000)):
        found = events(token)
    assert len(found) == 520
    shifted = [event for event in found if timezone.localtime(event.start).time() != time(9)]
    assert not shifted
    assert [event.start for event in found] == times
    assert {event.start.hour for event in found} == {7, 8}  # so they would be, kept in UTC
    assert found[-1].start == local(start + timedelta(weeks=519), time(9))
