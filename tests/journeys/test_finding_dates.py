"""A date for three in five clicks, and a counsellor's week of offered times on a telephone; both by keyboard, too."""

import pytest
from playwright.sync_api import Page, expect

from perspektiv.records.appointments.models import Appointment, ClosingDate, OfferedSlot
from perspektiv.records.appointments.slots import key_of
from perspektiv.records.cases.models import Participation
from perspektiv.records.letters.models import Message
from tests.journeys.conftest import LogIn
from tests.journeys.counting import Hand
from tests.records.appointments.office import Office, at, open_office, workday

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def office(transactional_db: None) -> Office:
    return open_office()


@pytest.fixture
def running(office: Office) -> Participation:
    running = office.participation("Jana Jasmin")
    running.jobcoach = office.personas.wachtel
    running.save()
    return running


class TestADateForThree:
    def test_is_proposed_to_both_in_two_clicks_from_the_file(
        self, office: Office, running: Participation, log_in: LogIn
    ) -> None:
        page = log_in(office.personas.jule).new_page()
        page.goto(f"/personen/{running.participant_id}/abschluss/")
        hand = Hand(page)
        hand.click(page.get_by_role("link", name="Termin finden"))
        hand.click(page.get_by_role("button", name="Diese Zeiten vorschlagen"))
        expect(page.get_by_role("heading", name="Vorgeschlagen, Antworten stehen aus")).to_be_visible()
        assert hand.moves <= 5
        assert ClosingDate.objects.open().count() == 3
        assert Message.objects.count() == 2

    def test_both_answers_by_telephone_book_it(self, office: Office, running: Participation, log_in: LogIn) -> None:
        page = log_in(office.personas.toni).new_page()
        page.goto(f"/termine/zu-dritt/{running.pk}/")
        hand = Hand(page)
        hand.click(page.get_by_role("button", name="Diese Zeiten vorschlagen"))
        for said in ("Teilnehmende Person kann", "Jobcoach kann"):
            first = page.locator(".pv-closingdates > li").first
            hand.click(first.locator("summary"))
            hand.click(first.get_by_role("button", name=said, exact=True))
        expect(page.get_by_role("heading", name="Das Abschlussgespräch ist gebucht")).to_be_visible()
        assert hand.moves <= 5
        assert Appointment.objects.get().kind == Appointment.Kind.CLOSING_TALK

    def test_takes_two_keys(self, office: Office, running: Participation, log_in: LogIn) -> None:
        page = log_in(office.personas.toni).new_page()
        page.goto(f"/termine/zu-dritt/{running.pk}/")
        expect(page.get_by_role("button", name="Diese Zeiten vorschlagen")).to_be_focused()
        hand = Hand(page)
        hand.press("Enter")
        expect(page.get_by_role("heading", name="Vorgeschlagen, Antworten stehen aus")).to_be_visible()
        assert hand.moves <= 2


class TestOfferingTimes:
    @pytest.fixture
    def page(self, office: Office, log_in: LogIn) -> Page:
        page = log_in(office.personas.jule).new_page()
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        page.goto(f"/termine/angebot/?day={workday().isoformat()}")
        return page

    def test_a_tap_is_one_unit_and_another_takes_it_back(self, page: Page) -> None:
        unit = page.locator(f'[id="unit-{key_of(at(10))}"]')
        hand = Hand(page)
        hand.click(unit)
        expect(unit).to_have_attribute("aria-pressed", "true")
        assert OfferedSlot.objects.standing().get().starts_at == at(10)
        hand.click(unit)
        expect(unit).to_have_attribute("aria-pressed", "false")
        assert not OfferedSlot.objects.standing().exists()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    def test_a_week_is_repeated_with_one_more(self, page: Page) -> None:
        unit = page.locator(f'[id="unit-{key_of(at(10))}"]')
        hand = Hand(page)
        hand.click(unit)
        expect(unit).to_have_attribute("aria-pressed", "true")
        hand.click(page.get_by_role("button", name="Wiederholen"))
        expect(page.locator("[data-undo]")).to_be_visible()
        assert hand.moves <= 3
        assert OfferedSlot.objects.standing().count() > 4

    def test_the_unit_keeps_the_focus(self, page: Page) -> None:
        unit = page.locator(f'[id="unit-{key_of(at(10))}"]')
        unit.focus()
        page.keyboard.press("Enter")
        expect(unit).to_have_attribute("aria-pressed", "true")
        expect(unit).to_be_focused()
