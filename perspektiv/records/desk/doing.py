"""What the search can begin: "book appointment for Dilan Distel", "attendance today"; only what the user may do."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission as P
from perspektiv.records.access.permissions import Scope
from perspektiv.records.cases.handing_over import receivers
from perspektiv.records.desk.links import link
from perspektiv.records.people.models import Participant
from perspektiv.records.people.names import words

GENERAL, PEOPLE, OF_FIRST = 6, 3, 3
"""At most so many that concern nobody, people of one, and of the first person found."""
WHOLE = 3
"""From so many letters on, the beginning of a word is taken for it."""


@dataclass(frozen=True)
class Deed:
    """Something that can be begun, for everybody or for one person (``%s`` in its name)."""

    url: str
    icon: str
    needs: P
    name: str | Promise
    words: str | Promise = ""
    scope: Scope | None = None  # only with that reach
    today: bool = False  # its page is that of a day
    to_next: bool = False  # only where somebody stands in or goes on
    to_book: bool = False  # only where something runs or waits

    @property
    def of_person(self) -> bool:
        return "%s" in str(self.name)

    def address(self, person: Participant | None = None) -> str:
        if self.today:
            return link(self.url, timezone.localdate())
        if person is None:
            return link(self.url)
        if self.url == "appointments:book":
            return f"{link(self.url)}?person={person.pk}&back=person"
        return link(self.url, person.pk)

    def terms(self) -> list[str]:
        return words(f"{str(self.name).replace('%s', '')} {self.words}")

    def allowed(self, user: User) -> bool:
        return bool(user.centres_with(self.needs, self.scope)) if self.scope else user.may(self.needs)


class Doing(NamedTuple):
    """One of them as the list shows it."""

    name: str
    icon: str
    address: str


@dataclass(frozen=True)
class FoundAs:
    """All people whom the words found, and for whom of them something runs or waits."""

    people: Sequence[Participant]
    bookable: Collection[UUID]

    @classmethod
    def of(cls, found: Sequence[tuple[Participant, bool]]) -> "FoundAs":
        return cls([person for person, _ in found], {person.pk for person, bookable in found if bookable})

    def name(self, person: Participant) -> str:
        """With the file number where somebody else of that name was found."""
        same = sum(str(other) == str(person) for other in self.people) > 1
        return f"{person} ({person.file_number})" if same else str(person)


DEEDS = (
    Deed("appointments:attendance", "check-square", P.MARK, _("Attendance today"), pgettext_lazy("search", "mark")),
    Deed("appointments:print", "printer", P.SEE_APPOINTMENTS, _("Print list of the day"), today=True),
    Deed("appointments:book", "plus", P.BOOK, _("Book appointment"), pgettext_lazy("search", "new date")),
    Deed("cases:register", "plus", P.REGISTER, _("Enter a way in"), pgettext_lazy("search", "new proposal register")),
    Deed("appointments:absence", "person-missing", P.BOOK, _("Enter a counsellor as absent"), scope=Scope.CENTRE),
    Deed("letters:to_print", "printer", P.WRITE, _("Print letters"), pgettext_lazy("search", "post")),
    Deed("cases:substitute_all", "people", P.STEER, _("Name a substitute"), pgettext_lazy("search", "ill away")),
    Deed("desk:road", "phone", P.MARK, _("Mark on the road"), pgettext_lazy("search", "phone without network")),
    Deed("cases:propose", "send", P.REFER, _("Propose a person"), pgettext_lazy("search", "new proposal")),
    Deed(
        "appointments:book",
        "plus",
        P.BOOK,
        _("Book appointment for %s"),
        pgettext_lazy("search", "new date"),
        to_book=True,
    ),
    Deed("letters:write", "envelope", P.WRITE, _("Write to %s"), pgettext_lazy("search", "letter message mail")),
    Deed(
        "cases:handover",
        "send",
        P.KEEP_NOTES,
        _("Handover note on %s"),
        pgettext_lazy("search", "write hand over"),
        to_next=True,
    ),
    Deed("cases:notes", "pen", P.KEEP_NOTES, _("Write a note on %s"), pgettext_lazy("search", "new")),
)


class Asked(NamedTuple):
    """What was typed, as something to be done with somebody: "book for dis" is booking, and "dis"."""

    deed: Deed
    whom: str


def deeds_without_person(user: User, asked: str) -> list[Doing]:
    """Those of which a word begins with each word typed; all for an empty field."""
    typed, found = words(asked), []
    for deed in DEEDS:
        if deed.of_person or not deed.allowed(user):
            continue
        terms = deed.terms()
        address = deed.address() if all(any(term.startswith(word) for term in terms) for word in typed) else ""
        if address:
            found.append(Doing(str(deed.name), deed.icon, address))
    return found[:GENERAL]


def asked_of_people(user: User, asked: str) -> list[Asked]:
    """Whatever of it can be a deed with a person: some words say which, the others say with whom."""
    typed, found = words(asked), []
    for deed in DEEDS:
        if deed.of_person and deed.allowed(user):
            terms = deed.terms()
            rest = [word for word in typed if not _says(word, terms)]
            if 0 < len(rest) < len(typed):
                found.append(Asked(deed, " ".join(rest)))
    return found


def deeds_with(user: User, deeds: Iterable[Deed], people: Sequence[Participant], found_as: FoundAs) -> list[Doing]:
    """Each deed with each person with whom the user may do it."""
    may: dict[P, set[UUID]] = {}
    found = []
    for deed in deeds:
        if deed.needs not in may:
            may[deed.needs] = _reached(user, deed.needs, people)
        for person in people:
            possible = person.pk in may[deed.needs] and (not deed.to_book or person.pk in found_as.bookable)
            possible = possible and (not deed.to_next or bool(receivers(user, person)))
            address = deed.address(person) if possible else ""
            if address:
                found.append(Doing(str(deed.name) % found_as.name(person), deed.icon, address))
    return found


def deeds_of_people(user: User) -> list[Deed]:
    return [deed for deed in DEEDS if deed.of_person and deed.allowed(user)]


def _reached(user: User, permission: P, people: Sequence[Participant]) -> set[UUID]:
    """Of which of them the user holds the permission; asked of the database only where it is for own cases."""
    whole = user.centres_with(permission, Scope.CENTRE)
    if all(person.centre_id in whole for person in people):
        return {person.pk for person in people}
    own = Participant.objects.with_permission(user, permission).filter(pk__in=[person.pk for person in people])
    return set(own.values_list("pk", flat=True))


def _says(word: str, terms: Iterable[str]) -> bool:
    return any(term == word or (len(word) >= WHOLE and term.startswith(word)) for term in terms)
