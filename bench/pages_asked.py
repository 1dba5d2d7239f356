"""The pages that are measured, and what can be asked of an installation."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True)
class Asked:
    """What can be asked of an installation; one of each for every centre."""

    appointments: int
    assistants: list[str]  # sessions of those who see a whole centre
    leads: list[str]
    days: list[list[str]]  # busy days
    weeks: list[str]  # a day of the week with ``WEEK`` appointments
    words: list[list[str]]  # beginnings of names
    marked: list[list[str]]  # appointments to mark: held, and never marked before
    queries: dict[str, int]  # statements that each page needs, by its name
    cpu: dict[str, float]  # seconds that the processor works for it, by its name

    @property
    def centres(self) -> int:
        return len(self.assistants)


@dataclass(frozen=True)
class Page:
    """One page, asked for in turn in every centre."""

    name: str
    address: Callable[[Asked, int, int], str]  # for a centre and a turn
    fragment: bool = False  # asked for while somebody types
    by_lead: bool = False
    most: float | None = None  # times the empty answer

    def session(self, asked: Asked, centre: int) -> str:
        return (asked.leads if self.by_lead else asked.assistants)[centre]


def _day(asked: Asked, centre: int, turn: int) -> str:
    days = asked.days[centre]
    return days[turn % len(days)]


def _words(asked: Asked, centre: int, turn: int) -> str:
    words = asked.words[centre]
    return quote(words[turn % len(words)])


WEEK = 200
"""Appointments of the full week of the calendar."""
EMPTY = "empty answer"
MARK = "mark an appointment"
MOST_TIMES_OF_A_MARK = 7
PAGES = (
    Page(EMPTY, lambda *_: "/entwurf/messung/"),
    Page("appointments of a day", lambda *of: f"/termine/?day={_day(*of)}", most=25),
    Page("appointments of a week", lambda *of: f"/termine/woche/?day={_day(*of)}", most=25),
    Page(f"calendar week of {WEEK}", lambda asked, centre, _: f"/termine/woche/?day={asked.weeks[centre]}", most=20),
    Page(
        f"calendar week of {WEEK} by room",
        lambda asked, centre, _: f"/termine/woche/?by=rooms&day={asked.weeks[centre]}",
        most=20,
    ),
    Page("attendance of a day", lambda *of: f"/anwesenheit/?day={_day(*of)}", most=25),
    Page("people, while typing", lambda *of: f"/personen/?q={_words(*of)}", fragment=True, most=25),
    Page("search, while typing", lambda *of: f"/suche/?q={_words(*of)}", fragment=True, most=25),
    Page("steering board", lambda *_: "/steuerung/", by_lead=True, most=25),
)
"""The empty answer goes the way of every page (session, account, permissions) and has no content."""
