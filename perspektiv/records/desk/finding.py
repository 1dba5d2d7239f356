"""What the one search finds: people, appointments, pages and what can be begun, each only as far as the user may."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission as P
from perspektiv.records.appointments.entries import Entry, entries
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.appointments.moments import thinkable
from perspektiv.records.cases.models import Referral
from perspektiv.records.cases.standing import proposals_of
from perspektiv.records.desk.doing import (
    PEOPLE as OF_PEOPLE,
)
from perspektiv.records.desk.doing import (
    Doing,
    asked_of_people,
    deeds_of_people,
    deeds_with,
    deeds_without_person,
)
from perspektiv.records.desk.links import link, may_enter
from perspektiv.records.desk.recent import recent_first, recent_ids, recent_people
from perspektiv.records.people.models import Participant
from perspektiv.records.people.names import folded, words
from perspektiv.records.people.search import find

PEOPLE, APPOINTMENTS, PAGES = 6, 5, 5
"""At most so many of each."""
LOOKED_AT = 24
"""Of so many that match, those looked at lately come first."""


@dataclass(frozen=True)
class Known:
    """A page that can be found by its name or by other words for it."""

    url: str
    icon: str
    name: str | Promise
    words: str | Promise = ""


KNOWN = (
    Known("desk:today", "home", _("Today"), pgettext_lazy("search", "start open tasks")),
    Known("appointments:day", "calendar", _("Appointments of a day"), pgettext_lazy("search", "list calendar")),
    Known("appointments:week", "calendar", _("Appointments of a week"), pgettext_lazy("search", "week calendar")),
    Known("appointments:book", "plus", _("Book appointment"), pgettext_lazy("search", "new date series")),
    Known("appointments:absence", "person-missing", _("Counsellor absent"), pgettext_lazy("search", "ill away day")),
    Known("appointments:rooms", "home", _("Rooms"), pgettext_lazy("search", "list of rooms")),
    Known("appointments:opening", "clock", _("Opening hours"), pgettext_lazy("search", "closing days holidays open")),
    Known("appointments:attendance", "check-square", _("Attendance"), pgettext_lazy("search", "mark held missed")),
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
    Known("access:account", "person", _("My account"), pgettext_lazy("search", "password language second factor")),
    Known("desk:notices", "bell", _("What is to be done"), pgettext_lazy("search", "news notices open mail")),
    Known("desk:help", "help", _("Help and keys"), pgettext_lazy("search", "keyboard shortcuts signs")),
)


@dataclass(frozen=True)
class Page:
    name: str
    icon: str
    address: str


@dataclass(frozen=True)
class Found:
    asked: str
    people: list[Participant]
    day: date | None
    appointments: list[Entry]
    pages: list[Page]
    deeds: list[Doing]
    begins: bool = False  # it was typed as something to be done: that comes first

    @property
    def nothing(self) -> bool:
        return not (self.people or self.day or self.appointments or self.pages or self.deeds)


def search_for(user: User, asked: str) -> Found:
    """A constant number of queries, whatever is typed. An empty field has whom one looked at last, and what to do."""
    sees = user.may(P.SEE_PEOPLE)
    if not words(asked):
        people = recent_people(user, PEOPLE) if sees else []
        deeds = deeds_without_person(user, "")
        return Found(asked, people, None, [], _others(pages_for(user, ""), deeds), deeds)
    recent = recent_ids(user) if sees else []
    people = recent_first(find(user, asked, limit=LOOKED_AT), recent)[:PEOPLE] if sees else []
    day = day_named(asked, timezone.localdate()) if user.may(P.SEE_APPOINTMENTS) else None
    deeds, begins = _deeds(user, asked, people, recent)
    pages = _others(pages_for(user, asked), deeds)
    pages = [*_proposals(user, asked), *pages]
    return Found(asked, people, day, _appointments(user, people, day), pages, deeds, begins)


def _proposals(user: User, asked: str) -> list[Page]:
    """A jobcoach's own, by the name under which they proposed the person."""
    if user.may(P.SEE_PEOPLE) or not user.may(P.SEE_REFERRALS):
        return []
    typed = words(asked)
    proposed = [each.referral for each in proposals_of(user)]
    found = [one for one in proposed if all(any(w.startswith(t) for w in _names(one)) for t in typed)]
    return [Page(str(one.participant), "person", f"{link('cases:proposals')}#p{one.pk}") for one in found[:PEOPLE]]


def _names(referral: Referral) -> list[str]:
    return words(str(referral.participant))


def _others(pages: list[Page], deeds: list[Doing]) -> list[Page]:
    """Pages that do not stand there already as something to do."""
    begun = {deed.address for deed in deeds}
    return [page for page in pages if page.address not in begun]


def _deeds(user: User, asked: str, people: list[Participant], recent: list[UUID]) -> tuple[list[Doing], bool]:
    """What was typed as something to do with somebody; else what can be done with the first one found."""
    found = deeds_without_person(user, asked)
    if people or not user.may(P.SEE_PEOPLE):
        return found + deeds_with(user, deeds_of_people(user), people[:1]), False
    wanted = asked_of_people(user, asked)
    if not wanted:
        return found, False
    closest = min(wanted, key=lambda each: len(each.whom))  # whose words say the most of it
    whom = recent_first(find(user, closest.whom, limit=LOOKED_AT), recent)[:OF_PEOPLE]
    return found + deeds_with(user, [each.deed for each in wanted if each.whom == closest.whom], whom), bool(whom)


def _appointments(user: User, people: list[Participant], day: date | None) -> list[Entry]:
    """Those of the day that was typed, else the next ones of the people found."""
    if not user.may(P.SEE_APPOINTMENTS) or not (people or day):
        return []
    seen = Appointment.objects.with_permission(user, P.SEE_APPOINTMENTS).order_by("starts_at")
    if day:
        return entries(seen.on_day(day)[:APPOINTMENTS])
    now = timezone.now()
    ahead = seen.filter(starts_at__gte=now - timedelta(days=1), ends_at__gte=now)  # the first for the index by time
    return entries(ahead.filter(participant__in=[person.pk for person in people])[:APPOINTMENTS])


def pages_for(user: User, asked: str) -> list[Page]:
    """Pages of which a word begins with each word typed, of those that the user may open."""
    typed = words(asked)
    found = []
    for known in KNOWN:
        terms = words(f"{known.name} {known.words}")
        if all(any(term.startswith(word) for term in terms) for word in typed):
            address = link(known.url)
            if address and may_enter(address, user):
                found.append(Page(str(known.name), known.icon, address))
    return found[:PAGES]


DAYS = {"heute": 0, "today": 0, "morgen": 1, "tomorrow": 1, "ubermorgen": 2, "gestern": -1, "yesterday": -1}
DATE = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})?|(\d{4})-(\d{2})-(\d{2})")


def day_named(asked: str, today: date) -> date | None:
    """A day that is typed: "heute", "morgen", "24.11.", "24.11.2026", "2026-11-24".

    >>> day_named("24.11.", date(2026, 1, 5)), day_named("übermorgen", date(2026, 1, 5)), day_named("31.2.", date.min)
    (datetime.date(2026, 11, 24), datetime.date(2026, 1, 7), None)
    """
    text = asked.strip()
    if folded(text) in DAYS:
        return today + timedelta(days=DAYS[folded(text)])
    match = DATE.fullmatch(text)
    if not match:
        return None
    short_day, short_month, short_year, year, month, day = match.groups()
    try:
        if year:
            named = date(int(year), int(month), int(day))
        else:
            century = 2000 if short_year and len(short_year) == 2 else 0
            named = date(century + int(short_year) if short_year else today.year, int(short_month), int(short_day))
    except ValueError:
        return None
    return named if thinkable(named) else None
