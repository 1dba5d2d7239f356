"""A questionnaire on a telephone of 390 pixels: one question a page, back works, and no connection is no loss."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from perspektiv.records.feedback.actions.invitations import paper_code_for, token_for
from perspektiv.records.feedback.form_words import form_words
from perspektiv.records.feedback.models import Answer, Response
from tests.journeys.conftest import LogIn
from tests.journeys.test_axe import Visit
from tests.records.appointments.office import Office, open_office
from tests.records.feedback.inviting import SESSION, asked, questionnaire
from tests.records.selfservice.form_visiting import Guest, guest

PHONE = {"width": 390, "height": 844}
LANGUAGES = ("de", "de-x-plain", "ar")


@pytest.fixture
def office(transactional_db: None) -> Office:
    return open_office()


@pytest.fixture
def phone(log_in: LogIn) -> Page:
    page = log_in(None).new_page()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    return page


def question(page: Page) -> int:
    """The number in the address, as the browser keeps it."""
    return int(page.url.partition("#")[2] or 1)


def pick(page: Page, value: float) -> None:
    page.locator(f"[data-here] input[value='{value:g}']").check()


def says(page: Page, language: str, key: str, **places: object) -> None:
    expect(page.locator("main")).to_contain_text(form_words(language)[key].format(**places))


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_connection_in_the_middle_it_is_one_response(office: Office, phone: Page, language: str) -> None:
    """Back and forth, loaded anew with the answers still there, sent without a connection, and sent when it is back."""
    who = guest(office, language=language)
    said, values = form_words(language), list(SESSION.values())
    phone.goto(who.address())
    expect(phone.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    expect(phone.locator("fieldset:visible")).to_have_count(1)
    for place, value in enumerate(values[:3], start=1):
        says(phone, language, "progress", n=place, total=4)
        pick(phone, value)
        phone.get_by_role("button", name=said["next"], exact=True).click()
    phone.go_back()
    phone.get_by_role("button", name=said["back"], exact=True).click()
    expect(phone.locator("[data-here] input:checked")).to_have_value(f"{values[1]:g}")
    phone.reload()
    assert question(phone) == 2
    expect(phone.locator("[data-here] input:checked")).to_have_value(f"{values[1]:g}")
    for _ in range(2):
        phone.get_by_role("button", name=said["next"], exact=True).click()
    pick(phone, values[3])
    phone.context.set_offline(True)
    phone.get_by_role("button", name=said["send"], exact=True).click()
    says(phone, language, "waiting")
    assert not Response.objects.exists()
    phone.context.set_offline(False)
    expect(phone.locator("h1")).to_have_text(said["thanks"])
    response = Response.objects.get()
    assert {each.item.key: each.value for each in response.answers.all()} == SESSION
    assert response.language == language
    assert phone.evaluate("sessionStorage.length") == 0 and not phone.context.cookies()


def test_loaded_anew_while_it_waits_it_is_sent_by_itself(office: Office, phone: Page) -> None:
    who = guest(office)
    phone.goto(f"{who.address()}#4")
    pick(phone, 9)
    phone.route("**/f/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    phone.get_by_role("button", name="Absenden").click()
    says(phone, "de", "waiting")
    phone.unroute_all()
    phone.reload()
    expect(phone.locator("h1")).to_have_text("Vielen Dank")
    assert Answer.objects.get().value == 9


def test_an_old_telephone_sends_too(office: Office, phone: Page) -> None:
    """Browsers of 2021 know no ``AbortSignal.timeout``: that is no lost connection."""
    phone.add_init_script("delete AbortSignal.timeout")
    phone.goto(f"{guest(office).address()}#4")
    pick(phone, 9)
    phone.get_by_role("button", name="Absenden").click()
    expect(phone.locator("h1")).to_have_text("Vielen Dank")


def test_what_is_chosen_is_seen_without_newer_selectors(office: Office, phone: Page) -> None:
    """Browsers of 2021 drop every rule with ``:has``."""
    phone.goto(guest(office).address())
    phone.evaluate("""() => [...document.styleSheets].forEach((sheet) => {
        for (let at = sheet.cssRules.length - 1; at >= 0; at--)
            if (sheet.cssRules[at].selectorText?.includes(":has")) sheet.deleteRule(at);
    })""")
    look = "input => getComputedStyle(input).backgroundColor"
    before = phone.locator("[data-here] input[value='9']").evaluate(look)
    pick(phone, 9)
    assert phone.locator("[data-here] input[value='9']").evaluate(look) != before


def test_an_answer_that_was_lost_on_its_way_back_is_not_counted_twice(office: Office, phone: Page) -> None:
    """The server kept it, the telephone never heard: it sends once more and is thanked once."""
    who = guest(office)
    sent: list[int] = []

    def lose_the_first(route: Route) -> None:
        if route.request.method == "POST" and not sent:
            sent.append(route.fetch(max_redirects=0).status)
            route.abort()
        else:
            route.continue_()

    phone.route("**/f/**", lose_the_first)
    phone.goto(f"{who.address()}#4")
    pick(phone, 9)
    phone.get_by_role("button", name="Absenden").click()
    expect(phone.locator("h1")).to_have_text("Vielen Dank")
    assert sent == [303] and Response.objects.count() == 1


def test_a_browser_without_scripts_shows_all_and_sends_once(office: Office, log_in: LogIn) -> None:
    who = guest(office, "improvement")
    page = log_in(None, scripts=False).new_page()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(who.address())
    expect(page.locator("fieldset:visible")).to_have_count(8)
    page.get_by_label("viel besser geworden").first.check()
    page.get_by_label("Was möchten Sie als Nächstes tun?").fill("Ein Praktikum.")
    page.get_by_label("Das darf im Abschlussgespräch gezeigt werden").last.check()
    page.get_by_role("button", name="Absenden").click()
    expect(page.locator("h1")).to_have_text("Vielen Dank")
    page.go_back()
    page.goto(who.address())
    expect(page.locator("h1")).to_have_text("Vielen Dank")
    assert Response.objects.count() == 1
    assert [each.item.key for each in Answer.objects.exclude(shared_at=None)] == ["next"]


def test_nothing_said_is_asked_again_and_a_slip_is_shown(office: Office, phone: Page) -> None:
    who = guest(office)
    phone.goto(f"{who.address()}#4")
    phone.get_by_role("button", name="Absenden").click()
    says(phone, "de", "nothing")
    assert not Response.objects.exists()


def test_a_newer_link_does_not_lose_what_lies_open(office: Office, phone: Page) -> None:
    who = guest(office)
    phone.goto(f"{who.address()}#4")
    token_for(who.invitation)
    pick(phone, 9)
    phone.get_by_role("button", name="Absenden").click()
    expect(phone.locator("h1")).to_have_text("Vielen Dank")


def test_the_language_is_changed_in_the_middle_and_the_answers_stay(office: Office, phone: Page) -> None:
    who = guest(office)
    phone.goto(who.address())
    pick(phone, 9)
    phone.get_by_role("button", name="Weiter").click()
    phone.locator(".ask-lang summary").click()
    phone.get_by_role("link", name="العربية").click()
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    assert question(phone) == 2
    phone.get_by_role("button", name=form_words("ar")["back"], exact=True).click()
    expect(phone.locator("[data-here] input:checked")).to_have_value("9")


def test_a_finger_that_taps_twice_skips_no_question(office: Office, phone: Page) -> None:
    phone.goto(guest(office).address())
    phone.get_by_role("button", name="Weiter").dblclick()
    says(phone, "de", "progress", n=2, total=4)


def test_targets_are_big_enough_for_a_finger(office: Office, phone: Page) -> None:
    for key in ("session", "improvement"):
        phone.goto(guest(office, key).address())
        for target in phone.locator("main label:visible, main button:visible, main a:visible, summary").all():
            box = target.bounding_box()
            assert box and box["height"] >= 44 and box["width"] >= 44, target.text_content()


def pages_of(office: Office) -> list[Guest]:
    answered, declined = guest(office), guest(office)
    answered.answers(heard=9)
    declined.send("nein/")
    forms = [guest(office, key, language) for key in ("session", "improvement") for language in LANGUAGES]
    return [*forms, answered, declined]


def test_every_page_is_accessible(office: Office, log_in: LogIn) -> None:
    visit = Visit(log_in(None).new_page(), [])
    for who in pages_of(office):
        visit.look_at(who.address())
    visit.look_at(guest(office).address("nein/"))
    text = guest(office, "improvement")
    visit.look_at(text.address() + "#7")
    assert visit.wrong == [], "\n".join(visit.wrong)


def test_all_questions_without_scripts_are_accessible(office: Office, log_in: LogIn) -> None:
    """As somebody without scripts has them; the engine of the test alone runs."""
    page = log_in(None).new_page()
    page.route("**/ask.js", lambda route: route.abort())
    visit = Visit(page, [])
    visit.look_at(guest(office, "improvement", "ar").address())
    assert visit.wrong == [], "\n".join(visit.wrong)


def test_a_paper_form_is_typed_in_without_the_mouse(office: Office, log_in: LogIn) -> None:
    page = log_in(office.personas.toni).new_page()
    code = paper_code_for(asked(office))
    page.goto("/rueckmeldungen/eingabe/")
    page.keyboard.type(code.lower())
    with page.expect_navigation():
        page.keyboard.press("Enter")
    for value in SESSION.values():
        expect(page.locator("[data-question]:focus-within")).to_have_count(1)
        page.keyboard.type("0" if value == 10 else f"{value:g}")
        page.keyboard.press("Enter")
    expect(page.locator(".pv-message")).to_contain_text("Gespeichert")
    expect(page.locator("#code")).to_be_focused()
    assert {each.item.key: each.value for each in Answer.objects.all()} == SESSION


def test_typing_in_and_showing_are_accessible(office: Office, log_in: LogIn) -> None:
    questionnaire(office)
    visit = Visit(log_in(office.personas.toni).new_page(), [])
    page = visit.page
    page.goto("/rueckmeldungen/eingabe/")
    page.get_by_label(re.compile("Code")).fill(paper_code_for(asked(office, "improvement")))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    visit.look_in_both_themes("typing in a form")
    page.goto(f"/personen/{office.participation().participant_id}/rueckmeldungen/ausgeben/")
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("Code zeigen")).first.click()
    expect(page.locator(".paper-shown img")).to_be_visible()
    visit.look_in_both_themes("the code on the screen")
    assert visit.wrong == [], "\n".join(visit.wrong)
