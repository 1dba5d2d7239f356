"""A change of counsellor takes later appointments along where the new one is free; one undo takes all back."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from perspektiv.records.access.actions.accounts import close_account
from perspektiv.records.access.models import User
from perspektiv.records.appointments.left_behind import left_behind
from perspektiv.records.appointments.models import Absence, Appointment, AppointmentChange, Room, Why
from perspektiv.records.cases.actions.offers import accept, offer_takeover
from perspektiv.records.cases.actions.steps import last_step, take_back
from perspektiv.records.cases.models import CaseOffer, Counselling, Participation
from tests.records.appointments.office import Office, at, workday

AsUser = Callable[[User], Client]


@pytest.fixture
def running(office: Office) -> Participation:
    running = office.participation()
    Counselling.objects.create(
        centre=office.centre, participation=running, counsellor=office.personas.jule, since=running.started_on
    )
    return running


@pytest.fixture
def ahead(office: Office, running: Participation) -> list[Appointment]:
    return [office.booked(at(10, days_ahead=days), running) for days in (7, 14, 21)]


@pytest.fixture
def offer(office: Office, running: Participation, ahead: list[Appointment]) -> CaseOffer:
    """To Merle, who has something else at the time of the second."""
    office.booked(ahead[1].starts_at, office.participation("Alma Ahorn", office.personas.merle))
    return offer_takeover(by=office.personas.birte, participation=running, counsellor=office.personas.merle)


def with_whom(ahead: list[Appointment]) -> list[str]:
    return [str(Appointment.objects.get(pk=one.pk).counsellor) for one in ahead]


def taken(office: Office, offer: CaseOffer, *, with_appointments: bool = True) -> Participation:
    return accept(by=office.personas.merle, offer=offer, version=offer.version, with_appointments=with_appointments)


def test_they_pass_where_the_new_one_is_free(office: Office, offer: CaseOffer, ahead: list[Appointment]) -> None:
    taken(office, offer)
    assert with_whom(ahead) == ["Merle Amsel", "Jule Lerche", "Merle Amsel"]
    assert set(AppointmentChange.objects.filter(kind="reassigned").values_list("why", flat=True)) == {Why.HANDED_ON}


def test_not_on_a_day_on_which_she_is_away(office: Office, offer: CaseOffer, ahead: list[Appointment]) -> None:
    merle = office.personas.merle
    Absence.objects.create(centre=office.centre, counsellor=merle, day=workday(21), action=offer.pk)
    taken(office, offer)
    assert with_whom(ahead) == ["Merle Amsel", "Jule Lerche", "Jule Lerche"]


def test_they_keep_their_room_whatever_was_imported_into_it(
    office: Office, running: Participation, ahead: list[Appointment], offer: CaseOffer
) -> None:
    room = Room.objects.create(centre=office.centre, name="Kranichzimmer")
    Appointment.objects.filter(pk=ahead[0].pk).update(room=room)
    other = office.booked(at(16, days_ahead=7), office.participation("Ilse Iris", office.personas.birte))
    Appointment.objects.filter(pk=other.pk).update(
        source_key="kalender:1", room=room, starts_at=ahead[0].starts_at, ends_at=ahead[0].ends_at
    )
    taken(office, offer)
    assert with_whom(ahead)[0] == "Merle Amsel"


def test_one_undo_takes_all_back(
    office: Office, running: Participation, offer: CaseOffer, ahead: list[Appointment]
) -> None:
    taken(office, offer)
    step = last_step(office.personas.merle, offer.participant)
    assert step
    take_back(by=office.personas.merle, step=step)
    assert set(with_whom(ahead)) == {"Jule Lerche"}
    assert Participation.objects.get(pk=running.pk).counsellor == office.personas.jule


def test_they_stay_where_that_was_wanted(office: Office, offer: CaseOffer, ahead: list[Appointment]) -> None:
    taken(office, offer, with_appointments=False)
    assert set(with_whom(ahead)) == {"Jule Lerche"}


def test_what_somebody_else_holds_stays_with_them(office: Office, running: Participation) -> None:
    robin = office.personas.birte
    held = office.booked(at(9), running)
    Appointment.objects.filter(pk=held.pk).update(counsellor=robin)
    offer = offer_takeover(by=office.personas.birte, participation=running, counsellor=office.personas.merle)
    taken(office, offer)
    assert with_whom([held]) == [str(robin)]


def test_what_stayed_is_shown_to_both_until_it_is_solved(
    office: Office, offer: CaseOffer, ahead: list[Appointment]
) -> None:
    personas = office.personas
    assert not left_behind(personas.jule).exists()
    taken(office, offer)
    for who in (personas.jule, personas.merle):
        assert [one.pk for one in left_behind(who)] == [ahead[1].pk]
    assert not left_behind(personas.birte).exists()
    Appointment.objects.filter(pk=ahead[1].pk).update(status="excused")
    assert not left_behind(personas.jule).exists()


def test_the_pages_say_how_many_lie_ahead(
    office: Office, running: Participation, ahead: list[Appointment], offer: CaseOffer, as_user: AsUser
) -> None:
    merle = as_user(office.personas.merle)
    page = merle.get("/angebote/").content.decode()
    assert "3 spätere Termine mit übernehmen" in page
    assert "Bleibt bei der bisherigen Beratung: " in page and "– dann haben Sie schon einen Termin" in page
    sent = {"version": offer.version, "with_appointments": "on"}
    page = merle.post(f"/angebote/{offer.pk}/annehmen/", sent, follow=True).content.decode()
    at = f"{timezone.localtime(ahead[1].starts_at):%H:%M}"
    assert "2 spätere Termine sind bei Ihnen. 1 Termin bleibt bei Jule Lerche: " in page
    assert f", {at} Uhr – dann haben Sie schon einen Termin." in page
    for who in (merle, as_user(office.personas.jule)):
        assert "1 Termin liegt noch bei der früheren Beratung" in who.get("/").content.decode()


def test_today_leads_to_each_person_of_whom_something_stayed(
    office: Office, offer: CaseOffer, ahead: list[Appointment], as_user: AsUser
) -> None:
    taken(office, offer)
    dates = f"/personen/{offer.participant_id}/termine/"
    for who in (office.personas.merle, office.personas.jule):
        page = as_user(who).get("/").content.decode()
        assert "1 Termin liegt noch bei der früheren Beratung" in page and f'href="{dates}"' in page
        assert f"{timezone.localtime(ahead[1].starts_at):%H:%M}" in as_user(who).get(dates).content.decode()


def test_the_form_of_the_offer_says_so_too(
    office: Office, running: Participation, ahead: list[Appointment], as_user: AsUser
) -> None:
    from django.urls import reverse

    page = as_user(office.personas.birte).get(reverse("cases:offer_takeover", args=[running.pk]))
    assert "3 spätere Termine sind vereinbart" in page.content.decode()


class TestOfACounsellorWhoseAccountIsClosed:
    """What could not pass to the successor is nobody's: the lead is shown it, with the ways on."""

    @pytest.fixture(autouse=True)
    def _gone(self, office: Office, offer: CaseOffer) -> None:
        assert offer.counsellor == office.personas.merle
        close_account(by=office.personas.ada, user=office.personas.jule, centre=office.centre)

    def test_nobody_reads_that_it_stays_with_them(self, office: Office, offer: CaseOffer, as_user: AsUser) -> None:
        merle = as_user(office.personas.merle)
        page = merle.get("/angebote/").content.decode()
        assert "Kann so nicht stattfinden, weil Jule Lerche nicht mehr berät: " in page
        assert "Bleibt bei" not in page
        sent = {"version": offer.version, "with_appointments": "on"}
        page = merle.post(f"/angebote/{offer.pk}/annehmen/", sent, follow=True).content.decode()
        assert "1 Termin kann so nicht stattfinden, weil Jule Lerche nicht mehr berät: " in page
        assert "bleibt bei" not in page

    def test_the_lead_moves_it_to_the_successor(
        self, office: Office, offer: CaseOffer, ahead: list[Appointment], as_user: AsUser
    ) -> None:
        taken(office, offer)
        birte, stayed = as_user(office.personas.birte), ahead[1]
        page = birte.get("/faelle/offen/").content.decode()
        assert "Dilan Distel" in page and f"{timezone.localtime(stayed.starts_at):%H:%M}" in page
        move, cancel = f"/termine/{stayed.pk}/verschieben/", f"/termine/{stayed.pk}/absagen/"
        assert f'href="{move}?back=left"' in page and f'action="{cancel}"' in page
        assert f'href="/termine/{stayed.pk}/?back=left#other"' in page
        assert [page.count(str(other.pk)) for other in (ahead[0], ahead[2])] == [0, 0]
        form = birte.get(f"{move}?back=left").content.decode()
        assert "Jule Lerche berät hier nicht mehr." in form
        assert f'value="{office.personas.merle.pk}" selected' in form
        to = timezone.localtime(at(14, days_ahead=15))
        fields = {
            "slot": f"{to:%Y-%m-%dT%H:%M}",
            "counsellor": str(office.personas.merle.pk),
            "version": str(stayed.version),
            "back": "left",
        }
        fields["anyway"] = fields["slot"]
        assert birte.post(move, fields)["Location"] == "/faelle/offen/"
        assert with_whom(ahead) == ["Merle Amsel"] * 3
        assert "berät nicht mehr" not in birte.get("/").content.decode()

    def test_the_lead_gives_it_to_somebody_else_and_is_back_on_the_list(
        self, office: Office, offer: CaseOffer, ahead: list[Appointment], as_user: AsUser
    ) -> None:
        taken(office, offer)
        birte, stayed = as_user(office.personas.birte), ahead[1]
        page = birte.get(f"/termine/{stayed.pk}/?back=left").content.decode()
        assert '<input type="hidden" name="back" value="left">' in page
        assert 'name="back"' not in birte.get(f"/termine/{stayed.pk}/").content.decode()
        fields = {"version": str(stayed.version), "counsellor": "", "room": str(stayed.room_id or ""), "back": "left"}
        assert birte.post(f"/termine/{stayed.pk}/umbesetzen/", fields)["Location"] == "/faelle/offen/"

    def test_the_lead_cancels_it_there(
        self, office: Office, offer: CaseOffer, ahead: list[Appointment], as_user: AsUser
    ) -> None:
        taken(office, offer)
        birte, stayed = as_user(office.personas.birte), ahead[1]
        sent = {"version": str(stayed.version), "status": "cancelled_by_centre"}
        came_from = "http://testserver/faelle/offen/"
        answer = birte.post(f"/termine/{stayed.pk}/absagen/", sent, headers={"referer": came_from})
        assert answer["Location"] == came_from
        assert str(stayed.pk) not in birte.get("/faelle/offen/").content.decode()
