"""How a centre stands, in numbers: what the steering board counts, for those who see figures and no people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission as P
from perspektiv.records.access.permissions import Scope
from perspektiv.records.cases import waiting
from perspektiv.records.cases.waits import Load as CounsellorsLoad
from perspektiv.records.cases.waits import Wait
from perspektiv.records.outcomes.due import Standing, open_follow_ups

SEE = P.SEE_FIGURES


@dataclass(frozen=True)
class Number:
    key: str
    name: str | Promise
    count: int
    late: int = 0


class Left(StrEnum):
    """Why somebody counsels no more."""

    CLOSED = "closed"
    ROLE_ENDED = "role_ended"


@dataclass(frozen=True)
class Load:
    """What one counsellor has, without a name."""

    running: int
    offered: int
    places: int | None
    left: Left | None = None  # whose cases somebody has to take over


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
    def beside(self) -> int:
        """Cases of those with whom no places are agreed, or who counsel here no more: they take none."""
        return sum(load.running for load in self.loads if not load.places)

    @property
    def places(self) -> int:
        return sum(load.places or 0 for load in self.loads)


def sees_numbers_only(user: User) -> bool:
    """Who has the board has more than the numbers."""
    return bool(user.centres_with(SEE, Scope.CENTRE)) and not user.may(P.SEE_BOARD)


def numbers_of(user: User, day: date) -> Numbers:
    """Of the centres whose figures the user sees; the same number of queries however many people there are."""
    running = sum(run.running for run in waiting.running_by_segment(user, SEE, day))
    ways_in, contacts = waiting.ways_in_without_contact(user, SEE, day), waiting.first_contacts(user, SEE, day)
    places, changes = waiting.places_wanted(user, SEE, day), waiting.changes_due(user, SEE, day)
    asked = open_follow_ups(user.centres_with(SEE, Scope.CENTRE), day)
    overdue = sum(case.standing is Standing.OVERDUE for case in asked)
    loads = [
        Load(each.running, each.offered, each.places, _left(each))
        for each in waiting.load(user, SEE, day, with_departed=True)
    ]
    return Numbers(
        numbers=[
            Number("running", _("Participations running"), running),
            Number("ways_in", _("Way in"), len(ways_in), _late(way.wait for way in ways_in)),
            Number("contacts", _("First contact"), len(contacts), _late(way.wait for way in contacts)),
            Number("places", _("Place wanted"), len(places), _late(place.wait for place in places)),
            Number("changes", _("Change ahead"), len(changes), _late(one.wait for one in changes)),
            Number("follow_ups", _("Follow-up"), len(asked), overdue),
        ],
        loads=sorted(loads, key=lambda load: -(load.running / load.places if load.places else 0)),
    )


def _left(load: CounsellorsLoad) -> Left | None:
    if not load.departed:
        return None
    return Left.ROLE_ENDED if load.counsellor.is_active else Left.CLOSED


def _late(waits: Iterable[Wait]) -> int:
    return sum(wait.late for wait in waits)
