"""The municipality's login, a passkey as second factor, and the idle lock that keeps what was typed."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from perspektiv.records.access.models import User
from tests.journeys.conftest import LogIn
from tests.journeys.test_access import enter
from tests.provider.running import CLIENT, SECRET, Town, running
from tests.records.personas import PASSWORD, Personas, make_personas

FORM = "/verwaltung/konten/neu/"


@pytest.fixture
def people(transactional_db: None) -> Personas:
    return make_personas()


@pytest.fixture(autouse=True)
def quarter_of_an_hour(settings: Settings) -> None:
    settings.IDLE_MINUTES = 15


@pytest.fixture
def town(live_server: LiveServer, settings: Settings, tmp_path: Path) -> Iterator[Town]:
    back = live_server.url + reverse("oidc_callback")
    known: dict[str, Any] = {
        "fee": ("fee.wachtel.musterplatz@example.org", {}),
        "niemand": ("niemand@example.org", {}),
    }
    with running(known, [back], tmp_path) as town:
        settings.OIDC_NAME, settings.OIDC_SERVER = "Stadt Musterplatz", town.address
        settings.OIDC_CLIENT, settings.OIDC_SECRET = CLIENT, SECRET
        yield town


def key_of(window: BrowserContext, page: Page) -> None:
    """A device that answers with a touch of the finger."""
    device = window.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def away(user: User, **long: float) -> None:
    """As if nothing had happened for so long, in the sessions of this user."""
    UserSession.objects.filter(user=user).update(last_seen_at=timezone.now() - timedelta(**long))


def nothing_wrong(page: Page) -> None:
    for theme in ("light", "dark"):
        page.evaluate(f"document.documentElement.dataset.kernTheme = '{theme}'")
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert found == [], [(one["id"], one["nodes"][0]["target"]) for one in found]


@pytest.mark.usefixtures("people", "town")
class TestByTheService:
    def test_in_three_clicks_and_out_again_with_a_sentence(self, log_in: LogIn) -> None:
        page = log_in(None).new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if "Security Policy" in message.text else None)
        page.goto("/hilfe/")
        nothing_wrong(page)
        page.get_by_role("link", name="Mit Stadt Musterplatz anmelden").click()
        page.get_by_role("button", name="fee").click()
        expect(page.locator(".pv-me__name")).to_have_text("Fee Wachtel")
        assert page.url.endswith("/hilfe/")
        assert said == []

    def test_who_has_no_account_reads_why(self, log_in: LogIn) -> None:
        page = log_in(None).new_page()
        page.goto(reverse("oidc_begin"))
        page.get_by_role("button", name="niemand").click()
        expect(page.get_by_role("alert")).to_contain_text("Für niemand@example.org gibt es hier kein Konto")
        nothing_wrong(page)
        page.get_by_role("link", name="Zur Anmeldung").click()
        expect(page.get_by_role("heading", name="Anmelden", level=1)).to_be_visible()

    def test_it_unlocks_for_who_says_anew_who_they_are(self, people: Personas, town: Town, log_in: LogIn) -> None:
        page = log_in(None).new_page()
        page.goto(reverse("oidc_begin"))
        page.get_by_role("button", name="fee").click()
        page.wait_for_url(lambda url: town.address not in url)
        away(people.fee, minutes=16)
        page.goto("/hilfe/?a=b")
        expect(page.get_by_role("heading", name="Gesperrt")).to_be_visible()
        page.get_by_role("link", name="Mit Stadt Musterplatz").click()
        page.get_by_role("button", name="fee").click()
        page.wait_for_url("**/hilfe/?a=b")


class TestKeys:
    def test_a_passkey_is_the_second_factor_and_unlocks(self, people: Personas, log_in: LogIn) -> None:
        window = log_in(None)
        page = window.new_page()
        key_of(window, page)
        enter(window, people.toni)
        page.goto(reverse("mfa_add_webauthn"))
        page.get_by_label("Name").fill("Blauer Stick")
        page.get_by_role("button", name="Hinzufügen").click()
        expect(page.get_by_role("heading", name="Ersatzcodes")).to_be_visible()
        window.clear_cookies()
        page.goto(reverse("account_login"))
        page.get_by_label("E-Mail-Adresse").fill(people.toni.email)
        page.get_by_label("Passwort").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Zweiter Faktor")).to_be_visible()
        page.get_by_role("button", name="Mit einem Sicherheitsschlüssel").click()
        expect(page.locator(".pv-me__name")).to_have_text("Toni Zeisig")
        assert Authenticator.objects.filter(user=people.toni, type="webauthn").exists()
        away(people.toni, minutes=16)
        page.goto("/hilfe/")
        nothing_wrong(page)
        page.get_by_role("button", name="Mit Passkey oder Sicherheitsschlüssel").click()
        page.wait_for_url("**/hilfe/")
        expect(page.locator(".pv-me__name")).to_have_text("Toni Zeisig")


class TestIdleLock:
    def test_warns_a_minute_before_and_goes_on(self, people: Personas, log_in: LogIn) -> None:
        page = _at_the_form(log_in(people.ada))
        away(people.ada, minutes=14, seconds=20)
        page.clock.fast_forward("14:20")
        expect(page.get_by_role("dialog", name="Sind Sie noch da?")).to_be_visible()
        nothing_wrong(page)
        page.get_by_role("button", name="Weiterarbeiten").click()
        expect(page.get_by_role("dialog")).to_have_count(0)
        assert UserSession.objects.get().last_seen_at > timezone.now() - timedelta(minutes=1)

    def test_another_window_in_use_keeps_this_one_open(self, people: Personas, log_in: LogIn) -> None:
        page = _at_the_form(log_in(people.ada))
        with page.expect_response(f"**{reverse('time_left')}"):
            page.clock.fast_forward("16:00")
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.get_by_label("Vorname")).to_be_visible()

    def test_covers_and_gives_back_what_was_typed_in_every_window(self, people: Personas, log_in: LogIn) -> None:
        window = log_in(people.ada)
        page, other = _at_the_form(window), _at_the_form(window)
        page.get_by_label("Vorname").fill("Rita")
        page.get_by_label("Beratung").check()
        away(people.ada, minutes=16)
        for one in (page, other):
            one.clock.fast_forward("16:00")
            expect(one.get_by_role("dialog", name="Gesperrt")).to_be_visible()
            expect(one.get_by_text("Konto einladen")).not_to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog", name="Gesperrt")).to_be_visible()
        nothing_wrong(page)
        page.get_by_label("Passwort").fill("geraten")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_have_text("Das Passwort stimmt nicht.")
        page.get_by_label("Passwort").fill(PASSWORD)
        page.keyboard.press("Enter")
        for one in (page, other):
            expect(one.get_by_role("dialog")).to_have_count(0)
        expect(page.get_by_label("Vorname")).to_have_value("Rita")
        expect(page.get_by_label("Beratung")).to_be_checked()
        page.get_by_label("Nachname").fill("Rotkehlchen")
        page.get_by_label("E-Mail-Adresse").fill("rita@example.org")
        page.get_by_role("button", name="Einladen").click()
        expect(page.get_by_text("Rita Rotkehlchen ist eingeladen")).to_be_visible()

    def test_what_the_server_refuses_covers_the_page(self, people: Personas, log_in: LogIn) -> None:
        page = _at_the_form(log_in(people.ada))
        away(people.ada, minutes=16)
        page.get_by_label("Vorname").fill("Rita")
        page.clock.run_for(1500)
        expect(page.get_by_role("dialog", name="Gesperrt")).to_be_visible()
        page.get_by_label("Passwort").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_text("Entwurf gespeichert")).to_be_visible()

    def test_without_scripts_by_a_page_of_its_own(self, people: Personas, log_in: LogIn) -> None:
        page = log_in(people.ada, scripts=False).new_page()
        page.goto(FORM)
        page.get_by_label("Vorname").fill("Rita")
        page.get_by_label("Nachname").fill("Rotkehlchen")
        page.get_by_label("E-Mail-Adresse").fill("rita@example.org")
        page.get_by_label("Beratung").check()
        away(people.ada, minutes=16)
        page.get_by_role("button", name="Einladen").click()
        page.get_by_label("Passwort").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Jetzt abschicken").click()
        expect(page.get_by_text("Rita Rotkehlchen ist eingeladen")).to_be_visible()


def _at_the_form(window: BrowserContext) -> Page:
    page = window.new_page()
    page.clock.install()
    with page.expect_response("**/entwurf/**"):  # the last thing that the page asks for when it is opened
        page.goto(FORM)
    return page
