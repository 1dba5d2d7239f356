"""The steering board: how many stand where on the path, and a card for each who waits, with what can be done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import NamedTuple
from uuid import UUID

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission as P
from perspektiv.records.access.permissions import Scope
from perspektiv.records.cases import deadlines, waiting
from perspektiv.records.cases.waits import Change, SegmentRun, Wait
from perspektiv.records.desk.links import link
from perspektiv.records.desk.tickets import (
    Ticket,
    case_wait,
    due_change,
    due_question,
    new_way_in,
    tried_way_in,
    wanted_place,
)
from perspektiv.records.outcomes.due import PRESSING, Case, Standing, open_follow_ups
from perspektiv.records.people.models import Participant

SEE = P.SEE_BOARD
SHOWN, MOST = 5, 200
"""Cards of a column that are open at once, and of one that is unfolded."""


class Waiting(NamedTuple):
    """Somebody who waits; the card is made only where it is shown."""

    wait: Wait
    actable: bool  # the lead can do something about it
    ticket: Callable[[], Ticket]


@dataclass(frozen=True)
class Column:
    key: str
    name: str | Promise
    deadline: str
    waiting: list[Waiting]
    unfolded: bool = False

    @property
    def count(self) -> int:
        return len(self.waiting)

    @property
    def late(self) -> int:
        return sum(one.wait.late for one in self.waiting)

    @cached_property
    def tickets(self) -> list[Ticket]:
        """The first few, or as many as one page holds."""
        return [one.ticket() for one in self.waiting[: MOST if self.unfolded else SHOWN]]

    @property
    def more(self) -> int:
        return self.count - len(self.tickets)


@dataclass(frozen=True)
class Stage:
    """One station of the line above the board."""

    name: str | Promise
    count: int
    note: str
    address: str
    late: bool = False
    written: bool = False  # the centre's own word, in German


@dataclass(frozen=True)
class Board:
    stages: list[Stage]
    columns: list[Column]
    running: int
    late: int
    open: int  # cards on which the lead can act

    @cached_property
    def loudest(self) -> Ticket | None:
        """The one card with a filled button: who has waited beyond the deadline for longest."""
        shown = [ticket for column in self.columns for ticket in column.tickets]
        late = [ticket for ticket in shown if ticket.wait.late and ticket.action and ticket.action.address]
        return min(late, key=lambda ticket: ticket.wait.deadline, default=None)


def board_of(user: User, day: date, unfolded: str = "") -> Board:
    """The board of the user's centre on a day: the same number of queries however many wait.

    ``unfolded`` is the column that shows more than its first few.
    """
    columns = [
        Column(key, name, deadline, waiting, key == unfolded)
        for key, name, deadline, waiting in (
            ("ways_in", gettext_lazy("Way in"), _days(deadlines.WAY_IN.days), _ways_in(user, day)),
            ("contacts", gettext_lazy("First contact"), _days(deadlines.FIRST_CONTACT.days), _contacts(user, day)),
            ("places", gettext_lazy("Place wanted"), _days(deadlines.PLACE.days), _places(user, day)),
            ("changes", gettext_lazy("Change ahead"), _days(deadlines.CHANGE.days), _changes(user, day)),
            ("follow_ups", gettext_lazy("Follow-up"), _("six months"), _questions(user, day)),
        )
    ]
    runs = waiting.running_by_segment(user, SEE, day)
    every = [one for column in columns for one in column.waiting]
    return Board(
        stages=_stages(columns, runs),
        columns=[column for column in columns if column.waiting],
        running=sum(run.running for run in runs),
        late=sum(one.wait.late for one in every),
        open=sum(one.actable for one in every),
    )


def _ways_in(user: User, day: date) -> list[Waiting]:
    ways = waiting.ways_in_without_contact(user, SEE, day)
    return [Waiting(way.wait, True, partial(new_way_in, way)) for way in ways]


def _contacts(user: User, day: date) -> list[Waiting]:
    return [Waiting(way.wait, True, partial(tried_way_in, way)) for way in waiting.first_contacts(user, SEE, day)]


def _places(user: User, day: date) -> list[Waiting]:
    """Cases that a counsellor declined come first: somebody else has to be asked."""
    places = sorted(
        waiting.places_wanted(user, SEE, day), key=lambda place: place.offer is not None or not place.declined
    )
    return [
        Waiting(place.wait, place.offer is None or place.nobody_answers, partial(wanted_place, place))
        for place in places
    ]


def _changes(user: User, day: date) -> list[Waiting]:
    due = waiting.changes_due(user, SEE, day)
    return [Waiting(one.wait, one.why is not Change.CLOSING_BOOKED, partial(due_change, one)) for one in due]


def _questions(user: User, day: date) -> list[Waiting]:
    """Those whose six months end soon or have ended without an answer, the most pressing first."""
    asked = (*PRESSING, Standing.AHEAD)
    cases = [case for case in open_follow_ups(user.centres_with(SEE, Scope.CENTRE), day) if case.standing in asked]
    people = Participant.objects.in_bulk([case.participant_id for case in cases[:MOST]])
    return [
        Waiting(
            case_wait(case, day),
            case.standing in PRESSING,
            partial(_question, case, people, day),
        )
        for case in cases
    ]


def _question(case: Case, people: dict[UUID, Participant], day: date) -> Ticket:
    return due_question(case, people[case.participant_id], day)


def _days(number: int) -> str:
    return ngettext("%d day", "%d days", number) % number


def _stages(columns: Sequence[Column], runs: Sequence[SegmentRun]) -> list[Stage]:
    standing = {
        column.key: Stage(column.name, column.count, _late(column.late), f"#{column.key}", bool(column.late))
        for column in columns
        if column.key != "changes"  # those are counted in their segments
    }
    after = standing.pop("follow_ups")
    return [*standing.values(), *(_running(run) for run in runs), after]


def _running(run: SegmentRun) -> Stage:
    notes = []
    if run.mean_weeks is not None:
        notes.append(_("Ø %s weeks") % number_format(run.mean_weeks, 1))
    if run.free is not None:
        notes.append(_("%d free") % run.free)
    address = f"{link('desk:board')}?show=all#{run.segment.colour}"
    return Stage(run.segment.name, run.running, " · ".join(notes), address, written=True)


def _late(number: int) -> str:
    return _("%d overdue") % number if number else ""
