"""All keys of the application in one table: what "?" shows on a page, what the help lists, what the tests hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Key:
    """Keys that do the same on some pages, and the script that listens to them."""

    keys: tuple[str, ...]  # as a browser names them, with "Ctrl+" before
    does: str | Promise
    script: str
    pages: tuple[str, ...] = ()  # names of addresses; none: everywhere

    @property
    def shown(self) -> list[str | Promise]:
        return [SIGNS.get(key, key) for key in self.keys]


SIGNS: dict[str, str | Promise] = {
    "ArrowUp": "↑",
    "ArrowDown": "↓",
    "ArrowLeft": "←",
    "ArrowRight": "→",
    "Enter": "↵",
    "Escape": "Esc",
    "Ctrl+K": _("Ctrl K"),
    "Ctrl+Z": _("Ctrl Z"),
    "Shift+X": _("Shift X"),
    "Tab": _("Tab"),
    "0": "0 … 9",
    "Backspace": _("Backspace"),
}
LISTS = ("people:list", "cases:register", "appointments:book")
DAY, WEEK = "appointments:day", "appointments:week"
TYPED_IN = ("feedback:enter_answers",)
SELECTED = ("people:list", DAY)

KEYS = (
    Key(("Ctrl+K", "/"), _("opens the search on every page"), "house"),
    Key(("ArrowUp", "ArrowDown", "Enter"), _("choose and open what was found"), "house"),
    Key(("?",), _("shows the keys of the page"), "house"),
    Key(("Escape",), _("closes the search or a menu"), "house"),
    Key(("Tab",), _("to the next field, button or link"), ""),
    Key(
        ("S", "N", "Z", "J", "E"),
        _("took place, did not come, centre cancelled, jobcoach cancelled, excused"),
        "attendance",
        ("appointments:attendance",),
    ),
    Key(("A",), _("all that have begun took place"), "attendance", ("appointments:attendance",)),
    Key(("ArrowUp", "ArrowDown"), _("to the next appointment"), "attendance", ("appointments:attendance",)),
    Key(("ArrowLeft", "ArrowRight"), _("looks at the next mark"), "attendance", ("appointments:attendance",)),
    Key(("Ctrl+Z",), _("undo, while it is offered"), "attendance", ("appointments:attendance",)),
    Key(("M",), _("moves the appointment"), "calendar", (DAY, WEEK)),
    Key(
        ("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"),
        _("from time to time, from day to day"),
        "calendar",
        (WEEK,),
    ),
    Key(("Enter",), _("while moving: to this time"), "calendar", (WEEK,)),
    Key(("Escape",), _("while moving: leaves it where it was"), "calendar", (WEEK,)),
    Key(("Enter",), _("opens the first one found"), "booking", ("appointments:book",)),
    Key(("S",), _("plans a series"), "booking", ("appointments:book",)),
    Key(("0",), _("digits answer; 0 is ten"), "paper-forms", TYPED_IN),
    Key(("Enter",), _("to the next question; after the last it keeps the form"), "paper-forms", TYPED_IN),
    Key(("Backspace",), _("takes the answer away"), "paper-forms", TYPED_IN),
    Key(("X", "Shift+X"), _("selects the row; with Shift all in between"), "select", SELECTED),
    Key(("ArrowUp", "ArrowDown"), _("from the field into the list and back"), "search", LISTS),
    Key(("Enter",), _("takes what is chosen in the list"), "search", LISTS),
    Key(("Escape",), _("closes the list"), "search", LISTS),
)


def keys_of(page: str) -> list[Key]:
    """The page's own."""
    return [key for key in KEYS if page in key.pages]


def everywhere() -> Sequence[Key]:
    return [key for key in KEYS if not key.pages]
