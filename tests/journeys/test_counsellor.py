"""The counsellor's targets, on a phone 390 px wide: what each task costs, and what stands in the records after it."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from perspektiv.records.appointments.models import Appointment, AppointmentChange, Status, Why
from perspektiv.records.appointments.moments import local
from perspektiv.records.cases.models import ClosingResult, Note, Participation
from tests.journeys.conftest import LogIn
from tests.journeys.counting import Hand
from tests.records.appointments.office import Office, open_office

PHONE = {"width": 390, "height": 800}


@pytest.fixture
def office(transactional_db: None) -> Office:
    return open_office()


@pytest.fixture
def running(office: Office) -> Participation:
    running = office.participation("Dilan Distel")
    running.jobcoach = office.personas.wachtel
    running.save()
    return running


@pytest.fixture
def window(office: Office, log_in: LogIn) -> BrowserContext:
    return log_in(office.personas.jule)


@pytest.fixture
def page(window: BrowserContext) -> Page:
    return phone(window)


def phone(window: BrowserContext) -> Page:
    page = window.new_page()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    return page


def planned(running: Participation, starts_at: datetime, kind: str = Appointment.Kind.COUNSELLING) -> Appointment:
    return Appointment.objects.create(
        centre=running.centre,
        participant=running.participant,
        participation=running,
        counsellor=running.counsellor,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=75),
        kind=kind,
    )


def just_now(running: Participation) -> Appointment:
    """One that has begun today."""
    return planned(running, max(timezone.now() - timedelta(minutes=30), local(timezone.localdate(), time.min)))


def test_today_is_there_without_a_click(running: Participation, page: Page) -> None:
    just_now(running)
    page.goto("/")
    expect(page.locator(".pv-day .who")).to_have_text("Dilan Distel")
    assert page.locator(".pv-day .who").bounding_box()["y"] < PHONE["height"]  # type: ignore[index]


def test_marking_takes_one_click(running: Participation, page: Page) -> None:
    talk = just_now(running)
    page.goto("/")
    hand = Hand(page)
    hand.click(page.get_by_role("button", name="Stattgefunden"))
    expect(page.locator("[data-undo]")).to_contain_text("Dilan Distel")
    assert hand.moves <= 1 and hand.seconds <= 2
    talk.refresh_from_db()
    assert talk.status == Status.HELD


@pytest.mark.parametrize(("chosen", "why"), [("nicht erreicht", Why.NOT_REACHED), ("nicht erschienen", "")])
def test_a_no_show_with_its_reason_takes_two_clicks_from_today(
    running: Participation, page: Page, chosen: str, why: str
) -> None:
    talk = just_now(running)
    page.goto("/")
    hand = Hand(page)
    hand.click(page.locator(".pv-day .pv-actions > summary"))
    choice = page.locator(".pv-day .pv-menu").get_by_role("button", name=chosen).first
    assert choice.bounding_box()["x"] + choice.bounding_box()["width"] <= PHONE["width"]  # type: ignore[index]
    hand.click(choice)
    expect(page.locator("[data-undo]")).to_contain_text("Dilan Distel")
    assert hand.moves <= 2 and hand.seconds <= 4
    talk.refresh_from_db()
    assert talk.status == Status.NO_SHOW
    assert AppointmentChange.objects.latest("created_at").why == why


def test_a_no_show_with_its_reason_takes_two_clicks_in_the_grid(running: Participation, page: Page) -> None:
    talk = just_now(running)
    page.goto("/anwesenheit/")
    hand = Hand(page)
    row = page.locator(f"#row-{talk.pk}")
    hand.click(row.locator("label", has=page.locator("[value=no_show]")))
    hand.click(row.get_by_role("button", name="nicht erreicht"))
    expect(row.get_by_role("button", name="nicht erreicht")).to_have_attribute("aria-pressed", "true")
    assert hand.moves <= 2 and hand.seconds <= 4
    talk.refresh_from_db()
    assert talk.status == Status.NO_SHOW
    assert AppointmentChange.objects.latest("created_at").why == Why.NOT_REACHED


class TestNotes:
    @pytest.fixture
    def page(self, running: Participation, window: BrowserContext) -> Page:
        """A new note, where the writing begins; the browser's clock can be put forward."""
        page = phone(window)
        page.clock.install()
        page.goto(f"/personen/{running.participant_id}/notizen/")
        return page

    def test_are_saved_while_one_writes_without_a_click(self, page: Page) -> None:
        write(page, "Interessen besprochen.")
        expect(page.locator("#saved")).to_contain_text("Entwurf gespeichert")
        assert Note.objects.get().words == "Interessen besprochen."

    def test_without_a_network_are_kept_and_saved_later(self, page: Page, window: BrowserContext) -> None:
        write(page, "Interessen besprochen.")
        expect(page.locator("#saved")).to_contain_text("Entwurf gespeichert")
        window.set_offline(True)
        write(page, "Interessen besprochen. Drei Betriebe gefunden.")
        expect(page.locator("#saved")).to_contain_text("Nicht gespeichert")
        assert Note.objects.get().words == "Interessen besprochen."
        window.set_offline(False)
        page.clock.run_for(6_000)
        expect(page.locator("#saved")).to_contain_text("Entwurf gespeichert")
        assert Note.objects.get().words == "Interessen besprochen. Drei Betriebe gefunden."

    @pytest.mark.parametrize(
        ("choice", "kept"),
        [
            ("Beide behalten", "Aus dem ersten Fenster.\n\nAus dem zweiten Fenster."),
            ("Meine nehmen", "Aus dem zweiten Fenster."),
            ("Die andere nehmen", "Aus dem ersten Fenster."),
        ],
    )
    def test_in_two_windows_lose_nothing(
        self, choice: str, kept: str, office: Office, running: Participation, page: Page, window: BrowserContext
    ) -> None:
        note = Note.objects.create(
            centre=office.centre, participant=running.participant, author=office.personas.jule, words="Anfang"
        )
        address = f"/personen/{running.participant_id}/notizen/?note={note.pk}"
        second = phone(window)
        second.clock.install()
        for one in (page, second):
            one.goto(address)
        write(page, "Aus dem ersten Fenster.")
        expect(page.locator("#saved")).to_contain_text("Entwurf gespeichert")
        write(second, "Aus dem zweiten Fenster.")
        expect(second.locator("#saved")).to_contain_text("Aus dem ersten Fenster.")
        assert Note.objects.get().words == "Aus dem ersten Fenster."
        second.locator("#saved").get_by_text(choice).click()
        expect(second.locator(".pv-two-texts")).to_have_count(0)
        assert Note.objects.get().words.replace("\r\n", "\n") == kept


def write(page: Page, words: str) -> None:
    """Text into the note, and the second that passes until it is sent."""
    page.locator("#writing textarea").fill(words)
    page.clock.run_for(1_100)


def test_the_next_date_takes_three_clicks(running: Participation, page: Page) -> None:
    planned(running, local(timezone.localdate(), time(10)))
    page.goto("/")
    hand = Hand(page)
    hand.click(page.locator(".pv-day .who"))
    hand.click(page.get_by_role("link", name="Nächster Termin"))
    hand.click(page.get_by_role("button", name="Buchen", exact=True))
    expect(page.locator("[data-undo]")).to_contain_text("Dilan Distel")
    assert hand.moves <= 3 and hand.seconds <= 15
    booked = Appointment.objects.filter(starts_at__gt=timezone.now()).latest("created_at")
    assert (booked.participation, booked.counsellor) == (running, running.counsellor)


def test_a_series_of_eight_takes_five_clicks(running: Participation, page: Page) -> None:
    page.goto("/")
    hand = Hand(page)
    hand.click(page.locator(".pv-tabbar").get_by_role("link", name="Personen"))
    hand.click(page.get_by_role("link", name="Dilan Distel"))
    hand.click(page.get_by_role("link", name="Nächster Termin"))
    hand.click(page.get_by_role("button", name="Als wöchentliche Serie"))
    hand.click(page.get_by_role("button", name="8 Termine buchen"))
    expect(page.locator("[data-undo]")).to_be_visible()
    assert hand.moves <= 5 and hand.seconds <= 30
    days = sorted(timezone.localdate(one.starts_at) for one in Appointment.objects.filter(participation=running))
    assert len(days) == 8
    assert {day.isocalendar().week for day in days} == {
        (days[0] + timedelta(weeks=week)).isocalendar().week for week in range(8)
    }


def test_preparing_the_closing_talk_takes_three_clicks(running: Participation, page: Page) -> None:
    planned(running, local(timezone.localdate(), time.max), Appointment.Kind.CLOSING_TALK)  # still to begin today
    page.goto("/")
    hand = Hand(page)
    hand.click(page.get_by_role("link", name="Vorbereiten"))
    hand.write("Pflege passt, ein Praktikum ist vereinbart.", into=page.get_by_label("Was wir gemeinsam festhalten"))
    hand.click(page.get_by_role("button", name="Fertig"))
    expect(page.locator("#messages")).to_contain_text("ist gespeichert")
    assert hand.moves <= 3 and hand.seconds <= 20
    assert ClosingResult.objects.get().words == "Pflege passt, ein Praktikum ist vereinbart."


def test_the_closing_result_is_released_by_one_click_each(running: Participation, office: Office, page: Page) -> None:
    ClosingResult.objects.create(centre=office.centre, participation=running, words="Pflege passt.")
    page.goto(f"/personen/{running.participant_id}/abschluss/")
    hand = Hand(page)
    hand.click(page.get_by_role("button", name="Stimmt zu: freigeben"))
    expect(page.locator("#messages")).to_be_visible()
    hand.click(page.get_by_role("button", name="Freigeben", exact=True))
    expect(page.locator(".pv-releases")).to_contain_text("kann lesen")
    assert hand.moves <= 2
    result = ClosingResult.objects.get()
    assert result.released
    assert result.counsellor_released_by == office.personas.jule
