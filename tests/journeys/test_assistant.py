"""The team assistant's targets: what each task costs in clicks and keys, and what stands in the records after it."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import ClassVar

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from perspektiv.records.access.roles import Role
from perspektiv.records.appointments.models import Appointment, AppointmentChange, Status
from perspektiv.records.appointments.moments import local
from perspektiv.records.appointments.opening import Opening
from perspektiv.records.cases.models import Participation, Referral
from perspektiv.records.people.actions.participants import register
from perspektiv.records.people.models import Participant
from perspektiv.records.people.names import search_name
from tests.journeys.conftest import LogIn
from tests.journeys.counting import Hand
from tests.records.appointments.office import PLANTS, Office, at, open_office, workday
from tests.records.personas import make_user

BIRDS = (
    "Alwin Bussard", "Berit Dompfaff", "Cem Eisvogel", "Dora Fink", "Enno Gimpel", "Frida Habicht", "Gero Ibis",
    "Hilde Kleiber",
)  # fmt: skip


@pytest.fixture
def office(transactional_db: None) -> Office:
    return open_office()


@pytest.fixture
def page(office: Office, log_in: LogIn) -> Page:
    page = log_in(office.personas.toni).new_page()
    page.goto("/")
    return page


def day_page(day: date) -> str:
    return f"/termine/?day={day.isoformat()}"


def jana(office: Office) -> Participation:
    """Somebody in the middle of a segment, who can be found by name."""
    running = office.participation("Jana Jasmin")
    person = running.participant
    person.search_name = search_name(
        file_number=person.file_number, customer_number="", given_name="Jana", family_name="Jasmin"
    )
    person.save()
    return running


def test_finding_a_person_takes_one_click(office: Office, page: Page) -> None:
    person = jana(office).participant
    hand = Hand(page)
    hand.press("/")
    hand.type("jas")
    expect(page.locator("#found [aria-selected=true]")).to_contain_text("Jana Jasmin")
    assert hand.moves <= 1
    hand.press("Enter")
    page.wait_for_url(f"**/personen/{person.pk}/")
    assert hand.seconds <= 3


def test_enter_opens_whom_the_words_name_though_the_answer_is_still_to_come(office: Office, page: Page) -> None:
    """Not the one whom one looked at last, who stood there first."""
    person, last = jana(office).participant, office.participation("Dilan Distel").participant
    page.goto(f"/personen/{last.pk}/")
    hand = Hand(page)
    hand.press("/")
    expect(page.locator("#found [aria-selected=true]")).to_contain_text("Dilan Distel")
    hand.type("jas")
    hand.press("Enter")
    page.wait_for_url(f"**/personen/{person.pk}/")


class TestRegistering:
    ANSWERS: ClassVar = {
        "Vorname": "Dilan",
        "Nachname": "Distel",
        "Geburtsdatum": "05.03.1990",
        "Kundennummer": "317A000012",
        "Telefon": "0201 5551",
        "Sprache": "Türkisch",
        "Geschlecht": "weiblich",
        "Jobcoach": "Wachtel",
        "Tag des Zugangs": timezone.localdate().isoformat(),
        "Von wem geht es aus?": "beide gemeinsam",
        "Informiert am": timezone.localdate().isoformat(),
        "Anliegen": "Rückkehr in den Beruf",
    }

    @pytest.fixture
    def known(self, office: Office) -> Participant:
        return register(
            by=office.personas.toni,
            centre=office.centre,
            given_name="Dilan",
            family_name="Diestel",
            customer_number="317A000012",
        )

    def filled(self, page: Page) -> Hand:
        page.goto("/personen/zugang/")
        hand = Hand(page)
        for label, value in self.ANSWERS.items():
            hand.fill_in(label, value)
        expect(page.locator("#same-person")).to_contain_text("Dilan Diestel")
        return hand

    @pytest.mark.usefixtures("known")
    def test_a_click_on_the_one_who_is_known_is_not_lost(self, page: Page) -> None:
        """Leaving the field asks once more: the answer must not come between the press of the button and its end."""
        page.goto("/personen/zugang/")
        page.get_by_label("Kundennummer").press_sequentially("317A000012")
        button = page.get_by_role("button", name="Es ist diese Person")
        expect(button).to_be_visible()
        button.hover()
        with page.expect_response("**/aehnliche/"):
            page.mouse.down()
        expect(page.locator(".htmx-request")).to_have_count(0)
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            page.mouse.up()

    @pytest.mark.usefixtures("known")
    def test_takes_twelve_fields_and_asks_about_duplicates(self, page: Page) -> None:
        hand = self.filled(page)
        hand.click(page.get_by_role("button", name="Erfassen", exact=True))
        hand.click(page.get_by_role("button", name="Jemand anderes: erfassen"))
        page.wait_for_url("**/zugaenge/*/")
        assert (hand.fields, hand.moves) == (12, 2) and hand.seconds <= 60
        referral = Referral.objects.get()
        assert referral.participant.family_name == "Distel"
        assert Participant.objects.count() == 2

    def test_adds_to_the_file_that_is_known(self, page: Page, known: Participant) -> None:
        hand = self.filled(page)
        hand.click(page.get_by_role("button", name="Es ist diese Person"))
        page.wait_for_url("**/zugaenge/*/")
        assert hand.moves <= 1
        assert Referral.objects.get().participant == known
        assert Participant.objects.count() == 1


class TestBooking:
    def test_takes_four_clicks_by_mouse(self, office: Office, page: Page) -> None:
        running = jana(office)
        hand = Hand(page)
        hand.click(page.get_by_role("link", name="Termin buchen"))
        hand.type("jas")
        hand.click(page.locator('#people [data-words="jas"] a'))
        second = page.locator("#times label:has([name=slot])").nth(1)
        wanted = second.locator("input").get_attribute("value")
        hand.click(second)
        hand.click(page.get_by_role("button", name="Buchen", exact=True))
        expect(page.locator("[data-undo]")).to_contain_text("Jana Jasmin")
        assert hand.moves <= 4 and hand.seconds <= 15
        booked = Appointment.objects.get()
        assert (booked.participation, booked.counsellor) == (running, office.personas.jule)
        assert f"{timezone.localtime(booked.starts_at):%Y-%m-%dT%H:%M}" == wanted

    def test_takes_three_by_keyboard(self, office: Office, page: Page) -> None:
        running = jana(office)
        hand = Hand(page)
        hand.click(page.get_by_role("link", name="Termin buchen"))
        hand.type("jas")
        hand.press("Enter")
        expect(page.locator("#times [name=slot]").first).to_be_focused()
        hand.press("Enter")
        expect(page.locator("[data-undo]")).to_contain_text("Jana Jasmin")
        assert hand.moves <= 3 and hand.seconds <= 15
        assert Appointment.objects.get().participation == running


def test_moving_takes_three_clicks(office: Office, page: Page) -> None:
    appointment = office.booked(at(10), office.participation("Jana Jasmin"), room=office.rooms[0])
    page.goto(day_page(workday()))
    hand = Hand(page)
    hand.click(page.get_by_role("link", name="Verschieben"))
    second = page.locator("#times label:has([name=slot])").nth(1)
    wanted = second.locator("input").get_attribute("value")
    hand.click(second)
    hand.click(page.get_by_role("button", name="Verschieben"))
    expect(page.locator("[data-undo]")).to_contain_text("Jana Jasmin")
    assert hand.moves <= 3 and hand.seconds <= 10
    appointment.refresh_from_db()
    assert f"{timezone.localtime(appointment.starts_at):%Y-%m-%dT%H:%M}" == wanted


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("Das Zentrum", Status.CANCELLED_BY_CENTRE),
        ("Der Jobcoach", Status.CANCELLED_BY_JOBCOACH),
        ("Die teilnehmende Person, rechtzeitig", Status.EXCUSED),
    ],
)
def test_cancelling_takes_two_clicks_with_by_whom(who: str, status: Status, office: Office, page: Page) -> None:
    appointment = office.booked(at(10), office.participation("Jana Jasmin"))
    page.goto(day_page(workday()))
    hand = Hand(page)
    hand.click(page.locator(".pv-cancel > summary"))
    hand.click(page.get_by_role("button", name=who))
    expect(page.locator("[data-undo]")).to_contain_text("Jana Jasmin")
    assert hand.moves <= 2 and hand.seconds <= 5
    appointment.refresh_from_db()
    assert appointment.status == status
    kinds = list(AppointmentChange.objects.filter(appointment=appointment).values_list("kind", flat=True))
    assert kinds == ["booked", "cancelled"]


def test_forty_appointments_are_marked_by_forty_keys(office: Office, page: Page) -> None:
    day = workday(-2)
    forty_appointments(office, day)
    page.goto(f"/anwesenheit/?day={day.isoformat()}")
    hand = Hand(page)
    keys = "SSSNSSZSJE" * 4
    hand.press(*keys)
    expect(page.locator('[data-row] [name=version][value="2"]')).to_have_count(40, timeout=60_000)
    assert hand.moves <= 40 and hand.seconds <= 60
    found = Counter(Appointment.objects.values_list("status", flat=True))
    assert found == {
        Status.HELD: 24,
        Status.NO_SHOW: 4,
        Status.CANCELLED_BY_CENTRE: 4,
        Status.CANCELLED_BY_JOBCOACH: 4,
        Status.EXCUSED: 4,
    }
    shown = [row.get_attribute("id") for row in page.locator("[data-row]").all()]
    statuses = {f"row-{row.id}": row.status for row in Appointment.objects.all()}
    assert [statuses[str(id)] for id in shown[:10]] == [MEANT[key] for key in keys[:10]]


MEANT = {
    "S": Status.HELD,
    "N": Status.NO_SHOW,
    "Z": Status.CANCELLED_BY_CENTRE,
    "J": Status.CANCELLED_BY_JOBCOACH,
    "E": Status.EXCUSED,
}


def forty_appointments(office: Office, day: date) -> None:
    """Eight counsellors with five participants each."""
    for given_name, family_name in map(str.split, BIRDS):
        counsellor = make_user(office.centre, given_name, family_name, Role.COUNSELLOR)
        for hour in range(8, 13):
            running = office.participation(PLANTS[hour], counsellor)
            planned(running, local(day, time(hour, 30)), minutes=45)


def planned(running: Participation, starts_at: datetime, minutes: int = 75) -> Appointment:
    return Appointment.objects.create(
        centre=running.centre,
        participant=running.participant,
        participation=running,
        counsellor=running.counsellor,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        minutes=minutes,
    )


def test_a_counsellor_ill_for_a_day_takes_five_clicks(office: Office, page: Page) -> None:
    day = Opening().next_day(timezone.localdate())
    for hour, name in zip((9, 11, 14), PLANTS, strict=False):
        planned(office.participation(name), local(day, time(hour)))
    other = planned(office.participation("Jana Jasmin", office.personas.merle), local(day, time(9)))
    hand = Hand(page)
    hand.click(page.locator(".pv-nav").get_by_role("link", name="Kalender"))
    hand.click(page.get_by_role("link", name="Tag danach"))
    hand.click(page.get_by_role("link", name="Beratende nicht da"))
    hand.click(page.get_by_role("link", name="Jule Lerche"))
    hand.click(page.get_by_role("button", name="3 Termine absagen"))
    expect(page.locator("#concerned")).to_contain_text("3")
    expect(page.locator("[data-undo]")).to_be_visible()
    assert hand.moves <= 5 and hand.seconds <= 60
    cancelled = Appointment.objects.filter(status=Status.CANCELLED_BY_CENTRE)
    assert {one.counsellor for one in cancelled} == {office.personas.jule}
    assert cancelled.count() == 3
    other.refresh_from_db()
    assert other.status == Status.PLANNED


def test_the_day_list_is_printed_by_two_clicks(office: Office, page: Page) -> None:
    planned(office.participation("Jana Jasmin"), local(timezone.localdate(), time(10)))
    page.add_init_script("window.print = () => { document.body.dataset.printed = '' }")
    page.goto("/")
    hand = Hand(page)
    hand.click(page.get_by_role("link", name="Tagesliste"))
    hand.click(page.get_by_role("button", name="Drucken"))
    expect(page.locator("body[data-printed]")).to_have_count(1)
    assert hand.moves <= 2 and hand.seconds <= 5
    expect(page.locator(".pv-paper tbody")).to_contain_text("Jana Jasmin")
