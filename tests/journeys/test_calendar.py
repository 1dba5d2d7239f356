"""The calendar's targets, each by mouse and by keyboard alone: booking, moving, a day of absence, a series of eight."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from perspektiv.records.appointments.models import Absence, Appointment, Status
from perspektiv.records.appointments.moments import monday_of
from perspektiv.records.appointments.opening import Opening
from perspektiv.records.appointments.slots import key_of
from perspektiv.records.cases.models import Participation
from perspektiv.records.people.names import search_name
from tests.journeys.conftest import LogIn
from tests.journeys.counting import Hand
from tests.records.appointments.office import Office, at, open_office, workday

WIDE = {"width": 1280, "height": 900}


@pytest.fixture
def office(transactional_db: None) -> Office:
    return open_office()


@pytest.fixture
def jana(office: Office) -> Participation:
    """Somebody in the middle of a segment, who can be found by name."""
    running = office.participation("Jana Jasmin")
    person = running.participant
    person.search_name = search_name(
        file_number=person.file_number, customer_number="", given_name="Jana", family_name="Jasmin"
    )
    person.save()
    return running


@pytest.fixture
def page(office: Office, log_in: LogIn) -> Page:
    page = log_in(office.personas.toni).new_page()
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    return page


def midweek() -> date:
    """A Wednesday between open days."""
    day, opening = monday_of(workday(7)) + timedelta(days=2), Opening()
    while not all(opening.starts_of(day + timedelta(days=n)) for n in (-1, 0, 1)):
        day += timedelta(days=7)
    return day


def week(day: date, by: str = "counsellors") -> str:
    return f"/termine/woche/?day={day.isoformat()}&by={by}"


def gap(page: Page, when: datetime, line: str = "Jule Lerche") -> Locator:
    of = page.locator("[data-line]", has=page.get_by_role("heading", name=line))
    return of.locator(f'[data-at="{key_of(when)}"]')


def slot_of(page: Page, appointment: Appointment) -> Locator:
    return page.locator(f"#slot-{appointment.pk}")


@pytest.mark.usefixtures("jana")
class TestBooking:
    def test_takes_three_clicks_from_the_gap(self, jana: Participation, page: Page) -> None:
        page.goto(week(midweek()))
        hand = Hand(page)
        hand.click(gap(page, at(10, day=midweek())))
        hand.type("jas")
        hand.click(page.locator('#people [data-words="jas"] a'))
        hand.click(page.get_by_role("button", name="Buchen", exact=True))
        expect(page.locator("[data-undo]")).to_contain_text("Jana Jasmin")
        assert hand.moves <= 4 and hand.seconds <= 15
        booked = Appointment.objects.get()
        assert (booked.participation, booked.starts_at) == (jana, at(10, day=midweek()))
        expect(slot_of(page, booked)).to_be_focused()

    def test_takes_three_keys_from_the_gap(self, page: Page) -> None:
        page.goto(week(midweek()))
        gap(page, at(10, day=midweek())).focus()
        hand = Hand(page)
        hand.press("Enter")
        hand.type("jas")
        hand.press("Enter")
        expect(page.locator("#times [name=slot]").first).to_be_focused()
        hand.press("Enter")
        expect(page.locator("[data-undo]")).to_contain_text("Jana Jasmin")
        assert hand.moves <= 4 and hand.seconds <= 15
        assert Appointment.objects.get().starts_at == at(10, day=midweek())

    def test_whoever_was_looked_at_last_is_one_key_away(self, jana: Participation, page: Page) -> None:
        page.goto(f"/personen/{jana.participant_id}/")
        page.goto(week(midweek()))
        gap(page, at(10, day=midweek())).focus()
        hand = Hand(page)
        hand.press("Enter")
        expect(page.get_by_role("heading", name="Zuletzt angesehen")).to_be_visible()
        expect(page.get_by_role("searchbox", name="Person suchen")).to_be_focused()
        hand.press("Enter")
        expect(page.locator("#times [name=slot]").first).to_be_focused()
        hand.press("Enter")
        expect(page.locator("[data-undo]")).to_contain_text("Jana Jasmin")
        assert hand.moves <= 3 and hand.seconds <= 15

    def test_from_the_list_takes_as_many(self, page: Page) -> None:
        page.goto(f"/termine/?day={midweek().isoformat()}")
        hand = Hand(page)
        hand.click(page.get_by_role("link", name="Jule Lerche, 10:00 frei"))
        hand.type("jas")
        hand.click(page.locator('#people [data-words="jas"] a'))
        hand.click(page.get_by_role("button", name="Buchen", exact=True))
        expect(page.locator("[data-undo]")).to_contain_text("Jana Jasmin")
        assert hand.moves <= 4 and hand.seconds <= 15

    def test_works_without_scripts(self, office: Office, log_in: LogIn) -> None:
        page = log_in(office.personas.toni, scripts=False).new_page()
        page.goto(week(midweek()))
        gap(page, at(10, day=midweek())).click()
        page.locator("main [name=q]").fill("jas")
        page.keyboard.press("Enter")
        page.locator('#people [data-words="jas"] a').click()
        page.get_by_role("button", name="Buchen", exact=True).click()
        assert Appointment.objects.get().starts_at == at(10, day=midweek())


class TestMoving:
    @pytest.fixture
    def booked(self, office: Office, jana: Participation) -> Appointment:
        return office.booked(at(10, day=midweek()), jana, room=office.rooms[0])

    def moved(self, appointment: Appointment) -> datetime:
        appointment.refresh_from_db()
        return timezone.localtime(appointment.starts_at)

    def drag(self, page: Page, one: Locator, to: Locator) -> None:
        one.scroll_into_view_if_needed()
        begin, end = one.bounding_box(), to.bounding_box()
        assert begin and end
        page.mouse.move(begin["x"] + 20, begin["y"] + 10)
        page.mouse.down()
        page.mouse.move(begin["x"] + 40, begin["y"] + 30)
        page.mouse.move(end["x"] + 20, end["y"] + 10, steps=4)

    def test_by_dragging_is_one_movement(self, booked: Appointment, page: Page) -> None:
        page.goto(week(midweek()))
        self.drag(page, slot_of(page, booked), gap(page, at(15, day=midweek())))
        expect(page.locator("#calendar-says")).to_contain_text("ist frei")
        page.mouse.up()
        expect(page.locator("[data-undo]")).to_contain_text("Jana Jasmin")
        assert self.moved(booked) == at(15, day=midweek())
        page.get_by_role("button", name="Rückgängig").click()
        expect(page.locator("#messages")).to_contain_text("Zurückgenommen")
        assert self.moved(booked) == at(10, day=midweek())

    def test_by_keyboard_takes_three_keys(self, booked: Appointment, page: Page) -> None:
        page.goto(week(midweek()))
        slot_of(page, booked).focus()
        hand = Hand(page)
        hand.press("m", "ArrowRight")
        expect(page.locator("#calendar-says")).to_contain_text("ist frei")
        hand.press("Enter")
        expect(page.locator("[data-undo]")).to_contain_text("Jana Jasmin")
        assert hand.moves <= 3 and hand.seconds <= 10
        assert self.moved(booked) == at(10, day=midweek() + timedelta(days=1))
        expect(slot_of(page, booked)).to_be_focused()

    def test_escape_leaves_all_as_it_was(self, booked: Appointment, page: Page) -> None:
        page.goto(week(midweek()))
        slot_of(page, booked).focus()
        page.keyboard.press("m")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Escape")
        expect(slot_of(page, booked)).to_be_focused()
        expect(page.locator(".is-target")).to_have_count(0)
        self.drag(page, slot_of(page, booked), gap(page, at(15, day=midweek())))
        page.keyboard.press("Escape")
        page.mouse.up()
        expect(page.locator(".pv-ghost")).to_have_count(0)
        assert self.moved(booked) == at(10, day=midweek())

    def test_says_what_stands_against_a_time_before_anything_is_saved(
        self, office: Office, booked: Appointment, page: Page
    ) -> None:
        page.goto(week(midweek()))
        office.booked(at(15, day=midweek()), office.participation("Alma Ahorn"))
        self.drag(page, slot_of(page, booked), gap(page, at(15, day=midweek())))
        expect(page.locator("#calendar-says")).to_contain_text("Nächste freie Zeiten")
        page.mouse.up()
        expect(page.get_by_role("alert")).to_contain_text("Jule Lerche hat am")
        assert self.moved(booked) == at(10, day=midweek())

    def test_into_another_room(self, office: Office, booked: Appointment, page: Page) -> None:
        page.set_viewport_size({"width": 1280, "height": 1400})
        page.goto(week(midweek(), "rooms"))
        self.drag(page, slot_of(page, booked), gap(page, at(13, 30, day=midweek()), "Raum 3"))
        page.mouse.up()
        expect(page.locator("[data-undo]")).to_contain_text("Jana Jasmin")
        assert self.moved(booked) == at(13, 30, day=midweek())
        assert booked.room == office.rooms[2]

    def test_a_click_that_is_no_drag_opens_the_appointment(self, booked: Appointment, page: Page) -> None:
        page.goto(week(midweek()))
        slot_of(page, booked).click()
        page.wait_for_url(f"**/termine/{booked.pk}/")

    def test_in_the_list_by_one_key_and_enter(self, booked: Appointment, page: Page) -> None:
        page.goto(f"/termine/?day={midweek().isoformat()}")
        page.get_by_role("link", name="Jana Jasmin", exact=True).focus()
        hand = Hand(page)
        hand.press("m")
        expect(page.locator("#times [name=slot]").first).to_be_focused()
        hand.press("ArrowDown", "Enter")
        expect(page.locator("[data-undo]")).to_contain_text("Jana Jasmin")
        assert hand.moves <= 3 and hand.seconds <= 10
        assert self.moved(booked) != at(10, day=midweek())


class TestAnAbsence:
    def test_takes_five_clicks(self, office: Office, jana: Participation, page: Page) -> None:
        office.booked(at(10, day=midweek()), jana)
        page.goto(f"/termine/?day={(midweek() - timedelta(days=1)).isoformat()}")
        hand = Hand(page)
        hand.click(page.get_by_role("link", name="Tag danach"))
        hand.click(page.get_by_role("link", name="Beratende nicht da"))
        hand.click(page.get_by_role("link", name="Jule Lerche"))
        hand.click(page.get_by_role("button", name="1 Termin absagen"))
        expect(page.locator("[data-undo]")).to_be_visible()
        assert hand.moves <= 5 and hand.seconds <= 60
        assert Appointment.objects.get().status == Status.CANCELLED_BY_CENTRE
        assert Absence.objects.get().counsellor == office.personas.jule

    def test_by_keyboard_ends_with_enter_on_the_button_that_has_the_focus(
        self, office: Office, jana: Participation, page: Page
    ) -> None:
        office.booked(at(10, day=midweek()), jana)
        page.goto(f"/termine/?day={midweek().isoformat()}")
        page.get_by_role("link", name="Beratende nicht da").focus()
        hand = Hand(page)
        hand.press("Enter")
        page.wait_for_url("**/ausfall/**")
        page.get_by_role("link", name="Jule Lerche").focus()
        hand.press("Enter")
        expect(page.get_by_role("button", name="1 Termin absagen")).to_be_focused()
        hand.press("Enter")
        expect(page.locator("[data-undo]")).to_be_visible()
        assert hand.moves <= 5 and hand.seconds <= 60


@pytest.mark.usefixtures("jana")
class TestASeriesOfEight:
    def test_from_a_gap_takes_four_clicks(self, page: Page) -> None:
        page.goto(week(midweek()))
        hand = Hand(page)
        hand.click(gap(page, at(10, day=midweek())))
        hand.type("jas")
        hand.click(page.locator('#people [data-words="jas"] a'))
        hand.click(page.get_by_role("button", name="Als wöchentliche Serie"))
        hand.click(page.get_by_role("button", name="8 Termine buchen"))
        expect(page.locator("[data-undo]")).to_be_visible()
        assert hand.moves <= 5 and hand.seconds <= 30
        assert Appointment.objects.count() == 8

    def test_by_keyboard_alone(self, page: Page) -> None:
        page.goto(week(midweek()))
        gap(page, at(10, day=midweek())).focus()
        hand = Hand(page)
        hand.press("Enter")
        hand.type("jas")
        hand.press("Enter")
        expect(page.locator("#times [name=slot]").first).to_be_focused()
        hand.press("s")
        expect(page.get_by_role("button", name="8 Termine buchen")).to_be_focused()
        hand.press("Enter")
        expect(page.locator("[data-undo]")).to_be_visible()
        assert hand.moves <= 5 and hand.seconds <= 30
        assert Appointment.objects.count() == 8
