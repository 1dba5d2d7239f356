"""The anonymous survey on a telephone: in three minutes, in the person's language, also where the line breaks."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings
from playwright.sync_api import BrowserContext, Page, expect

from perspektiv.records.feedback.models import Ballot, SurveyCode
from perspektiv.records.feedback.survey_words import survey_words
from tests.journeys.conftest import LogIn
from tests.journeys.counting import Hand
from tests.journeys.test_axe import Visit
from tests.records.feedback.balloting import Surveyed, surveyed
from tests.records.personas import make_personas

PHONE = {"width": 390, "height": 844}
THREE_MINUTES = 180
EVERY_POST = 32_768
"""Bytes, whatever is said."""


@pytest.fixture
def survey(transactional_db: None, tmp_path: Path) -> Iterator[Surveyed]:
    with override_settings(HOME=tmp_path):
        yield surveyed(make_personas())


@pytest.fixture
def code(survey: Surveyed) -> str:
    return survey.codes(1)[0]


def telephone(context: BrowserContext) -> Page:
    page = context.new_page()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    return page


def answer_all(page: Page, hand: Hand, *, value: str = "3") -> None:
    """Each question by a finger, but the last, which asks for words."""
    expect(page.locator("[data-progress-place]")).to_be_visible()
    questions = page.locator("[data-question]").count()
    for number in range(1, questions):
        expect(page.locator("[data-progress-place] p")).to_contain_text(str(number))
        hand.click(page.locator(f"[data-here] input[value='{value}']"))
        hand.click(page.locator("[data-next]"))


@pytest.mark.parametrize("language", ["de", "de-x-plain", "ar"])
def test_it_takes_less_than_three_minutes_though_the_line_breaks(log_in: LogIn, code: str, language: str) -> None:
    context = log_in(None)
    phone = telephone(context)
    phone.goto(f"/umfrage/?sprache={language}#{code}")  # as the camera opens it
    hand = Hand(phone)
    expect(phone.locator("#code")).to_have_value(code)
    assert code not in phone.url
    hand.click(phone.get_by_role("button", name=survey_words(language)["start"]))
    expect(phone.locator("[data-progress-place]")).to_be_visible()
    expect(phone.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    context.set_offline(True)  # from here to the end
    answer_all(phone, hand)
    hand.write("Mehr Stühle im Flur, bitte.", into=phone.locator("[data-here] textarea"))
    hand.click(phone.locator("[data-send]"))
    expect(phone.locator("[data-status]")).not_to_be_empty()
    assert not Ballot.objects.exists()
    with phone.expect_request(re.compile("/umfrage/senden/")) as sent:
        context.set_offline(False)
    expect(phone.locator(".ask-done")).to_contain_text(survey_words(language)["in_the_box"])
    assert Ballot.objects.count() == 1 and SurveyCode.objects.get().used
    assert len(sent.value.post_data or "") == EVERY_POST
    assert hand.seconds < THREE_MINUTES, hand.seconds
    expect(phone.locator("body")).to_have_js_property("scrollWidth", PHONE["width"])


def test_the_next_card_can_be_scanned_into_the_same_window(log_in: LogIn, survey: Surveyed) -> None:
    """On a telephone that the centre lends: the last one's answers are gone, and only the hash changes."""
    first, second = survey.codes(2)
    phone = telephone(log_in(None))
    phone.goto(f"/umfrage/?sprache=de#{first}")
    phone.locator(".survey-code button").click()
    answer_all(phone, Hand(phone))
    phone.locator("[data-send]").click()
    expect(phone.locator(".ask-done")).to_be_visible()
    phone.evaluate("code => { location.hash = code; }", second)
    expect(phone.locator("#code")).to_have_value(second)
    phone.locator(".survey-code button").click()
    expect(phone.locator("[data-progress-place]")).to_be_visible()
    assert phone.locator("input:checked").count() == 0
    assert first not in phone.content()


def test_back_works_and_nothing_is_lost(log_in: LogIn, code: str) -> None:
    phone = telephone(log_in(None))
    phone.goto(f"/umfrage/?sprache=de#{code}")
    hand = Hand(phone)
    hand.click(phone.locator(".survey-code button"))
    expect(phone.locator("[data-progress-place]")).to_be_visible()
    for _ in range(3):
        hand.click(phone.locator("[data-here] input[value='2']"))
        hand.click(phone.locator("[data-next]"))
    phone.go_back()
    expect(phone.locator("[data-here] input:checked")).to_have_value("2")
    phone.locator("[data-back]").click()
    expect(phone.locator("[data-progress-place] p")).to_contain_text("2")
    phone.locator(".own-lang summary").click()
    phone.get_by_role("button", name="Türkçe").click()  # with what was answered
    expect(phone.locator("html")).to_have_attribute("lang", "tr")
    assert phone.locator("input[value='2']:checked").count() == 3


def test_loaded_anew_in_the_middle_it_goes_on_there(log_in: LogIn, code: str) -> None:
    """As a telephone does by itself with pages in the background; the card may be in the bin by then."""
    phone = telephone(log_in(None))
    phone.goto(f"/umfrage/?sprache=ar#{code}")
    phone.locator(".survey-code button").click()
    for number in range(1, 4):
        expect(phone.locator("[data-progress-place] p")).to_contain_text(str(number))
        phone.locator("[data-here] input[value='2']").check()
        phone.locator("[data-next]").click()
    phone.reload()
    expect(phone.locator("[data-progress-place] p")).to_contain_text("4")
    assert phone.locator("input[value='2']:checked").count() == 3 and code not in phone.url
    answered = phone.locator("[data-question]").count()
    for _ in range(4, answered):
        phone.locator("[data-next]").click()
    phone.locator("[data-send]").click()
    expect(phone.locator(".ask-done")).to_be_visible()
    assert phone.evaluate("sessionStorage.length") == 0
    phone.goto("/umfrage/?sprache=de#4")
    expect(phone.locator("#code")).to_have_value("")


def test_loaded_anew_with_a_code_that_is_good_no_more_it_is_said_once(log_in: LogIn, code: str) -> None:
    phone = telephone(log_in(None))
    phone.goto(f"/umfrage/?sprache=de#{code}")
    phone.locator(".survey-code button").click()
    phone.locator("[data-next]").click()
    SurveyCode.objects.update(used=True)
    phone.reload()
    expect(phone.locator("#fault")).to_have_text(survey_words("de")["used"])
    assert phone.evaluate("sessionStorage.length") == 0


def test_what_is_sent_is_always_equally_long(log_in: LogIn, survey: Surveyed) -> None:
    """So that whoever reads lengths off a line learns nothing."""
    lengths = set()
    for code, value, words in zip(survey.codes(3), "124", ("", "kurz", "ä€😀\n" * 300), strict=True):
        phone = telephone(log_in(None))
        phone.goto(f"/umfrage/?sprache=de#{code}")
        hand = Hand(phone)
        hand.click(phone.locator(".survey-code button"))
        answer_all(phone, hand, value=value)
        phone.locator("textarea").fill(words)
        with phone.expect_request(re.compile("/umfrage/senden/")) as sent:
            phone.locator("[data-send]").click()
        expect(phone.locator(".ask-done")).to_be_visible()
        lengths.add(len(sent.value.post_data or ""))
    assert lengths == {EVERY_POST}


def test_it_works_without_scripts(log_in: LogIn, code: str) -> None:
    """The code is typed, all questions stand under each other."""
    phone = telephone(log_in(None, scripts=False))
    phone.goto("/umfrage/?sprache=de")
    phone.locator("#code").fill(code.lower())
    phone.get_by_role("button", name="Beginnen").click()
    for name in ("welcome", "rooms", "reachable", "waiting", "counselling", "again"):
        phone.locator(f"input[name=q-{name}][value='4']").check()
    phone.get_by_role("button", name="Absenden").click()
    expect(phone.get_by_role("heading", name="Vielen Dank")).to_be_visible()
    assert Ballot.objects.count() == 1


@pytest.mark.parametrize("language", ["de", "ar"])
def test_its_pages_are_accessible(log_in: LogIn, survey: Surveyed, language: str) -> None:
    """In both themes, whole on the smallest telephone: the code, a question of each kind, and the thanks."""
    page = log_in(None).new_page()
    visit = Visit(page, [])
    page.on("console", visit.hear)
    address = f"/umfrage/?sprache={language}"
    visit.look_at(address)
    page.goto(f"{address}#{survey.codes(1)[0]}")
    page.locator(".survey-code button").click()
    hand = Hand(page)
    for at in ("first", "last"):
        expect(page.locator("[data-progress-place]")).to_be_visible()
        visit.look_in_both_themes(f"{address} {at}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        if at == "first":
            answer_all(page, hand)
    page.locator("[data-send]").click()
    expect(page.locator(".ask-done")).to_be_visible()
    visit.look_in_both_themes(f"{address} thanks")
    assert visit.wrong == [], "\n".join(visit.wrong)
