"""What a task costs: every click, and every key that types no text, counted while a journey is made."""

from playwright.sync_api import Locator, Page, expect

PATIENCE = 10_000
"""Milliseconds until something that does not come is a fault."""


class Hand:
    """One person's hand on mouse and keyboard, on one page.

    ``moves`` are clicks and keys; text that is typed is none. A field that has not the focus costs the click into it.
    ``fields`` are those of a form that one fills from top to bottom, where a target counts fields instead.
    """

    def __init__(self, page: Page) -> None:
        page.set_default_timeout(PATIENCE)
        self.page = page
        self.moves = 0
        self.fields = 0

    def click(self, what: Locator) -> None:
        self.moves += 1
        self.page.wait_for_load_state()
        what.click()

    def press(self, *keys: str) -> None:
        """Keys, once the page that is there has its scripts."""
        for key in keys:
            self.moves += 1
            self.page.wait_for_load_state()
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Text for the field that has the focus, once the page is there."""
        expect(self.page.locator("input:focus, textarea:focus")).to_have_count(1)
        self.page.wait_for_load_state()
        self.page.keyboard.type(text)

    def write(self, text: str, *, into: Locator) -> None:
        if not into.evaluate("field => field === document.activeElement"):
            self.click(into)
        into.fill(text)

    def fill_in(self, label: str, value: str) -> None:
        """One field of a form, by its label: typed, or chosen from a list."""
        self.fields += 1
        field = self.page.get_by_label(label).and_(self.page.locator("input, select, textarea"))
        if field.evaluate("field => field.localName") == "select":
            field.select_option(label=value)
        else:
            field.fill(value)
