"""What the one search finds: people, appointments, pages and what can be begun, each only as far as the user may."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

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
from perspektiv.records.people.search import find

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
    on_day: int = 0  # so many appointments that day has; some of them are shown

    @property
    def nothing(self) -> bool:
        return not (self.people or self.day or self.appointments or self.pages or self.deeds or self.proposed)


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
    deeds, whom = _deeds(user, asked, people, recent)
    shown, on_day = _appointments(user, people or whom, day)
    pages, proposed = _others(pages_for(user, asked), deeds), tuple(_proposals(user, asked))
    return Found(asked, people, day, shown, pages, deeds, bool(whom), proposed, on_day)


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


def _deeds(
    user: User, asked: str, people: list[Participant], recent: list[UUID]
) -> tuple[list[Doing], list[Participant]]:
    """What was typed as something to do with somebody, and with whom; else what can be done with the first found."""
    found = deeds_without_person(user, asked)
    if people or not user.may(P.SEE_PEOPLE):
        return found + deeds_with(user, deeds_of_people(user), people[:1]), []
    wanted = asked_of_people(user, asked)
    if not wanted:
        return found, []
    closest = min(wanted, key=lambda each: len(each.whom))  # whose words say the most of it
    whom = recent_first(find(user, closest.whom, limit=LOOKED_AT), recent)[:OF_PEOPLE]
    return found + deeds_with(user, [each.deed for each in wanted if each.whom == closest.whom], whom), whom


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
