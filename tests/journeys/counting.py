"""What a task costs while a journey is made: clicks and keys counted, and the seconds of a practised person estimated.

The estimate is the keystroke-level model: S. K. Card, T. P. Moran, A. Newell, "The keystroke-level model for user
performance time with interactive systems", Communications of the ACM 23(7), 1980, pp. 396-410. Its clock starts when
one begins to do what one has decided; each further decision costs ``THINK``. The time of the machine is none of it:
that is what ``make bench`` holds, and here it would only tell how busy the machine is.
"""

from playwright.sync_api import Locator, Page, expect

PATIENCE = 30_000
"""Milliseconds until something that does not come is a fault, also on a machine that does other things."""

KEY = 0.28
"""Seconds for a key, of somebody who types with average skill."""
POINT = 1.1
"""For pointing at something; a finger on a phone is no slower."""
BUTTON = 0.2
"""For pressing a button of the mouse and letting it go."""
HOME = 0.4
"""For a hand that goes from the mouse to the keyboard, or back."""
THINK = 1.35
"""For a decision: what to click next, which other key, what belongs in the next field of a form."""
CHOICE = 3
"""Keys for an entry of a list that is chosen by its first letters."""

DRAWN = "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"


def drawn(page: Page) -> None:
    """Waits until the page is there as one sees it: with its scripts, and the focus where it wants it."""
    page.wait_for_load_state()
    page.evaluate(DRAWN)


class Hand:
    """One person's hand on mouse and keyboard, on one page.

    ``moves`` are clicks and keys; text that is typed is none. A field that has not the focus costs the click into it.
    ``fields`` are those of a form that one fills from top to bottom, where a target counts fields instead.
    ``seconds`` is what all of it takes, by the keystroke-level model.
    """

    def __init__(self, page: Page) -> None:
        page.set_default_timeout(PATIENCE)
        self.page = page
        self.moves = 0
        self.fields = 0
        self.seconds = 0.0
        self._last = ""  # "mouse", "text", or the key that was pressed last

    def click(self, what: Locator) -> None:
        self.moves += 1
        self._does("mouse", POINT + BUTTON)
        self.page.wait_for_load_state()
        what.click()

    def press(self, *keys: str) -> None:
        """Keys, once the page that is there has its scripts. The same mark again is no new decision, nor is the Enter
        that ends a text."""
        drawn(self.page)
        for key in keys:
            self.moves += 1
            decided = self._last == ("text" if key == "Enter" else key)
            self._does(key, KEY * len(key.split("+")), decided=decided)
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Text for the field that has the focus, once the page is there."""
        expect(self.page.locator("input:focus, textarea:focus")).to_have_count(1)
        self.page.wait_for_load_state()
        self._does("text", KEY * len(text), decided=True)
        self.page.keyboard.type(text)

    def write(self, text: str, *, into: Locator) -> None:
        self.page.wait_for_load_state()
        if not into.evaluate("field => field === document.activeElement"):
            self.click(into)
        self._does("text", KEY * len(text), decided=True)
        into.fill(text)

    def fill_in(self, label: str, value: str) -> None:
        """One field of a form, by its label: typed, or chosen from a list; and the key that leads to the next one."""
        self.fields += 1
        self.page.wait_for_load_state()
        field = self.page.get_by_label(label).and_(self.page.locator("input, select, textarea"))
        chosen = field.evaluate("field => field.localName") == "select"
        self._does("text", KEY * (min(CHOICE, len(value)) if chosen else len(value)) + KEY)
        if chosen:
            field.select_option(label=value)
        else:
            field.fill(value)

    def _does(self, what: str, seconds: float, *, decided: bool = False) -> None:
        if self._last and (what == "mouse") != (self._last == "mouse"):
            self.seconds += HOME
        if self._last and not decided:
            self.seconds += THINK
        self.seconds += seconds
        self._last = what
