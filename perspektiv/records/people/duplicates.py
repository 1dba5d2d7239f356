"""Who might be the same person: asked while somebody is registered, and before two files are merged.

For those who may see the people of a centre: a jobcoach's page must not ask, since the answer says who comes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Self
from uuid import UUID

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Centre
from perspektiv.records.people.models import Participant
from perspektiv.records.people.names import joined, sounds_of, words


class Reason(TextChoices):
    """Why somebody is shown, the strongest first."""

    CUSTOMER_NUMBER = "customer_number", _("same customer number")
    BIRTH_DATE = "birth_date", _("same date of birth")
    NAME = "name", _("same name")
    BIRTH_YEAR = "birth_year", _("same year of birth")
    SIMILAR_NAME = "similar_name", _("similar name")


@dataclass(frozen=True)
class Person:
    """What is known of the one who is looked for."""

    given_name: str = ""
    family_name: str = ""
    birth_date: date | None = None
    birth_year: int | None = None
    customer_number: str = ""


@dataclass(frozen=True)
class Candidate:
    participant: Participant
    reasons: tuple[Reason, ...]

    @property
    def strength(self) -> int:
        return sum(1 << (len(Reason) - list(Reason).index(reason)) for reason in self.reasons)


def duplicates(centre: Centre, person: Person, *, but_not: UUID | None = None, limit: int = 5) -> list[Candidate]:
    """Those of the centre who may be this person, the likeliest first. One query."""
    wanted = _worth_a_look(person)
    if not wanted:
        return []
    people = Participant.objects.living().filter(wanted, centre=centre)[:200]
    others = (other for other in people if other.pk != but_not)
    found = [Candidate(other, reasons) for other in others if (reasons := tuple(_reasons(person, other)))]
    return sorted(found, key=lambda candidate: -candidate.strength)[:limit]


def known_already(people: Iterable[Participant]) -> dict[UUID, Candidate]:
    """For each of many who may have another file in their centre: the likeliest. Two queries, however many."""
    asked = {person.pk: person for person in people}
    heard = _Heard.of({person.centre_id for person in asked.values()})
    close = {pk: heard.close_to(person) for pk, person in asked.items()}
    others = Participant.objects.in_bulk(list(set().union(*close.values())))
    found = {}
    for pk, person in asked.items():
        likely = [
            Candidate(others[other], reasons)
            for other in close[pk]
            if (reasons := tuple(_reasons(_known_of(person), others[other])))
        ]
        if likely:
            found[pk] = max(likely, key=lambda candidate: (candidate.strength, str(candidate.participant.pk)))
    return found


class _Heard:
    """Everybody of some centres by number, day of birth and sound of a name: what ``_worth_a_look`` asks, for many."""

    def __init__(self) -> None:
        self._by: dict[tuple[UUID, object], set[UUID]] = defaultdict(set)

    @classmethod
    def of(cls, centres: Iterable[UUID]) -> Self:
        made = cls()
        living = Participant.objects.living().filter(centre__in=centres).order_by()
        for pk, centre, sounds, number, born in living.values_list(
            "pk", "centre_id", "sounds", "customer_number", "birth_date"
        ):
            for key in (*sounds.split(), *([f"#{number}"] if number else ()), *([born] if born else ())):
                made._by[centre, key].add(pk)
        return made

    def close_to(self, person: Participant) -> set[UUID]:
        def sounding(name: str) -> set[UUID]:
            return set().union(*(self._by.get((person.centre_id, one), set()) for one in sounds_of(name)))

        found = sounding(person.given_name) & sounding(person.family_name)
        if person.customer_number:
            found |= self._by.get((person.centre_id, f"#{person.customer_number}"), set())
        if person.birth_date and person.given_name and person.family_name:
            found |= self._by.get((person.centre_id, person.birth_date), set())
        return found - {person.pk}


def _known_of(someone: Participant) -> Person:
    return Person(
        someone.given_name, someone.family_name, someone.birth_date, someone.birth_year, someone.customer_number
    )


def _worth_a_look(person: Person) -> Q:
    """What the database can tell: the same number, the same day, or names that sound alike, in any order."""
    wanted = Q()
    if number := joined(person.customer_number):
        wanted |= Q(customer_number=number)
    given, family = sounds_of(person.given_name), sounds_of(person.family_name)
    if given and family:
        wanted |= _one_of(given) & _one_of(family)
        if person.birth_date:
            wanted |= Q(birth_date=person.birth_date)
    return wanted


def _one_of(heard: list[str]) -> Q:
    some = Q()
    for each in heard:
        some |= Q(sounds__contains=f" {each} ")
    return some


def _reasons(person: Person, other: Participant) -> Iterator[Reason]:
    """Why the other may be the same person: a number for itself, a name together with the birth or without one."""
    number = joined(person.customer_number)
    same_number = bool(number) and number == other.customer_number
    name, birth = _name(person, other), _birth(person, other)
    alike = name is not None and (birth is not None or _unknown(person, other) or _mistyped_year(person, other))
    if same_number:
        yield Reason.CUSTOMER_NUMBER
    if (same_number or alike) and birth:
        yield birth
    if (same_number or alike) and name:
        yield name


def _name(person: Person, other: Participant) -> Reason | None:
    """How much the names agree. A shared birth date makes one agreeing name enough: people marry."""
    mine = {*words(person.given_name), *words(person.family_name)}
    theirs = {*words(other.given_name), *words(other.family_name)}
    if not mine or not theirs:
        return None
    if mine == theirs:
        return Reason.NAME
    fewer, more = sorted((mine, theirs), key=len)
    heard = {sound for word in more for sound in sounds_of(word)}
    agreeing = sum(1 for word in fewer if sounds_of(word)[0] in heard or any(_near(word, one) for one in more))
    same_day = person.birth_date is not None and person.birth_date == other.birth_date
    return Reason.SIMILAR_NAME if agreeing >= (1 if same_day else 2) else None


def _birth(person: Person, other: Participant) -> Reason | None:
    if person.birth_date and person.birth_date == other.birth_date:
        return Reason.BIRTH_DATE
    year, theirs = _year(person), _year(other)
    return Reason.BIRTH_YEAR if year and year == theirs else None


def _year(someone: Person | Participant) -> int | None:
    return someone.birth_date.year if someone.birth_date else someone.birth_year


def _unknown(person: Person, other: Participant) -> bool:
    return _year(person) is None or _year(other) is None


def _mistyped_year(person: Person, other: Participant) -> bool:
    mine, theirs = person.birth_date, other.birth_date
    return bool(mine and theirs and (mine.day, mine.month) == (theirs.day, theirs.month))


def _near(word: str, other: str) -> bool:
    """Whether two words of at least four letters differ by one letter too many, missing or wrong."""
    if min(len(word), len(other)) < 4 or abs(len(word) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    rest, theirs = word[start:], other[start:]
    return rest[1:] == theirs[1:] or rest[1:] == theirs or rest == theirs[1:]
