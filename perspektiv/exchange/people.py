"""People of a package: their file numbers, and what the contacts file adds."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from django.db import models

from perspektiv.exchange.columns_of_contacts import FIELDS
from perspektiv.exchange.contacts import Contacts, Value
from perspektiv.exchange.kept import PERSONS, Kept
from perspektiv.language import Text
from perspektiv.package import Findings, Package
from perspektiv.records.access.models import Centre
from perspektiv.records.people.actions.participants import made_findable
from perspektiv.records.people.models import Participant


class People:
    """Gathers the people of a plan, new and known, and completes them."""

    def __init__(self, package: Package, centres: Mapping[str, Centre], contacts: Contacts | None) -> None:
        self.package, self.centres, self.contacts = package, centres, contacts
        self.new: dict[str, Participant] = {}
        self.known: dict[str, UUID] = {}
        self.filled: list[Participant] = []  # known ones to whom the contacts file adds something
        self.differing: list[tuple[int, str, str]] = []  # row, key, column of the contacts file

    def merged_keys(self, merged: Mapping[UUID, UUID]) -> dict[tuple[UUID, str], UUID]:
        """By which keys those came who were merged into somebody since."""
        rows = Participant.objects.filter(pk__in=merged).values_list("centre_id", "source_key", "id")
        return {(centre, key): merged[id] for centre, key, id in rows if key}

    def add_new(self, key: str, made: models.Model) -> None:
        if isinstance(made, Participant):
            self.new[key] = made

    def add_known(self, kept: Kept, key: str, id: UUID) -> None:
        if kept is PERSONS:
            self.known[key] = id

    def add_contacts(self, findings: Findings) -> None:
        """Gives new people their numbers and names, and known ones what they lack."""
        self._number()
        contacts = self.contacts or Contacts("", {}, {})
        of_known = {key: id for key, id in self.known.items() if key in contacts.of}
        stored = {person.id: person for person in Participant.objects.filter(pk__in=of_known.values())}
        for key, said in contacts.of.items():
            row = contacts.rows[key]
            if key in self.new:
                self._complete(self.new[key], said, contacts.file, row, findings)
            elif key in of_known:
                self._add_to_known(stored[of_known[key]], key, said, row)
            else:
                findings.fault("reference", contacts.file, row, "person_id", UNKNOWN, value=key)
        for person in self.new.values():
            made_findable(person)

    def _complete(
        self, person: Participant, said: Mapping[str, Value], file: str, row: int, findings: Findings
    ) -> None:
        for name, value in said.items():
            setattr(person, name, value)
        if person.birth_date:
            if person.birth_year not in (None, person.birth_date.year):
                findings.fault("reference", file, row, "birth_date", OTHER_YEAR, year=person.birth_year)
            person.birth_year = person.birth_date.year

    def _add_to_known(self, person: Participant, key: str, said: Mapping[str, Value], row: int) -> None:
        """What is stored stays; where nothing is, the file's word is taken."""
        lacking = {name: value for name, value in said.items() if not getattr(person, name)}
        if "birth_date" in lacking and person.birth_year not in (None, said["birth_date"].year):  # type: ignore[union-attr]
            del lacking["birth_date"]
        others = [name for name, value in said.items() if name not in lacking and getattr(person, name) != value]
        self.differing += [(row, key, name) for name in others]
        if lacking:
            for name, value in lacking.items():
                setattr(person, name, value)
            if person.birth_date:
                person.birth_year = person.birth_date.year
            person.version += 1
            self.filled.append(made_findable(person))

    def _number(self) -> None:
        """The next file numbers of the year in which each came first, in the order in which they came."""
        last = self._last_numbers()
        for key, first in self._first_days():
            if (person := self.new.get(key)) is not None:
                year = first.year
                last[person.centre_id, year] += 1
                person.file_number = f"{year}-{last[person.centre_id, year]:04d}"

    def _last_numbers(self) -> defaultdict[tuple[UUID, int], int]:
        last: defaultdict[tuple[UUID, int], int] = defaultdict(int)
        stored = Participant.objects.filter(centre__in=[c.id for c in self.centres.values()])
        for centre, number in stored.values_list("centre_id", "file_number").iterator(chunk_size=5_000):
            year, _, running = number.partition("-")
            if year.isdecimal() and running.isdecimal():
                last[centre, int(year)] = max(last[centre, int(year)], int(running))
        return last

    def _first_days(self) -> Iterator[tuple[str, date]]:
        yield from self.package.connection.execute(
            "SELECT person_id, coalesce(least(min(r.referred_on), min(t.started_on)), $1) AS first FROM persons p "
            "LEFT JOIN (SELECT person_id, min(referred_on) AS referred_on FROM referrals GROUP BY 1) r "
            "USING (person_id) "
            "LEFT JOIN (SELECT person_id, min(started_on) AS started_on FROM participations GROUP BY 1) t "
            "USING (person_id) GROUP BY person_id ORDER BY first, person_id",
            [self.package.data_as_of],
        ).fetchall()


CONTACT_FIELDS = [*FIELDS, "birth_year", "search_name", "sounds", "version"]
"""What an import writes of people who are known already."""
UNKNOWN = Text(
    "Die Person „{value}“ steht nicht im Paket. Bitte den Schlüssel prüfen.",
    "The person “{value}” is not in the package. Please check the key.",
)
OTHER_YEAR = Text(
    "Das Geburtsjahr im Paket ist {year}. Bitte eines von beiden berichtigen.",
    "The year of birth in the package is {year}. Please correct one of the two.",
)
