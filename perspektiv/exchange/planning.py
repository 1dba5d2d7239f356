"""The plan of an import: what is new, what is known, what differs. Nothing is written."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any
from uuid import UUID, uuid4

from django.db import models

from perspektiv.errors import Refused
from perspektiv.exchange.catalogue import enter
from perspektiv.exchange.contacts import Contacts
from perspektiv.exchange.kept import APPOINTMENTS, CATALOGUES, KEPT, PERSONS, TABLES, Catalogue, Kept
from perspektiv.exchange.people import People
from perspektiv.exchange.reading import Held, held, merged_people
from perspektiv.exchange.rows import Row, how_many, rows_of
from perspektiv.exchange.steps import Difference, Place, Step
from perspektiv.exchange.voices.planning import VoicesPlanner
from perspektiv.language import Text
from perspektiv.package import Findings, Package
from perspektiv.package.checking import Progress
from perspektiv.records.access.models import Centre, TrailHead
from perspektiv.records.appointments.models import end_of
from perspektiv.records.people.models import Participant
from perspektiv.schema import KNOWN as ALL_TABLES
from perspektiv.schema import Table
from perspektiv.schema.tables import Centres, Participations


@dataclass(frozen=True)
class Wishes:
    """How the package's keys shall be understood; what is not named is found by its own key, or made."""

    centres: Mapping[str, str] = field(default_factory=dict)  # to a centre's own key
    segments: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    only: frozenset[str] | None = None  # keys of the centres that may be written; None: all, and new ones
    pseudonymous: bool = False  # take a snapshot all the same, in which nobody is known


@dataclass(frozen=True)
class Strangers:
    """People who come into centres that have people already, of whom the package names none."""

    new: int
    here: int


@dataclass
class Plan:
    steps: list[Step]
    not_kept: dict[type[Table], int]
    people: People
    centres: list[Centre]
    seen: int  # the end of the trail when the plan was made: as long as it holds, nothing has changed
    become_made_up: list[Centre]  # that were there already, empty, and get made-up people
    strangers: Strangers | None
    told: list[Text]  # what else somebody should know before it is done

    @property
    def differences(self) -> Iterator[Difference]:
        return chain.from_iterable(step.differences for step in self.steps)

    @property
    def contact_differences(self) -> Iterator[Difference]:
        return (Difference(None, row, key, column) for row, key, column in self.people.differing)


def make_plan(
    package: Package, contacts: Contacts | None, wishes: Wishes, findings: Findings, progress: Progress | None = None
) -> Plan:
    """Compare the package with the records. Faults of the contacts go into ``findings``."""
    seen = TrailHead.objects.filter(id=1).values_list("seq", flat=True).first() or 0
    centre_step, centres = _centres(package, wishes)
    known = [centre for centre in centres.values() if not centre._state.adding]
    people = People(package, centres, contacts)
    planner = _Planner(package, centres, people, merged_people(known))
    steps = [centre_step]
    for catalogue, wished in zip(CATALOGUES, (wishes.segments, wishes.reasons), strict=True):
        steps.append(planner.catalogue(catalogue, wished))
    for done, kept in enumerate(KEPT):
        if progress:
            progress(done, 2 * len(KEPT), kept.table.title)
        steps.append(planner.table(kept, known))
    voices = VoicesPlanner(package, centres, planner.places[Participations])
    steps += voices.steps()
    people.add_contacts(findings)
    not_kept = {table: how_many(package, table) for table in ALL_TABLES if table not in TABLES}
    return Plan(
        steps,
        {table: n for table, n in not_kept.items() if n},
        people,
        list(centres.values()),
        seen,
        _become_made_up(package, known),
        _strangers(known, planner.places[PERSONS.table]),
        voices.entered.told,
    )


def _strangers(known: list[Centre], people: Mapping[str, Place]) -> Strangers | None:
    """Whether an import would only add, under unknown keys, where there are people: perhaps the same ones."""
    stored = Participant.objects.filter(centre__in=known, merged_into=None).values_list("centre_id", "id")
    here: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for centre, id in stored:
        here[centre].add(id)
    said: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for place in people.values():
        said[place.centre].add(place.id)
    strange = [centre for centre in here if said[centre] and not said[centre] & here[centre]]
    if not strange:
        return None
    return Strangers(sum(len(said[centre]) for centre in strange), sum(len(here[centre]) for centre in strange))


def _become_made_up(package: Package, known: list[Centre]) -> list[Centre]:
    """Made-up people stay marked as such: they do not come among real ones."""
    becoming = [centre for centre in known if package.made_up and not centre.made_up]
    for centre in becoming:
        if Participant.objects.filter(centre=centre).exists():
            raise Refused(AMONG_REAL_PEOPLE, centre=centre)
    return becoming


def _centres(package: Package, wishes: Wishes) -> tuple[Step, dict[str, Centre]]:
    """Every centre of the package, found or new."""
    stored = {centre.key: centre for centre in Centre.objects.all()}
    step = Step(Centres)
    centres: dict[str, Centre] = {}
    for row in rows_of(package, Centres):
        key = wishes.centres.get(row.key, row.key)
        if wishes.only is not None and key not in wishes.only:
            raise Refused(NOT_YOUR_CENTRE, key=key)
        if key in stored:
            step.known += 1
            if key == row.key and stored[key].name != row.values["name"]:
                step.differs(row.number, row.key, ["name"])
        else:
            stored[key] = Centre(id=uuid4(), key=key, name=row.values["name"], made_up=package.made_up)
            step.new.append(stored[key])
        centres[row.key] = stored[key]
    return step, centres


class _Planner:
    """Walks through the tables, each after those that it refers to, and remembers where everything is."""

    def __init__(self, package: Package, centres: dict[str, Centre], people: People, merged: dict[UUID, UUID]) -> None:
        self.package, self.centres, self.people, self.merged = package, centres, people, merged
        self.called = {centre.id: said for said, centre in centres.items()}
        self.places: dict[type[Table], dict[str, Place]] = {}
        self.meant: dict[type[Table], dict[tuple[UUID, str], UUID]] = {}

    def catalogue(self, catalogue: Catalogue, wished: Mapping[str, str]) -> Step:
        key = catalogue.table.key[0]
        uses = self.package.connection.execute(
            f'SELECT "{key}", list(DISTINCT centre_id) FROM participations JOIN persons USING (person_id) '
            f'WHERE "{key}" IS NOT NULL GROUP BY 1'
        ).fetchall()
        used = {name: frozenset(centres) for name, centres in uses}
        entered = enter(catalogue, list(rows_of(self.package, catalogue.table)), self.centres, used, wished)
        step = Step(catalogue.table, [entry for _, entry in entered.new], entered.known)
        for row, name, column in entered.changed:
            step.differs(row, name, [column])
        self.meant[catalogue.table] = entered.meant
        return step

    def table(self, kept: Kept, known: list[Centre]) -> Step:
        stored = {(record.centre, record.key): record for record in held(kept, known, self.merged, withdrawn=True)}
        gone = self.people.merged_keys(self.merged) if kept is PERSONS else {}
        places = self.places[kept.table] = {}
        step = Step(kept.table)
        plain = _blanks(kept)
        for row in rows_of(self.package, kept.table):
            centre, person, refers = self._refers(kept, row)
            if (moved := gone.get((centre, row.key))) is not None:
                places[row.key] = Place(moved, centre, moved)
                step.known += 1
                continue
            found = stored.get((centre, row.key)) or stored.get((centre, self._own(centre, row.key)))
            told = tuple(row.values[name] for name in kept.fields)
            if found is None:
                made = _made(kept, row, centre, person, dict(zip(plain, told, strict=True)), refers, plain)
                step.new.append(made)
                self.people.add_new(row.key, made)
                id = made.pk
            else:
                step.known += 1
                step.differs(row.number, row.key, _differing(kept, found, told, refers))
                self.people.add_known(kept, row.key, found.id)
                id = found.id
            places[row.key] = Place(id, centre, person or id)
        return step

    def _own(self, centre: UUID, key: str) -> str:
        return key.removeprefix(f"{self.called[centre]}:")

    def _refers(self, kept: Kept, row: Row) -> tuple[UUID, UUID | None, tuple[UUID | None, ...]]:
        """The centre and the person of a row, and what its references mean."""
        if kept is PERSONS:
            return self.centres[row.values["centre_id"]].id, None, ()
        first, *others = kept.references
        home = self.places[Participations if kept is APPOINTMENTS else PERSONS.table][row.values[first]]
        rest = (self._meant(kept, name, row.values[name], home.centre) for name in others)
        return home.centre, home.person, (home.id, *rest)

    def _meant(self, kept: Kept, name: str, key: str | None, centre: UUID) -> UUID | None:
        table = kept.table.column(name).references
        assert table is not None
        return None if key is None else self.meant[table][centre, key]


def _blanks(kept: Kept) -> dict[str, bool]:
    """The fields in the order of the columns, and whether they hold an empty text for what is missing."""
    return {field.name: not kept.model._meta.get_field(field.name).null for field in kept.fields.values()}


def _differing(kept: Kept, found: Held, told: tuple[Any, ...], refers: tuple[UUID | None, ...]) -> list[str]:
    if found.told == told and found.refers == refers:
        return []
    pairs = [*zip(kept.fields, found.told, told, strict=True), *zip(kept.references, found.refers, refers, strict=True)]
    return [name for name, stored, said in pairs if stored != said]


def _made(
    kept: Kept,
    row: Row,
    centre: UUID,
    person: UUID | None,
    values: dict[str, Any],
    refers: tuple[UUID | None, ...],
    blanks: dict[str, bool],
) -> models.Model:
    for name, blank in blanks.items():
        if blank and values[name] is None:
            values[name] = ""
    values |= {f"{name}_id": id for name, id in zip(kept.references.values(), refers, strict=True)}
    if kept is APPOINTMENTS:
        values |= {"participant_id": person, "ends_at": end_of(values["starts_at"], values["minutes"])}
    return kept.model(id=uuid4(), centre_id=centre, source_key=row.key, **values)


AMONG_REAL_PEOPLE = Text(
    "Das Paket ist erfunden (Beispieldaten), und in {centre} sind schon Personen. Bitte in ein leeres einlesen.",
    "The package is made up (example data), and {centre} has people already. Please import it into an empty centre.",
)
NOT_YOUR_CENTRE = Text(
    "In das Zentrum „{key}“ können Sie nichts einlesen. Bitte ordnen Sie es einem Ihrer Zentren zu.",
    "You cannot import anything into the centre “{key}”. Please match it with one of yours.",
)
