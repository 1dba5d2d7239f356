"""The day of a user: their appointments, the next one with what was agreed for it, and the week so far."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.utils import timezone

from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.access.permissions import Permission as P
from perspektiv.records.access.permissions import Scope
from perspektiv.records.access.trail import record
from perspektiv.records.appointments.agenda import Tally, today_of, week_tally
from perspektiv.records.appointments.entries import Entry, asked_about
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.appointments.moments import local
from perspektiv.records.cases.models import Goal, GoalStep
from perspektiv.records.desk.todos_of_feedback import with_something_to_discuss
from perspektiv.records.people.compartment import may_read_counselling
from perspektiv.records.people.models import Participant

SHOWN = 12
"""Rows of a whole centre's day; the rest stands on the page of the day."""
SOON = 60
"""Minutes before an appointment in which the list counts them."""


@dataclass(frozen=True)
class Brief:
    """What to know before an appointment: compartment C."""

    goal: str
    progress: int | None
    target: int


@dataclass(frozen=True)
class Row:
    """One appointment of the day's list."""

    entry: Entry
    next: bool = False
    minutes: int | None = None  # until it begins, if soon
    running: bool = False
    begun: bool = False  # and still open: it can be marked
    first_open: bool = False  # the one filled button of the page
    closing: bool = False
    brief: Brief | None = None
    asks: bool = False  # the person can be asked how the talk was
    to_discuss: bool = False  # feedback of the person waits to be taken up


@dataclass(frozen=True)
class Day:
    own: bool  # the user's own appointments, not the centre's
    rows: list[Row]
    all: int  # of the day, without those cancelled
    ahead: int  # still to come or running
    next_at: datetime | None  # of the next that has not begun
    week: Tally


def counsels(user: User) -> bool:
    return bool(user.centres_with(P.SEE_APPOINTMENTS, Scope.OWN))


def day_of(user: User) -> Day:
    """Own appointments of those who counsel, else the centre's."""
    now, own = timezone.localtime(), counsels(user)
    entries = today_of(user, own=own)
    ahead = [entry for entry in entries if entry.open and entry.until >= now]
    upcoming = ahead[0] if ahead else None
    shown = entries if own else [entry for entry in entries if entry.until >= now][:SHOWN]
    begun = next((entry for entry in shown if entry.open and entry.at <= now), None)
    coming = {entry.participant_id for entry in shown if own and not entry.off}
    to_discuss = with_something_to_discuss(user, coming)
    rows = [
        replace(
            _row(entry, upcoming, begun, now, brief_of(user, entry) if own and entry is upcoming else None),
            asks=own and asked_about(entry),
            to_discuss=entry.participant_id in to_discuss,
        )
        for entry in shown
    ]
    next_at = next((entry.at for entry in ahead if entry.at > now), None)
    return Day(own, rows, sum(not entry.off for entry in entries), len(ahead), next_at, week_tally(user, own=own))


def _row(entry: Entry, upcoming: Entry | None, first_open: Entry | None, now: datetime, brief: Brief | None) -> Row:
    minutes = round((entry.at - now).total_seconds() / 60)
    return Row(
        entry,
        next=entry is upcoming,
        minutes=minutes if entry.open and 0 < minutes <= SOON else None,
        running=entry.open and entry.at <= now <= entry.until,
        begun=entry.open and entry.at <= now,
        first_open=entry is first_open,
        closing=entry.kind == Appointment.Kind.CLOSING_TALK,
        brief=brief,
    )


def brief_of(user: User, entry: Entry) -> Brief | None:
    """The goal that is due first; the first look of the day leaves a row in the trail."""
    participant = Participant.objects.get(pk=entry.participant_id)
    if not may_read_counselling(user, participant):
        return None
    goal = first_goal(participant)
    if goal is None:
        return None
    if not _seen_today(user, goal):
        record(by=user, what="goal_on_today.read", subject=goal, person=participant.pk)
    step = GoalStep.objects.filter(goal=goal).order_by("on", "created_at").last()
    return Brief(goal.words, step.progress if step else None, goal.target)


def _seen_today(user: User, goal: Goal) -> bool:
    """Whether the user has looked at this goal here today: one row a day says it."""
    rows = TrailRow.objects.filter(person=goal.participant_id, at__gte=local(timezone.localdate(), time.min))
    about = f"{goal._meta.label_lower}:{goal.pk}"
    return rows.filter(actor=user.trail_name, what="goal_on_today.read", subject=about).exists()


def first_goal(participant: Participant) -> Goal | None:
    goals = Goal.objects.filter(participant=participant, state=Goal.State.ACTIVE)
    return min(goals, key=lambda goal: (goal.due_on or date.max, goal.created_at), default=None)
