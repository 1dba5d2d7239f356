"""The steering board: how many stand where on the path, and a card for each who waits, with what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission as P
from perspektiv.records.access.permissions import Scope
from perspektiv.records.cases import deadlines, waiting
from perspektiv.records.desk.links import link
from perspektiv.records.desk.tickets import Ticket, due_change, due_question, new_way_in, tried_way_in, wanted_place
from perspektiv.records.outcomes.due import PRESSING, Standing, follow_ups
from perspektiv.records.people.models import Participant

SHOWN = 5
"""Cards of a column that are open at once; the others unfold."""


@dataclass(frozen=True)
class Column:
    key: str
    name: str | Promise
    deadline: str
    tickets: tuple[Ticket, ...]

    @property
    def late(self) -> int:
        return sum(ticket.wait.late for ticket in self.tickets)

    @property
    def shown(self) -> tuple[Ticket, ...]:
        return self.tickets[:SHOWN]

    @property
    def folded(self) -> tuple[Ticket, ...]:
        return self.tickets[SHOWN:]


@dataclass(frozen=True)
class Stage:
    """One station of the line above the board."""

    name: str | Promise
    count: int
    note: str
    address: str
    late: bool = False


@dataclass(frozen=True)
class Board:
    stages: list[Stage]
    columns: list[Column]
    running: int
    late: int
    open: int  # cards on which the lead can act
    loudest: Ticket | None  # the one filled button of the page


def board_of(user: User, day: date) -> Board:
    """The board of the user's centre on a day: the same number of queries however many wait."""
    columns = _columns(user, day)
    runs = waiting.running_by_segment(user, P.SEE_BOARD, day)
    tickets = [ticket for column in columns for ticket in column.tickets]
    actable = [ticket for ticket in tickets if ticket.wait.late and ticket.action and ticket.action.address]
    return Board(
        stages=_stages(columns, runs),
        columns=[column for column in columns if column.tickets],
        running=sum(run.running for run in runs),
        late=sum(ticket.wait.late for ticket in tickets),
        open=sum(ticket.action is not None for ticket in tickets),
        loudest=min(actable, key=lambda ticket: ticket.wait.deadline, default=None),
    )


def _columns(user: User, day: date) -> list[Column]:
    see = P.SEE_BOARD
    return [
        Column(
            "ways_in",
            gettext_lazy("Way in"),
            _days(deadlines.WAY_IN.days),
            tuple(new_way_in(way) for way in waiting.ways_in_without_contact(user, see, day)),
        ),
        Column(
            "contacts",
            gettext_lazy("First contact"),
            _days(deadlines.FIRST_CONTACT.days),
            tuple(tried_way_in(way) for way in waiting.first_contacts(user, see, day)),
        ),
        Column(
            "places",
            gettext_lazy("Place wanted"),
            _days(deadlines.PLACE.days),
            tuple(wanted_place(place) for place in waiting.places_wanted(user, see, day)),
        ),
        Column(
            "changes",
            gettext_lazy("Change ahead"),
            _days(deadlines.CHANGE.days),
            tuple(due_change(change) for change in waiting.changes_due(user, see, day)),
        ),
        Column("follow_ups", gettext_lazy("Follow-up"), _("six months"), _questions(user, day)),
    ]


def _questions(user: User, day: date) -> tuple[Ticket, ...]:
    """Those whose six months end soon or have ended without an answer, the most pressing first."""
    asked = (*PRESSING, Standing.AHEAD)
    cases = [case for case in follow_ups(user.centres_with(P.SEE_BOARD, Scope.CENTRE), day) if case.standing in asked]
    people = Participant.objects.in_bulk([case.participant_id for case in cases])
    return tuple(due_question(case, people[case.participant_id], day) for case in cases)


def _days(number: int) -> str:
    return ngettext("%d day", "%d days", number) % number


def _stages(columns: Sequence[Column], runs: Sequence[waiting.SegmentRun]) -> list[Stage]:
    standing = {
        column.key: Stage(column.name, len(column.tickets), _late(column.late), f"#{column.key}", bool(column.late))
        for column in columns
        if column.key != "changes"  # those are counted in their segments
    }
    after = standing.pop("follow_ups")
    return [*standing.values(), *(_running(run) for run in runs), after]


def _running(run: waiting.SegmentRun) -> Stage:
    notes = []
    if run.mean_weeks is not None:
        notes.append(_("Ø %s weeks") % number_format(run.mean_weeks, 1))
    if run.free is not None:
        notes.append(_("%d free") % run.free)
    address = f"{link('desk:board')}?show=all#{run.segment.colour}"
    return Stage(run.segment.name, run.running, " · ".join(notes), address)


def _late(number: int) -> str:
    return _("%d overdue") % number if number else ""
