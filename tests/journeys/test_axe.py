"""Every page of every role: accessible in both themes, whole on a small phone, without a word in the console."""

import json
import re
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Route, expect

from tests.journeys.conftest import LogIn, session_of
from tests.journeys.furnished import furnished
from tests.matrix.addresses import lines
from tests.matrix.page import EVERYBODY
from tests.matrix.side import Side
from tests.records.personas import make_personas

PEOPLE = EVERYBODY.split()
SMALL, PHONE, WIDE = {"width": 320, "height": 640}, {"width": 390, "height": 800}, {"width": 1280, "height": 900}
CHANGES = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|csrfmiddlewaretoken\W+value=\W+\w+|X-CSRFToken[^}]*|\d\d:\d\d")
Rules = dict[str, object]
RULES: Rules = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}
CONTRAST: Rules = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}

_seen: set[str] = set()
"""Pages whose content one role has already shown: the same content is looked at once."""

TOO_WIDE = """[...document.querySelectorAll("body *")].filter(one => {
  const range = document.createRange();
  range.selectNodeContents(one);
  return range.getBoundingClientRect().right > 321;
}).map(one => one.localName + "." + one.className).slice(-3)"""


OPEN = "document.querySelectorAll('main details:not(.pv-tabs__more)').forEach(one => one.open = true)"
"""What unfolds is open; but for the menu of a file's tabs, which lies over what is looked at and has its own visit."""
FILE = "desk:file"
READERS = next(line.by for line in lines() if line.name == FILE).split()


@dataclass
class Visit:
    """One window that goes from page to page and notes what is wrong with them."""

    page: Page
    wrong: list[str]

    def look_at(self, address: str) -> None:
        self.page.set_viewport_size(WIDE)  # type: ignore[arg-type]
        self.page.goto(address)
        self.page.evaluate(OPEN)
        self.page.evaluate("scrollTo(0, 0)")  # a focus further down leaves things half under the head
        self.look_in_both_themes(address)
        self.page.set_viewport_size(SMALL)  # type: ignore[arg-type]
        width = self.page.evaluate("document.documentElement.scrollWidth")
        if width > SMALL["width"]:
            self.wrong.append(f"{address}: {width} px wide on a phone of 320: {self.page.evaluate(TOO_WIDE)}")

    def look_in_both_themes(self, address: str, within: str = "html") -> None:
        self._axe(address, "light", RULES, within)
        self.page.evaluate("document.documentElement.dataset.kernTheme = 'dark'")
        self._axe(address, "dark", CONTRAST, within)

    def _axe(self, address: str, theme: str, rules: Rules, within: str) -> None:
        for found in Axe().run(self.page, within, options=rules).response["violations"]:
            where = [" ".join(map(str, node["target"])) for node in found["nodes"]][:3]
            self.wrong.append(f"{address} ({theme}): {found['id']}: {found['help']} {json.dumps(where)}")

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.wrong.append(f"{self.page.url}: console: {message.text[:200]}")


@pytest.fixture
def side(transactional_db: None) -> Side:
    return furnished(make_personas())


@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_of(who: str, side: Side, log_in: LogIn) -> None:
    user = None if who == "anonymous" else getattr(side.personas, who)
    reader = Client()
    if user is not None:
        reader.cookies["perspektiv"] = session_of(user)
    visit = _begin(log_in(user))
    pages = _pages_of(who, side)
    for address in pages:
        if _is_new(reader, address):
            visit.look_at(address)
    assert visit.wrong == [], "\n".join(visit.wrong)
    assert pages


@pytest.mark.parametrize("who", READERS)
def test_the_menu_of_a_files_tabs_on_a_phone(who: str, side: Side, log_in: LogIn) -> None:
    visit = _begin(log_in(getattr(side.personas, who)))
    visit.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    visit.page.goto(reverse(FILE, args=[side.person.pk]))
    visit.page.locator(".pv-tabs__more > summary").click()
    expect(visit.page.locator(".pv-tabs__more .pv-menu").get_by_role("link").first).to_be_visible()
    visit.look_in_both_themes("the menu of a file's tabs", within=".pv-tabs__more")  # it covers half of what lies below
    expect(visit.page.locator(".pv-tabs__more")).to_have_attribute("open", "")
    assert visit.wrong == [], "\n".join(visit.wrong)


def _pages_of(who: str, side: Side) -> list[str]:
    """All addresses that somebody may get. A record that several of them need is made once."""
    made: dict[object, dict[str, object]] = {}
    pages = []
    for line in lines():
        if "GET" in line.methods.split() and who in line.by.split():
            if line.of not in made:
                made[line.of] = dict(line.of(side)) if line.of else {}
            pages.append(reverse(line.name, kwargs={**line.kwargs, **made[line.of]}))
    return pages


def _begin(window: BrowserContext) -> Visit:
    visit = Visit(window.new_page(), [])
    visit.page.on("console", visit.hear)
    visit.page.on("pageerror", lambda error: visit.wrong.append(f"{visit.page.url}: {error}"))
    return visit


def _is_new(reader: Client, address: str) -> bool:
    """Whole pages only, and each content once: papers, mails, fragments and ways on to elsewhere are no pages."""
    answer = reader.get(address)
    if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
        return False
    if "sandbox" in answer.headers.get("Content-Security-Policy", ""):
        return False  # a mail in its frame: no script runs in it, the engine of this test neither
    text = answer.content.decode()
    if not text.lstrip().lower().startswith("<!doctype html"):
        return False
    content = CHANGES.sub("", text[text.find("<main") :].split("</main>")[0])
    new = content not in _seen
    _seen.add(content)
    return new


GREY = "[data-kern-theme='dark'] #grey { color: rgb(60 60 60); background: rgb(50 50 50); }"


def test_it_can_fail(side: Side, log_in: LogIn) -> None:
    """A field without a name, grey on grey in the dark, a broad table and a script are all noticed."""
    visit = _begin(log_in(side.personas.toni))
    visit.page.route("**/hilfe/", _spoil)
    visit.page.route("**/grey.css", lambda route: route.fulfill(body=GREY, content_type="text/css"))
    visit.look_at("/hilfe/")
    found = "\n".join(visit.wrong)
    assert "(light): label" in found
    assert "(dark): color-contrast" in found
    assert "px wide on a phone" in found
    assert "Content Security Policy" in found


def _spoil(route: Route) -> None:
    answer = route.fetch()
    grey = '<p id="grey">grey on grey</p><link rel="stylesheet" href="/grey.css">'
    spoilt = f"<input>{grey}<p>{'breit' * 40}</p><script>1</script></main>"
    route.fulfill(response=answer, body=answer.text().replace("</main>", spoilt))
