"""The steering board: how many stand where on the path, and a card for each who waits, with what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission as P
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases import deadlines, waiting
from perspektiv.records.cases.models import Segment
from perspektiv.records.cases.waiting import Change, ChangeDue, Place, Wait, WayIn
from perspektiv.records.desk.links import link
from perspektiv.records.people.models import Participant

SHOWN = 5
"""Cards of a column that are open at once; the others unfold."""


class Action(NamedTuple):
    name: str | Promise
    address: str
    icon: str


@dataclass(frozen=True)
class Ticket:
    """One person who waits, and why."""

    participant: Participant
    wait: Wait
    lines: tuple[str, ...]
    segment: Segment | None = None
    action: Action | None = None
    state: str | Promise = ""  # instead of what could be done: somebody has been asked


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
    columns = [
        Column(
            "ways_in",
            gettext_lazy("Way in"),
            _days(deadlines.WAY_IN.days),
            tuple(_new(way) for way in waiting.ways_in_without_contact(user, P.SEE_BOARD, day)),
        ),
        Column(
            "contacts",
            gettext_lazy("First contact"),
            _days(deadlines.FIRST_CONTACT.days),
            tuple(_tried(way) for way in waiting.first_contacts(user, P.SEE_BOARD, day)),
        ),
        Column(
            "places",
            gettext_lazy("Place wanted"),
            _days(deadlines.PLACE.days),
            tuple(_place(place) for place in waiting.places_wanted(user, P.SEE_BOARD, day)),
        ),
        Column(
            "changes",
            gettext_lazy("Change ahead"),
            _days(deadlines.CHANGE.days),
            tuple(_change(change) for change in waiting.changes_due(user, P.SEE_BOARD, day)),
        ),
    ]
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


def _days(number: int) -> str:
    return ngettext("%d day", "%d days", number) % number


def _stages(columns: Sequence[Column], runs: Sequence[waiting.SegmentRun]) -> list[Stage]:
    before = [
        Stage(
            column.name,
            len(column.tickets),
            _late(column.late),
            f"#{column.key}",
            bool(column.late),
        )
        for column in columns
        if column.key != "changes"
    ]
    return before + [_running(run) for run in runs]


def _running(run: waiting.SegmentRun) -> Stage:
    notes = []
    if run.mean_weeks is not None:
        notes.append(_("Ø %s weeks") % number_format(run.mean_weeks, 1))
    if run.free is not None:
        notes.append(_("%d free") % run.free)
    address = f"{link('desk:board')}?show=all#{run.segment.colour}"
    return Stage(run.segment.name, run.running, " · ".join(notes), address)


def _origin(way: WayIn | Place) -> tuple[str, ...]:
    referral = way.referral
    if referral is None:
        return (_("goes on from another offer"),)
    by = _("Jobcoach %s") % referral.jobcoach if referral.jobcoach else _("own wish")
    return (by, *([referral.concern] if referral.concern else []))


def _new(way: WayIn) -> Ticket:
    person = way.referral.participant
    action = Action(gettext_lazy("Get in touch"), link("cases:first_contact", way.referral.pk), "phone")
    return Ticket(person, way.wait, _origin(way), action=action)


def _tried(way: WayIn) -> Ticket:
    person = way.referral.participant
    tries = ngettext("%d attempt", "%d attempts", way.attempts) % way.attempts
    last = way.last_contact
    words = f"{tries}, {last.get_way_display()}: {last.get_outcome_display()}" if last else tries
    action = Action(gettext_lazy("Get in touch again"), link("cases:first_contact", way.referral.pk), "envelope")
    return Ticket(person, way.wait, (words,), action=action)


def _place(place: Place) -> Ticket:
    lines = _origin(place)
    if place.declined:
        lines += (ngettext("declined %d time", "declined %d times", place.declined) % place.declined,)
    if place.offer is not None:
        state = _("offered to %s") % place.offer.counsellor
        return Ticket(place.participant, place.wait, lines, place.segment, state=state)
    action = Action(gettext_lazy("Offer the case"), link("cases:offer", place.participant.pk), "arrow-right")
    return Ticket(place.participant, place.wait, lines, place.segment, action)


def _change(change: ChangeDue) -> Ticket:
    participation = change.participation
    units = _("%(held)d of %(planned)d units held") % {"held": change.units_held, "planned": change.units_planned}
    book = f"{link('appointments:book')}?person={participation.participant_id}&back=person"
    end = link("cases:end", participation.pk)
    talk = f"{book}&kind={Appointment.Kind.CLOSING_TALK}"
    words, action = {
        Change.CLOSING_HELD: (_("Closing talk was held"), Action(gettext_lazy("Enter the ending"), end, "flag")),
        Change.CLOSING_MISSING: (_("Closing talk is missing"), Action(gettext_lazy("Book the talk"), talk, "calendar")),
        Change.NO_NEXT_DATE: (_("No next date"), Action(gettext_lazy("Book a date"), book, "calendar")),
        Change.CLOSING_BOOKED: (_("Closing talk is booked"), None),
    }[change.why]
    who = str(participation.counsellor) if participation.counsellor else _("without counsellor")
    return Ticket(participation.participant, change.wait, (words, units, who), participation.segment, action)


def _late(number: int) -> str:
    return _("%d overdue") % number if number else ""
