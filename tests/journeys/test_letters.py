"""Writing to somebody: three clicks from the file to the letter, with a preview on the way; templates; printing."""

import pytest
from playwright.sync_api import Page, expect

from perspektiv.records.letters.models import Message, Template
from perspektiv.records.people.models import Participant
from tests.journeys.conftest import LogIn
from tests.journeys.counting import Hand, drawn
from tests.records.letters.writing import invited, make_dilan
from tests.records.personas import Personas, make_personas


@pytest.fixture
def people(transactional_db: None) -> Personas:
    return make_personas()


@pytest.fixture
def dilan(people: Personas) -> Participant:
    return make_dilan(people)


@pytest.fixture
def page(people: Personas, log_in: LogIn) -> Page:
    return log_in(people.toni).new_page()


def test_a_letter_takes_three_clicks(dilan: Participant, page: Page) -> None:
    page.goto(f"/personen/{dilan.pk}/")
    hand = Hand(page)
    hand.click(page.locator(".pv-tabs").get_by_role("link", name="Briefe"))
    hand.click(page.get_by_role("link", name="Bitte melden"))
    expect(page.frame_locator("iframe").get_by_role("img", name="Bitte melden Sie sich bei uns")).to_be_visible()
    hand.click(page.get_by_role("button", name="Zu den Briefen zum Drucken"))
    expect(page.get_by_text("Der Brief liegt bei denen zum Drucken.")).to_be_visible()
    assert Message.objects.get().state == Message.State.TO_PRINT
    assert hand.moves <= 3 and hand.seconds <= 20


def test_a_letter_by_keyboard_alone_and_without_scripts(people: Personas, dilan: Participant, log_in: LogIn) -> None:
    page = log_in(people.toni, scripts=False).new_page()
    page.goto(f"/personen/{dilan.pk}/briefe/")
    page.get_by_role("link", name="Eigener Text").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Ihr Text").fill("Bis Donnerstag!")
    page.get_by_role("button", name="Vorschau").press("Enter")
    expect(page.frame_locator("iframe").get_by_text("Bis Donnerstag!")).to_be_attached()
    page.get_by_role("button", name="Zu den Briefen zum Drucken").press("Enter")
    expect(page.get_by_text("Der Brief liegt bei denen zum Drucken.")).to_be_visible()
    assert "Bis Donnerstag!" in Message.objects.get().body


def test_undo_takes_the_letter_back(dilan: Participant, page: Page) -> None:
    page.goto(f"/personen/{dilan.pk}/briefe/schreiben/?name=Bitte%20melden")
    page.get_by_role("button", name="Zu den Briefen zum Drucken").click()
    page.get_by_role("button", name="Rückgängig").click()
    expect(page.get_by_text("Zurückgenommen. Es wurde nichts gesendet.")).to_be_visible()
    assert Message.objects.get().state == Message.State.STOPPED


def test_the_preview_follows_what_is_typed_in_a_template(people: Personas, page: Page) -> None:
    page.goto("/vorlagen/")
    page.get_by_role("link", name="Deutsch").nth(1).click()
    drawn(page)
    page.get_by_label("Text", exact=True).fill("Neu: {{ day }}")
    shown = page.frame_locator("iframe")
    expect(shown.get_by_text("Neu: Donnerstag, 3. Dezember 2026")).to_be_visible()
    page.get_by_label("Text", exact=True).fill("{{ segment }}")
    expect(shown.get_by_role("alert")).to_contain_text("segment")
    page.get_by_role("button", name="Als neue Fassung speichern").click()
    expect(page.get_by_role("alert")).to_contain_text("segment")
    assert not Template.objects.filter(number=2).exists()


def test_all_letters_of_a_day_are_printed_in_two_clicks(people: Personas, dilan: Participant, page: Page) -> None:
    for _ in range(3):
        invited(people, dilan)
    page.goto("/briefe/")
    hand = Hand(page)
    with page.context.expect_page():
        hand.click(page.get_by_role("link", name="Alle 3 Briefe drucken"))
    hand.click(page.get_by_role("button", name="Alle gedruckt"))
    expect(page.get_by_text("3 Briefe gedruckt.")).to_be_visible()
    assert Message.objects.filter(state=Message.State.PRINTED).count() == 3 and hand.moves == 2
