"""The page of the report: nothing from elsewhere, accessible in light and dark, whole at 320 pixels."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIETLY = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser of the system."""
    if CHROMIUM is None:
        pytest.fail("Chromium is missing: make test installs it where it can; elsewhere please install it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIETLY)
        yield browser
        browser.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(scheme: str, browser: Browser, report: Path) -> None:
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    page.goto((report / "report.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page)
    page.close()
    assert found.violations_count == 0, found.generate_report()


def test_the_page_fits_a_small_phone(browser: Browser, report: Path) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto((report / "report.html").as_uri())
    width = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert width <= 320


ENDS_OF_ENTRIES = """() => [...document.querySelectorAll("nav li")].map(entry => {
    const range = document.createRange();
    range.selectNodeContents(entry);
    const box = range.getBoundingClientRect();
    return [box.left, box.right, box.top, box.bottom];
})"""


@pytest.mark.parametrize("width", [390, 700, 900, 1280])
def test_no_entry_of_the_contents_runs_into_another(width: int, browser: Browser, report: Path) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((report / "report.html").as_uri())
    boxes = page.evaluate(ENDS_OF_ENTRIES)
    page.close()
    assert len(boxes) == 13
    for number, (left, right, top, bottom) in enumerate(boxes):
        for other_left, _, other_top, other_bottom in boxes[number + 1 :]:
            beside = top < other_bottom and other_top < bottom
            assert not beside or right + 16 <= other_left or other_left < left


@pytest.mark.parametrize(("width", "shown"), [(390, True), (1280, False)])
def test_a_chart_that_is_cut_says_that_it_can_be_moved(width: int, shown: bool, browser: Browser, report: Path) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((report / "report.html").as_uri())
    hints = [hint.is_visible() for hint in page.get_by_text("seitlich schieben").all()]
    cut = page.evaluate(
        "[...document.querySelectorAll('.wide:has(.chart)')].map(one => one.scrollWidth > one.clientWidth)"
    )
    shadow = page.evaluate("getComputedStyle(document.querySelector('.wide')).backgroundAttachment")
    page.close()
    assert hints == cut == [shown] * 7
    assert shadow == "local, local, scroll, scroll"


def test_nothing_is_asked_of_other_places(browser: Browser, report: Path) -> None:
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto((report / "report.html").as_uri())
    page.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert "<script" not in (report / "report.html").read_text("utf-8")


def test_notes_lead_there_and_back(report: Path) -> None:
    page = (report / "report.html").read_text("utf-8")
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_each_chart_has_its_words_and_its_table(report: Path) -> None:
    page = (report / "report.html").read_text("utf-8")
    assert page.count('role="img"') == page.count("<figure>") == page.count("Als Tabelle") == 7
    assert all(len(words) >= 80 for words in re.findall(r'role="img" aria-label="([^"]*)"', page))
    assert not re.search(r'(?:fill|stroke)="#', page)


def test_what_an_author_writes_is_no_markup(report: Path) -> None:
    from markupsafe import Markup

    from perspektiv.report.binding import Run
    from perspektiv.report.html import prose

    assert prose((Run("<b>&"), Run("1", "x", 1, first=True))) == Markup(
        '&lt;b&gt;&amp;1<sup><a href="#note-1" id="ref-1" aria-label="Fußnote 1">1)</a></sup>'
    )
    assert report.exists()
