"""Getting in: an invitation to the first page, a passkey, and drafts that survive."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse
from playwright.sync_api import BrowserContext, Route, expect
from pytest_django import Settings

from perspektiv.records.access.invitations import token_for
from perspektiv.records.access.models import Draft, Membership, User
from perspektiv.records.access.roles import Role
from tests.journeys.conftest import LogIn
from tests.journeys.counting import Hand
from tests.records.personas import PASSWORD, Personas, make_personas


@pytest.fixture
def people(transactional_db: None) -> Personas:
    return make_personas()


def enter(window: BrowserContext, user: User) -> None:
    page = window.new_page()
    page.goto(reverse("account_login"))
    page.get_by_label("E-Mail-Adresse").fill(user.email)
    page.get_by_label("Passwort").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: reverse("account_login") not in url)
    page.close()


def test_from_the_invitation_to_the_first_page(people: Personas, log_in: LogIn, settings: Settings) -> None:
    settings.MFA_TOTP_TOLERANCE = 1  # its half minute may end before the code is there
    user = User.objects.create_user("rita@example.org", given_name="Rita", family_name="Rotkehlchen")
    Membership.objects.create(user=user, centre=people.centre, role=Role.COUNSELLOR)
    page = log_in(None).new_page()
    page.goto(reverse("access:invitation", args=[token_for(user)]))
    hand = Hand(page)
    hand.type(PASSWORD)
    hand.press("Enter")
    page.wait_for_url(re.compile(reverse("account_login")))
    hand.type(PASSWORD)
    hand.press("Enter")
    expect(page.get_by_role("heading", name="Zweiter Faktor", level=1)).to_be_visible()
    page.get_by_role("link", name="Einrichten").click()
    expect(page.locator("img.pv-qr")).not_to_have_js_property("naturalWidth", 0)
    secret = page.locator(".pv-secret").text_content() or ""
    page.get_by_label("Code aus sechs Ziffern").fill(str(format_hotp_value(hotp_value(secret, int(time.time()) // 30))))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ersatzcodes")).to_be_visible()
    expect(page.locator(".pv-codes li")).to_have_count(10)
    page.get_by_role("link", name="Zum Anfang").click()
    page.wait_for_url(re.compile(r"//[^/]+/$"))
    expect(page.locator(".pv-me__name").first).to_have_text("Rita Rotkehlchen")


def test_a_passkey_opens_without_a_password(people: Personas, log_in: LogIn) -> None:
    window = log_in(None)
    enter(window, people.fee)
    page = window.new_page()
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
    page.goto(reverse("mfa_add_webauthn"))
    page.get_by_label("Name").fill("Mein Telefon")
    page.get_by_label("Er öffnet ohne Passwort (Passkey)").check()
    page.get_by_role("button", name="Hinzufügen").click()
    expect(page.get_by_role("heading", name="Ersatzcodes")).to_be_visible()
    window.clear_cookies()
    page.goto(reverse("account_login"))
    page.get_by_role("button", name="Mit einem Passkey").click()
    page.wait_for_url(lambda url: reverse("account_login") not in url)
    page.goto(reverse("access:account"))
    expect(page.get_by_text("Mein Telefon")).to_be_visible()
    page.goto(reverse("mfa_list_webauthn"))
    expect(page.get_by_role("heading", name="Mein Telefon")).to_be_visible()


class TestDrafts:
    PAGE = "/verwaltung/konten/neu/"

    def test_survive_a_closed_window_and_go_when_the_form_is_taken(self, people: Personas, log_in: LogIn) -> None:
        page = log_in(people.ada).new_page()
        page.goto(self.PAGE)
        page.get_by_label("Vorname").fill("Rita")
        page.get_by_label("Beratung").check()
        expect(page.locator("[data-draft-mark]")).to_contain_text(re.compile(r"Entwurf gespeichert \d\d:\d\d"))
        page.close()
        again = log_in(people.ada).new_page()
        again.goto(self.PAGE)
        expect(again.locator("[data-draft-mark]")).to_contain_text("ist wieder da")
        assert again.get_by_label("Vorname").input_value() == "Rita"
        assert again.get_by_label("Beratung").is_checked()
        again.get_by_label("Nachname").fill("Rotkehlchen")
        again.get_by_label("E-Mail-Adresse").fill("rita@example.org")
        again.get_by_role("button", name="Einladen").click()
        expect(again.get_by_text("Rita Rotkehlchen ist eingeladen")).to_be_visible()
        assert not Draft.objects.exists()

    def test_go_also_when_the_form_was_sent_while_they_were_under_way(self, people: Personas, log_in: LogIn) -> None:
        page = log_in(people.ada).new_page()
        page.goto(self.PAGE)
        held: list[Route] = []
        page.route("**/entwurf/**", lambda route: held.append(route))
        for label, value in {
            "Vorname": "Rita",
            "Nachname": "Rotkehlchen",
            "E-Mail-Adresse": "rita@example.org",
        }.items():
            page.get_by_label(label).fill(value)
        page.get_by_label("Beratung").check()
        expect(page.locator("[data-draft-mark]")).to_contain_text("Wird gespeichert")
        page.get_by_role("button", name="Einladen").click()
        late = held.pop()
        late.fulfill(response=late.fetch())
        expect(page.get_by_text("Rita Rotkehlchen ist eingeladen")).to_be_visible()
        assert not Draft.objects.exists()

    def test_are_thrown_away_on_request(self, people: Personas, log_in: LogIn) -> None:
        Draft.objects.create(user=people.ada, form="account-new", content='{"given_name": ["Rita"]}')
        page = log_in(people.ada).new_page()
        page.goto(self.PAGE)
        page.get_by_role("button", name="Verwerfen").click()
        expect(page.get_by_label("Vorname")).to_have_value("")
        expect(page.locator("[data-draft-mark]")).to_be_empty()
        assert not Draft.objects.exists()

    def test_say_when_there_is_no_network_and_are_kept_once_there_is(self, people: Personas, log_in: LogIn) -> None:
        window = log_in(people.ada)
        page = window.new_page()
        page.goto(self.PAGE)
        window.set_offline(True)
        page.get_by_label("Vorname").fill("Rita")
        expect(page.locator("[data-draft-mark]")).to_contain_text("Ohne Netz")
        window.set_offline(False)
        expect(page.locator("[data-draft-mark]")).to_contain_text("Entwurf gespeichert")
        assert "Rita" in Draft.objects.get().content

    def test_of_a_logged_out_window_say_so(self, people: Personas, log_in: LogIn) -> None:
        window = log_in(people.ada)
        page = window.new_page()
        page.goto(self.PAGE)
        window.clear_cookies()
        page.get_by_label("Vorname").fill("Rita")
        expect(page.locator("[data-draft-mark]")).to_contain_text("Abgemeldet")
