"""What the one search finds: people, appointments, pages and what can be begun, each only as far as the user may."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from perspektiv.records.access.accounts import accounts_of
from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission as P
from perspektiv.records.appointments.entries import Entry, entries
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases.models import Referral
from perspektiv.records.cases.standing import proposals_of
from perspektiv.records.desk.days import day_named
from perspektiv.records.desk.doing import (
    PEOPLE as OF_PEOPLE,
)
from perspektiv.records.desk.doing import (
    Doing,
    FoundAs,
    asked_of_people,
    deeds_of_people,
    deeds_with,
    deeds_without_person,
)
from perspektiv.records.desk.links import link
from perspektiv.records.desk.pages import Page, pages_for
from perspektiv.records.desk.recent import recent_first, recent_ids, recent_people
from perspektiv.records.people.models import Participant
from perspektiv.records.people.names import words
from perspektiv.records.people.standing import find_bookable_first

PEOPLE, APPOINTMENTS = 6, 5
"""At most so many of each."""
LOOKED_AT = 24
"""Of so many that match, those looked at lately come first."""


@dataclass(frozen=True)
class Found:
    asked: str
    people: list[Participant]
    day: date | None
    appointments: list[Entry]
    pages: list[Page]
    deeds: list[Doing]
    begins: bool = False  # it was typed as something to be done: that comes first
    proposed: tuple[Page, ...] = ()  # by a jobcoach
    accounts: tuple[Page, ...] = ()  # those of colleagues, for whoever manages them
    on_day: int = 0  # so many appointments that day has; some of them are shown

    @property
    def nothing(self) -> bool:
        return not (
            self.people or self.day or self.appointments or self.pages or self.deeds or self.proposed or self.accounts
        )


def search_for(user: User, asked: str) -> Found:
    """A constant number of queries, whatever is typed. An empty field has whom one looked at last, and what to do."""
    sees = user.may(P.SEE_PEOPLE)
    if not words(asked):
        people = recent_people(user, PEOPLE) if sees else []
        deeds = deeds_without_person(user, "")
        return Found(asked, people, None, [], _others(pages_for(user, ""), deeds), deeds)
    recent = recent_ids(user) if sees else []
    every = _people(user, asked, recent) if sees else FoundAs((), ())
    people = list(every.people[:PEOPLE])
    day = day_named(asked, timezone.localdate()) if user.may(P.SEE_APPOINTMENTS) else None
    deeds, whom, begins = _deeds(user, asked, every, recent)
    shown, on_day = _appointments(user, people or whom, day)
    pages, proposed = _others(pages_for(user, asked), deeds), tuple(_proposals(user, asked))
    accounts = tuple(_accounts(user, asked))
    return Found(
        asked, people or ([] if begins else whom), day, shown, pages, deeds, begins, proposed, accounts, on_day
    )


def _people(user: User, asked: str, recent: list[UUID]) -> FoundAs:
    """Those for whom something runs or waits first; of them, and of the others, those looked at lately."""
    found = FoundAs.of(find_bookable_first(user, asked, limit=LOOKED_AT))
    lately = recent_first(found.people, recent)
    return FoundAs(sorted(lately, key=lambda person: person.pk not in found.bookable), found.bookable)


def _accounts(user: User, asked: str) -> list[Page]:
    """Of those whom the user looks after, the ones in use first."""
    if not user.may(P.MANAGE_ACCOUNTS):
        return []
    typed, found = words(asked), []
    for account in accounts_of(user).order_by("-is_active", "family_name", "given_name"):
        terms = words(f"{account} {account.email}")
        if all(any(term.startswith(word) for term in terms) for word in typed):
            found.append(Page(str(account), "person", link("access:account_edit", account.pk)))
    return found[:PEOPLE]


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


def _deeds(user: User, asked: str, people: FoundAs, recent: list[UUID]) -> tuple[list[Doing], list[Participant], bool]:
    """What was typed as something to do with somebody, with whom, and whether that can be done; else what can be done
    with the first found."""
    found = deeds_without_person(user, asked)
    if people.people or not user.may(P.SEE_PEOPLE):
        return found + deeds_with(user, deeds_of_people(user), people.people[:1], people), [], False
    wanted = asked_of_people(user, asked)
    if not wanted:
        return found, [], False
    closest = min(wanted, key=lambda each: len(each.whom))  # whose words say the most of it
    meant = _people(user, closest.whom, recent)
    whom = list(meant.people[:OF_PEOPLE])
    deeds = deeds_with(user, [each.deed for each in wanted if each.whom == closest.whom], whom, meant)
    return found + deeds, whom, bool(deeds)


def _appointments(user: User, people: list[Participant], day: date | None) -> tuple[list[Entry], int]:
    """Those of the day that was typed, and how many it has; else the next ones of the people found."""
    if not user.may(P.SEE_APPOINTMENTS) or not (people or day):
        return [], 0
    seen = Appointment.objects.with_permission(user, P.SEE_APPOINTMENTS).order_by("starts_at")
    if day:
        shown = entries(seen.on_day(day)[:APPOINTMENTS])
        return shown, seen.on_day(day).count() if len(shown) == APPOINTMENTS else len(shown)
    now = timezone.now()
    ahead = seen.filter(starts_at__gte=now - timedelta(days=1), ends_at__gte=now)  # the first for the index by time
    return entries(ahead.filter(participant__in=[person.pk for person in people])[:APPOINTMENTS]), 0
