"""Pages that the search finds by their name or by other words for them; those of the navigation come with it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from perspektiv.records.access.accounts import manages_every_centre
from perspektiv.records.access.models import User
from perspektiv.records.desk.links import link, may_enter
from perspektiv.records.people.names import words

SHOWN = 5
"""At most so many."""


@dataclass(frozen=True)
class Known:
    """A page that can be found by its name or by other words for it."""

    url: str
    icon: str
    name: str | Promise
    words: str | Promise = ""
    switch: bool = False  # it switches between light and dark where one is
    also: Callable[[User], bool] | None = None  # what the page asks beside a permission


@dataclass(frozen=True)
class Page:
    name: str
    icon: str
    address: str
    switch: bool = False


KNOWN = (
    Known("desk:today", "home", _("Today"), pgettext_lazy("search", "start open tasks")),
    Known("appointments:day", "calendar", _("Appointments of a day"), pgettext_lazy("search", "list calendar")),
    Known("appointments:week", "calendar", _("Appointments of a week"), pgettext_lazy("search", "week calendar")),
    Known("appointments:book", "plus", _("Book appointment"), pgettext_lazy("search", "new date series")),
    Known("appointments:absence", "person-missing", _("Counsellor absent"), pgettext_lazy("search", "ill away day")),
    Known("appointments:rooms", "home", _("Rooms"), pgettext_lazy("search", "list of rooms")),
    Known("appointments:opening", "clock", _("Opening hours"), pgettext_lazy("search", "closing days holidays open")),
    Known("appointments:attendance", "check-square", _("Attendance"), pgettext_lazy("search", "mark held missed")),
    Known("appointments:feeds", "calendar", _("Calendar feeds"), pgettext_lazy("search", "subscribe calendar phone")),
    Known("people:list", "people", _("People"), pgettext_lazy("search", "participants files")),
    Known("people:register", "plus", _("Register a person"), pgettext_lazy("search", "new participant")),
    Known("people:jobcoaches", "briefcase", _("Jobcoaches"), pgettext_lazy("search", "Jobcenter address")),
    Known("desk:board", "steering", _("Steering"), pgettext_lazy("search", "board load waiting overdue")),
    Known("cases:ways_in", "send", _("Ways in"), pgettext_lazy("search", "proposals first contact waiting")),
    Known("cases:register", "plus", _("Enter a way in"), pgettext_lazy("search", "proposal new referral")),
    Known("cases:offers", "briefcase", _("Offered cases"), pgettext_lazy("search", "accept decline")),
    Known("cases:substitute_all", "people", _("Substitutes"), pgettext_lazy("search", "ill away stand in")),
    Known("cases:catalogue", "layers", _("Offers and reasons"), pgettext_lazy("search", "catalogue segments endings")),
    Known("cases:propose", "send", _("Propose a person"), pgettext_lazy("search", "new proposal")),
    Known("cases:proposals", "send", _("My proposals"), pgettext_lazy("search", "status")),
    Known("outcomes:desk", "flag", _("Follow-up"), pgettext_lazy("search", "six months work measure")),
    Known("access:trail", "shield", _("Trail"), pgettext_lazy("search", "log who read changed")),
    Known("access:administration", "sliders", _("Administration"), pgettext_lazy("search", "accounts users settings")),
    Known("access:account_new", "plus", _("Invite somebody"), pgettext_lazy("search", "new account role")),
    Known("access:deputies", "person-missing", _("Deputies"), pgettext_lazy("search", "administration ill away")),
    Known("access:centre", "centre", _("Centre"), pgettext_lazy("search", "administration name backups")),
    Known(
        "access:centre_new",
        "plus",
        _("Found a further centre"),
        pgettext_lazy("search", "administration new"),
        also=manages_every_centre,
    ),
    Known("exchange:import", "upload", _("Import"), pgettext_lazy("search", "read tables")),
    Known("exchange:export", "download", _("Export"), pgettext_lazy("search", "tables package")),
    Known("access:account", "person", _("My account"), pgettext_lazy("search", "password language second factor")),
    Known("desk:notices", "bell", _("What is to be done"), pgettext_lazy("search", "handover news notices open mail")),
    Known("desk:help", "help", _("Help and keys"), pgettext_lazy("search", "keyboard shortcuts signs")),
    Known("desk:today", "moon", _("Light or dark view"), pgettext_lazy("search", "theme colours"), switch=True),
    Known("account_logout", "logout", _("Log out"), pgettext_lazy("search", "end leave")),
)

_navigation: list[Known] = []


def find_also(pages: Iterable[Known]) -> None:
    """Called once, by whoever has the navigation: what is named there is found under that name."""
    named = {known.url for known in KNOWN}
    _navigation[:] = [page for page in pages if page.url not in named]


def pages_for(user: User, asked: str) -> list[Page]:
    """Pages of which a word begins with each word typed, of those that the user may open."""
    typed = words(asked)
    found = []
    for known in (*KNOWN, *_navigation):
        terms = words(f"{known.name} {known.words}")
        if all(any(term.startswith(word) for term in terms) for word in typed):
            address = link(known.url)
            if address and may_enter(address, user) and (known.also is None or known.also(user)):
                found.append(Page(str(known.name), known.icon, address, known.switch))
        if len(found) == SHOWN:
            break
    return found
