"""What works on every page: search by keys, marking and undoing, menus, theme; and all of it without scripts."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.people.models import Participant
from tests.journeys.conftest import LogIn
from tests.journeys.counting import Hand
from tests.journeys.furnished import furnished
from tests.matrix.side import Side
from tests.records.personas import make_personas


@pytest.fixture
def side(transactional_db: None) -> Side:
    return furnished(make_personas())


def begun(side: Side) -> Appointment:
    """The one appointment of today that has begun."""
    now = timezone.now()
    starts_at = max(now - timedelta(minutes=30), timezone.localtime(now).replace(hour=0, minute=0))
    ends_at = now + timedelta(minutes=15)  # before the next begins, also just after midnight
    return Appointment.objects.create(
        centre=side.centre,
        participant=side.person,
        participation=side.participation,
        counsellor=side.counsellor,
        starts_at=starts_at,
        ends_at=ends_at,
        minutes=round((ends_at - starts_at).total_seconds() / 60),
    )


def test_a_person_is_found_by_one_key_and_some_letters(side: Side, log_in: LogIn) -> None:
    page = log_in(side.personas.toni).new_page()
    page.goto("/")
    hand = Hand(page)
    hand.press("/")
    hand.type("dis")
    expect(page.locator("#found [aria-selected=true]")).to_contain_text("Dilan Distel")
    hand.press("Enter")
    page.wait_for_url(f"**/personen/{side.person.pk}/")


def test_arrows_choose_and_escape_closes(side: Side, log_in: LogIn) -> None:
    page = log_in(side.personas.birte).new_page()
    page.goto("/suche/")
    page.locator("#q").focus()
    page.keyboard.press("Control+k")  # from within a field, too
    field = page.locator("#palette input")
    expect(field).to_be_focused()
    page.keyboard.type("u")
    page.wait_for_selector('#found[data-words="u"] [role=option] >> nth=1')
    page.keyboard.press("ArrowDown")
    second = page.locator("#found [role=option]").nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", second.get_attribute("id") or "")
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).not_to_be_visible()


def test_a_slash_in_a_field_is_a_slash(side: Side, log_in: LogIn) -> None:
    page = log_in(side.personas.toni).new_page()
    page.goto("/suche/")
    page.locator("#q").press_sequentially("1/2")
    expect(page.locator("#q")).to_have_value("1/2")
    expect(page.locator("#palette")).not_to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_held_is_one_click_and_undone_by_another(scripts: bool, side: Side, log_in: LogIn) -> None:
    talk = begun(side)
    page = log_in(side.personas.jule, scripts=scripts).new_page()
    page.goto("/")
    page.locator(f'form[action="/anwesenheit/{talk.pk}/"] button[value=held]').click()
    expect(page.locator("[data-undo]")).to_contain_text("Dilan Distel")
    talk.refresh_from_db()
    assert talk.status == Status.HELD
    page.locator("[data-undo] button").click()
    expect(page.locator("#messages")).to_contain_text("Zurückgenommen")
    talk.refresh_from_db()
    assert talk.status == Status.PLANNED


def test_the_offer_of_undo_ends_with_its_time(side: Side, log_in: LogIn) -> None:
    talk = begun(side)
    page = log_in(side.personas.jule).new_page()
    page.goto("/")
    page.locator(f'form[action="/anwesenheit/{talk.pk}/"] button[value=held]').click()
    bar = page.locator("[data-undo]")
    expect(bar).to_be_visible()
    seconds = bar.evaluate("bar => getComputedStyle(bar).animationDuration")
    assert seconds == "10s"
    bar.evaluate("bar => bar.getAnimations().forEach(one => one.finish())")
    expect(bar).to_have_count(0)


def test_the_search_is_a_page_without_scripts(side: Side, log_in: LogIn) -> None:
    page = log_in(side.personas.toni, scripts=False).new_page()
    page.goto("/")
    page.locator("a.pv-search").click()
    page.locator("#q").fill("dis")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Dilan Distel").first.click()
    expect(page.locator("h1")).to_have_text("Dilan Distel")


def test_menus_close_by_escape_and_by_looking_elsewhere(side: Side, log_in: LogIn) -> None:
    page = log_in(side.personas.jule).new_page()
    page.goto("/")
    opener = page.locator(".pv-account > summary")
    opener.click()
    expect(page.locator(".pv-account")).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(page.locator(".pv-account[open]")).to_have_count(0)
    expect(opener).to_be_focused()
    opener.click()
    page.locator("h1").click()
    expect(page.locator(".pv-account[open]")).to_have_count(0)


def test_the_theme_is_remembered(side: Side, log_in: LogIn) -> None:
    page = log_in(side.personas.jule).new_page()
    page.goto("/")
    page.locator("[data-theme-switch]").click()
    expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")
    page.goto("/hilfe/")
    expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")


def test_what_does_not_reach_the_server_is_said(side: Side, log_in: LogIn) -> None:
    window = log_in(side.personas.toni)
    page = window.new_page()
    page.goto("/")
    window.set_offline(True)
    hand = Hand(page)
    hand.press("/")
    hand.type("dis")
    expect(page.locator("[data-not-sent]")).to_have_count(1)
    window.set_offline(False)
    page.keyboard.type("t")
    expect(page.locator("#found [role=option]").first).to_contain_text("Distel")
    expect(page.locator("[data-not-sent]")).to_have_count(0)


def test_a_phone_has_four_areas_and_the_rest_under_more(side: Side, log_in: LogIn) -> None:
    page = log_in(side.personas.birte).new_page()
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/")
    expect(page.locator(".pv-tabbar > a")).to_have_count(4)
    page.locator(".pv-more-areas > summary").click()
    page.locator(".pv-more-areas").get_by_role("link", name="Anwesenheit").click()
    page.wait_for_url("**/anwesenheit/")


def test_whoever_is_a_stranger_finds_nobody(side: Side, log_in: LogIn) -> None:
    page = log_in(side.personas.fremd).new_page()
    page.goto("/suche/?q=dis")
    expect(page.locator("main")).to_contain_text("Nichts gefunden")
    assert Participant.objects.count() > 0


@pytest.mark.parametrize("width", [1280, 1024, 390, 320])
def test_every_part_of_a_file_is_in_sight_or_one_menu_away(width: int, side: Side, log_in: LogIn) -> None:
    page = log_in(side.personas.birte, scripts=False).new_page()
    page.set_viewport_size({"width": width, "height": 800})
    for tab in ("", "notizen/", "zugriffe/"):
        page.goto(f"/personen/{side.person.pk}/{tab}")
        row = page.locator(".pv-tabs--file")
        expect(row.locator("[aria-current]")).to_be_visible()
        every = {link.get_attribute("href") for link in row.locator("a").all()}
        assert len(every) >= 10
        more = row.locator("summary")
        if more.is_visible():
            more.focus()
            page.keyboard.press("Enter")
        seen = {link.get_attribute("href") for link in row.get_by_role("link").all()}
        assert seen == every
        edges = [link.bounding_box() for link in row.get_by_role("link").all()]
        assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= width for box in edges)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_undo_bar_covers_nothing_that_the_keyboard_reaches(width: int, side: Side, log_in: LogIn) -> None:
    talk = begun(side)
    page = log_in(side.personas.jule).new_page()
    page.set_viewport_size({"width": width, "height": 480})
    page.goto("/")
    page.locator(f'form[action="/anwesenheit/{talk.pk}/"] button[value=held]').click()
    bar = page.locator("[data-undo]")
    bar.evaluate("bar => bar.getAnimations().forEach(one => one.pause())")  # it stays while one looks
    for link in page.locator("#content > .pv-grid a:visible").all():
        link.focus()
        here, there = link.bounding_box(), bar.bounding_box()
        assert here and there
        assert here["y"] + here["height"] <= there["y"] + 1, link.inner_text()
