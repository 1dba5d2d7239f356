"""One way in: attempts one click each, what came of it, and undo."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases.actions.contacts import note_contact
from perspektiv.records.cases.actions.participations import end_regularly
from perspektiv.records.cases.actions.referrals import register_way_in
from perspektiv.records.cases.models import Contact, Referral
from perspektiv.records.cases.talks import Talks, talks_of
from perspektiv.records.people.models import Participant
from tests.records.cases.path.conftest import Path, days_back
from tests.records.cases.path.pages import undo, words_of

Login = Callable[[User], Client]


@pytest.fixture
def toni(path: Path, as_user: Login) -> Client:
    return as_user(path.personas.toni)


def test_one_click_notes_an_attempt(toni: Client, path: Path) -> None:
    referral = path.comes_in()
    page = toni.post(
        f"/zugaenge/{referral.pk}/kontakt/", {"id": str(uuid4()), "contact": "phone:not_reached"}, follow=True
    )
    assert "Nicht erreicht" in words_of(page)
    assert referral.contacts.get().outcome == Contact.Outcome.NOT_REACHED
    undo(toni, page)
    assert not referral.contacts.exists()


def test_a_page_that_shows_too_few_contacts_decides_nothing(toni: Client, path: Path) -> None:
    referral = path.comes_in()
    page = toni.get(f"/zugaenge/{referral.pk}/").content.decode()
    assert 'name="contacts" value="0"' in page and "Gesprächen geführt" not in page, "no talk was due yet"
    old = {"version": referral.version, "contacts": "0"}
    for outcome in ("phone:not_reached", "talk:talk_held"):
        toni.post(f"/zugaenge/{referral.pk}/kontakt/", {"id": str(uuid4()), "contact": outcome})
    for result in ("declined", "wait"):
        answer = toni.post(f"/zugaenge/{referral.pk}/ergebnis/", {**old, "result": result})
        assert answer.status_code == 409
        assert "inzwischen geändert" in words_of(answer)
    referral.refresh_from_db()
    assert (referral.result, referral.waiting_since) == (Referral.Result.OPEN, None)
    toni.post(f"/zugaenge/{referral.pk}/ergebnis/", {**old, "contacts": "2", "result": "declined"})
    referral.refresh_from_db()
    assert referral.result == Referral.Result.DECLINED


def test_an_attempt_of_another_day(toni: Client, path: Path) -> None:
    referral = path.comes_in(days_ago=9)
    toni.post(f"/zugaenge/{referral.pk}/kontakt/", {"contact": "phone:reached", "on": days_back(3).isoformat()})
    assert timezone.localdate(referral.contacts.get().at) == days_back(3)


def test_what_cannot_be_is_refused_in_words(toni: Client, path: Path) -> None:
    referral = path.comes_in()
    for sent in ({"contact": "smoke:seen"}, {"contact": "phone:reached", "on": "gestern"}):
        assert toni.post(f"/zugaenge/{referral.pk}/kontakt/", sent).status_code == 302
    future = {"contact": "phone:reached", "on": days_back(-1).isoformat()}
    assert toni.post(f"/zugaenge/{referral.pk}/kontakt/", future).status_code == 409
    assert not referral.contacts.exists()


def test_after_a_return_only_its_own_offers_are_there(toni: Client, path: Path) -> None:
    ended = path.begins()
    end_regularly(by=path.personas.jule, participation=ended, version=ended.version)
    old = Referral.objects.get()
    new = register_way_in(by=path.personas.toni, centre=path.personas.centre, participant=ended.participant)
    path.offered(new, path.personas.merle, "orientation")

    first, second = (words_of(toni.get(f"/zugaenge/{way.pk}/")) for way in (old, new))
    assert "Jule Lerche" in first
    assert "Merle Amsel" not in first
    assert "Jule Lerche" not in second
    assert "Merle Amsel" in second


def test_the_assistant_keeps_what_was_said_and_the_lead_offers(toni: Client, path: Path, as_user: Login) -> None:
    referral = path.comes_in()
    toni.post(f"/zugaenge/{referral.pk}/ergebnis/", {"result": "wait", "version": referral.version})
    page, offer = f"/zugaenge/{referral.pk}/", f"/personen/{referral.participant_id}/anbieten/"
    assert "die Fallsteuerung bietet den Fall an" in words_of(toni.get(page))
    assert offer not in toni.get(page).content.decode()
    assert toni.get(offer).status_code == 404
    birte = as_user(path.personas.birte)
    assert "die Fallsteuerung bietet den Fall an" not in words_of(birte.get(page))
    assert offer in birte.get(page).content.decode()


def test_numbers_are_called_by_their_digits(toni: Client, path: Path) -> None:
    referral = path.comes_in()
    Participant.objects.update(phone="0251/49 2-1")
    assert 'href="tel:02514921"' in toni.get(f"/zugaenge/{referral.pk}/").content.decode()


@pytest.mark.parametrize(
    ("button", "result"), [("wait", "open"), ("declined", "declined"), ("not_suitable", "not_suitable")]
)
def test_one_click_decides_and_one_takes_it_back(toni: Client, path: Path, button: str, result: str) -> None:
    referral = path.comes_in()
    page = toni.post(f"/zugaenge/{referral.pk}/ergebnis/", {"result": button, "version": referral.version}, follow=True)
    referral.refresh_from_db()
    assert referral.result == result
    assert (referral.waiting_since == timezone.localdate()) is (button == "wait")
    undo(toni, page)
    referral.refresh_from_db()
    assert (referral.result, referral.waiting_since) == (Referral.Result.OPEN, None)


def test_an_old_page_decides_nothing(toni: Client, path: Path) -> None:
    referral = path.comes_in()
    Referral.objects.filter(pk=referral.pk).update(version=5)
    page = toni.post(f"/zugaenge/{referral.pk}/ergebnis/", {"result": "declined", "version": referral.version})
    assert page.status_code == 409
    assert "inzwischen geändert" in words_of(page)


def test_reading_leaves_one_row_with_the_person(toni: Client, path: Path) -> None:
    referral = path.comes_in()
    toni.get(f"/zugaenge/{referral.pk}/")
    assert TrailRow.objects.filter(what="way_in.read", person=referral.participant_id).count() == 1


def test_only_the_lead_is_led_to_the_offer(toni: Client, path: Path, as_user: Login) -> None:
    address = f"/zugaenge/{path.comes_in().pk}/"
    assert "Fall anbieten" not in words_of(toni.get(address))
    assert "Fall anbieten" in words_of(as_user(path.personas.birte).get(address))


class TestTalks:
    def talk(self, path: Path, referral: Referral, at: datetime, status: str) -> None:
        Appointment.objects.create(
            centre=path.personas.centre,
            participant=referral.participant,
            referral=referral,
            kind="first_contact",
            starts_at=at,
            ends_at=at + timedelta(minutes=75),
            status=status,
        )

    def test_noted_talks_count(self, path: Path) -> None:
        referral = path.comes_in(days_ago=9)
        for outcome in ("talk_missed", "talk_held"):
            note_contact(by=path.personas.toni, referral=referral, way="talk", outcome=outcome)
        note_contact(by=path.personas.toni, referral=referral, way="phone", outcome="talk_planned")
        assert talks_of([referral]) == {referral.pk: Talks(due=2, held=1)}

    def test_booked_talks_count_by_their_status(self, path: Path) -> None:
        referral, now = path.comes_in(days_ago=9), timezone.now()
        for days, status in enumerate(("held", "no_show", "cancelled_by_centre", "excused", "planned")):
            self.talk(path, referral, now - timedelta(days=days), status)
        assert talks_of([referral]) == {referral.pk: Talks(due=3, held=1)}

    def test_a_talk_that_is_booked_and_noted_counts_once(self, path: Path) -> None:
        referral, now = path.comes_in(days_ago=9), timezone.now()
        self.talk(path, referral, now, "held")
        note_contact(by=path.personas.toni, referral=referral, way="talk", outcome="talk_held")
        assert talks_of([referral]) == {referral.pk: Talks(due=1, held=1)}

    def test_imported_counts_stay(self, path: Path) -> None:
        referral = path.comes_in()
        referral.talks_due, referral.talks_held = 4, 3
        assert talks_of([referral]) == {referral.pk: Talks(due=4, held=3)}
