"""How a centre stands, in numbers: what the steering board counts, for those who see figures and no people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission as P
from perspektiv.records.access.permissions import Scope
from perspektiv.records.cases import waiting
from perspektiv.records.cases.waiting import Change, Wait
from perspektiv.records.outcomes.due import PRESSING, Standing, open_follow_ups

SEE = P.SEE_FIGURES


@dataclass(frozen=True)
class Number:
    key: str
    name: str | Promise
    count: int
    late: int = 0


@dataclass(frozen=True)
class Load:
    """What one counsellor has, without a name."""

    running: int
    offered: int
    places: int | None


@dataclass(frozen=True)
class Numbers:
    numbers: list[Number]
    loads: list[Load]  # the fullest first

    @property
    def late(self) -> int:
        return sum(number.late for number in self.numbers)

    @property
    def taken(self) -> int:
        return sum(load.running for load in self.loads if load.places)

    @property
    def places(self) -> int:
        return sum(load.places or 0 for load in self.loads)


def sees_numbers_only(user: User) -> bool:
    """Who has the board has more than the numbers."""
    return bool(user.centres_with(SEE, Scope.CENTRE)) and not user.may(P.SEE_BOARD)


def numbers_of(user: User, day: date) -> Numbers:
    """Of the centres whose figures the user sees; the same number of queries however many people there are."""
    running = sum(run.running for run in waiting.running_by_segment(user, SEE, day))
    first = [*waiting.ways_in_without_contact(user, SEE, day), *waiting.first_contacts(user, SEE, day)]
    places = [place for place in waiting.places_wanted(user, SEE, day) if place.offer is None]
    changes = [change for change in waiting.changes_due(user, SEE, day) if change.why is not Change.CLOSING_BOOKED]
    asked = open_follow_ups(user.centres_with(SEE, Scope.CENTRE), day)
    due = [case for case in asked if case.standing in PRESSING]
    overdue = sum(case.standing is Standing.OVERDUE for case in due)
    loads = [Load(each.running, each.offered, each.places) for each in waiting.load(user, SEE, day)]
    return Numbers(
        numbers=[
            Number("running", _("Participations running"), running),
            Number("first_contact", _("Wait for the first contact"), len(first), _late(way.wait for way in first)),
            Number("unassigned", _("Not assigned yet"), len(places), _late(place.wait for place in places)),
            Number("changes", _("Closing talk or next date due"), len(changes), _late(one.wait for one in changes)),
            Number("follow_ups", _("Six months: answer open"), len(due), overdue),
        ],
        loads=sorted(loads, key=lambda load: -(load.running / load.places if load.places else 0)),
    )


def _late(waits: Iterable[Wait]) -> int:
    return sum(wait.late for wait in waits)
