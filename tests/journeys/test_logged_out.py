"""The session ended, or the line did, while a page was open: nothing looks saved that is not, nothing typed is lost."""

from datetime import timedelta
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import get_random_string
from playwright.sync_api import Page, expect

from perspektiv.records.access.models import User
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.people.models import Jobcoach, Participant
from tests.journeys.conftest import LogIn, session_of
from tests.records.appointments.office import Office, at, open_office, workday

OUT = "Nicht gespeichert: Sie sind abgemeldet."


@pytest.fixture
def office(transactional_db: None) -> Office:
    return open_office()


@pytest.fixture
def page(office: Office, log_in: LogIn) -> Page:
    return log_in(office.personas.toni).new_page()


@pytest.fixture
def yesterday(office: Office) -> Appointment:
    return office.booked(at(10, days_ahead=-1))


def attendance(page: Page, *, ahead: int = -1) -> None:
    page.goto(f"/anwesenheit/?day={workday(ahead).isoformat()}")


def as_before(page: Page, appointment: Appointment) -> None:
    """As the server has it; the mark is still there to be seen, and to be sent again."""
    row = page.locator(f"#row-{appointment.pk}")
    expect(row.locator("input:checked")).to_have_count(0)
    expect(row).to_have_class("pv-att__row is-here is-open is-lost")
    expect(row.locator("[data-unsaved]")).to_contain_text("stattgefunden: nicht gespeichert")
    expect(page.locator("[data-decided]").first).to_contain_text("0 von 1")


def back_in_another_window(page: Page, user: User) -> None:
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_of(user), "url": urljoin(page.url, "/")}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    page.context.clear_cookies(name="csrftoken")  # a login makes the token new
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.locator("[data-logged-out]")).to_have_count(0)


def log_in_again(page: Page, user: User) -> Page:
    """In a second tab: out, and in with a new session, by which the token becomes new."""
    other = page.context.new_page()
    other.goto("/mein-konto/")
    other.locator("form[action$='/abmelden/'] button").first.evaluate("button => button.form.requestSubmit(button)")
    other.wait_for_url("**/anmelden/**")
    cookies = [
        {"name": settings.SESSION_COOKIE_NAME, "value": session_of(user), "url": urljoin(page.url, "/")},
        {"name": "csrftoken", "value": get_random_string(32), "url": urljoin(page.url, "/")},
    ]
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    other.goto("/")
    page.bring_to_front()
    return other


def test_a_mark_is_not_shown_as_done_and_is_taken_after_the_login(
    office: Office, page: Page, yesterday: Appointment
) -> None:
    attendance(page)
    Session.objects.all().delete()
    page.keyboard.press("S")
    expect(page.locator("#messages")).to_contain_text(OUT)
    as_before(page, yesterday)
    back_in_another_window(page, office.personas.toni)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("S")
    expect(page.locator('[data-row] [name=version][value="2"]')).to_have_count(1)
    yesterday.refresh_from_db()
    assert yesterday.status == Status.HELD


def test_a_mark_is_sent_again_after_logging_out_and_in_in_another_tab(
    office: Office, page: Page, yesterday: Appointment
) -> None:
    """The first tab never heard that it was logged out; its token is of the login before."""
    attendance(page)
    log_in_again(page, office.personas.toni)
    page.keyboard.press("S")
    expect(page.locator('[data-row] [name=version][value="2"]')).to_have_count(1)
    expect(page.locator("#messages .pv-message--warning")).to_have_count(0)
    yesterday.refresh_from_db()
    assert yesterday.status == Status.HELD


def test_a_plain_form_is_sent_after_logging_out_and_in_in_another_tab(office: Office, page: Page) -> None:
    page.goto("/jobcoaches/neu/")
    page.get_by_label("Nachname").fill("Wiedehopf")
    log_in_again(page, office.personas.toni)
    page.locator("main form button[type=submit], main form button:not([type])").last.click()
    page.wait_for_url(lambda where: "/neu/" not in where)
    assert Jobcoach.objects.filter(family_name="Wiedehopf").exists()


def test_the_mark_that_was_not_stored_is_sent_by_its_row(page: Page, yesterday: Appointment) -> None:
    attendance(page)
    page.context.set_offline(True)
    page.keyboard.press("S")
    as_before(page, yesterday)
    page.context.set_offline(False)
    page.get_by_role("button", name="Noch einmal senden").click()
    expect(page.locator('[data-row] [name=version][value="2"]')).to_have_count(1)
    expect(page.locator("[data-unsaved], [data-not-sent]")).to_have_count(0)


def test_without_network_the_page_stays_where_it_is(office: Office, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 500})
    booked = [office.booked(at(hour, days_ahead=-1)) for hour in (8, 10, 12, 14, 16)]
    attendance(page)
    last = page.locator(f"#row-{booked[-1].pk}")
    last.scroll_into_view_if_needed()
    page.evaluate("new Promise(seen => (function look() { scrollY > 200 ? seen() : requestAnimationFrame(look) })())")
    before = last.bounding_box()
    page.context.set_offline(True)
    last.locator("label").first.click()
    expect(last.locator("[data-unsaved]")).to_be_in_viewport()
    after = last.bounding_box()
    assert before is not None and after is not None
    assert abs(after["y"] - before["y"]) < 120


def test_all_held_says_so_as_well(page: Page, yesterday: Appointment) -> None:
    attendance(page)
    Session.objects.all().delete()
    page.keyboard.press("A")
    expect(page.locator("#messages")).to_contain_text(OUT)
    yesterday.refresh_from_db()
    assert yesterday.status == Status.PLANNED


def test_a_mark_without_network_is_put_back(page: Page, yesterday: Appointment) -> None:
    attendance(page)
    page.context.set_offline(True)
    page.keyboard.press("S")
    expect(page.locator("#messages")).to_contain_text("nicht beim Server")
    as_before(page, yesterday)


def test_a_mark_that_is_refused_is_put_back(office: Office, page: Page) -> None:
    coming = office.booked(at(10))
    attendance(page, ahead=7)
    page.locator(f"#row-{coming.pk} label.is-held, #row-{coming.pk} label").first.click()
    expect(page.locator("#messages .pv-message--error")).to_be_visible()
    expect(page.locator(f"#row-{coming.pk} input:checked")).to_have_count(0)
    expect(page.locator("[data-decided]").first).to_contain_text("0 von 1")


def test_a_form_of_a_page_that_stood_for_long_is_not_sent_to_the_login(office: Office, page: Page) -> None:
    page.clock.install()
    page.goto("/personen/zugang/")
    page.get_by_label("Vorname").fill("Dilan")
    with page.expect_response("**/aehnliche/"):
        page.get_by_label("Nachname").fill("Distel")
        page.clock.fast_forward(1000)
    with page.expect_response("**/aehnliche/"):  # leaving the field asks once more
        page.get_by_label("Nachname").blur()
        page.clock.fast_forward(1000)
    expect(page.locator(".htmx-request")).to_have_count(0)
    page.clock.fast_forward(61_000)
    Session.objects.all().delete()
    page.get_by_role("button", name="Erfassen", exact=True).click()
    expect(page.locator("#messages")).to_contain_text(OUT)
    expect(page.get_by_label("Nachname")).to_have_value("Distel")
    back_in_another_window(page, office.personas.toni)
    page.get_by_label("Tag des Zugangs").fill((timezone.localdate() - timedelta(days=1)).isoformat())
    page.get_by_role("button", name="Erfassen", exact=True).click()
    page.wait_for_url("**/zugaenge/*/")
    assert Participant.objects.get().family_name == "Distel"


def test_a_form_with_an_error_begins_at_the_first_field_that_is_not_right(office: Office, page: Page) -> None:
    page.goto("/jobcoaches/neu/")
    page.get_by_label("Vorname").fill("Willi")
    page.locator("main form").last.evaluate("form => form.noValidate = true")
    page.locator("main form button[type=submit], main form button:not([type])").last.click()
    expect(page.get_by_label("Nachname")).to_be_focused()
    expect(page.locator("main .kern-error").first).to_contain_text("Bitte ausfüllen.")
