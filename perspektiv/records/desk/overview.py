"""What the overview of a file shows beside its head: each part only to those who may see it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from perspektiv.records.access.models import Centre, TrailRow, User
from perspektiv.records.access.permissions import Permission as P
from perspektiv.records.access.trail import record
from perspektiv.records.appointments.entries import Entry, entries
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.cases.agreeing import lacks_agreement
from perspektiv.records.cases.models import Goal, GoalStep, Mandate, Note
from perspektiv.records.desk.links import link
from perspektiv.records.desk.tabs import Own, may_open
from perspektiv.records.people.compartment import may_read_counselling, who_else_reads
from perspektiv.records.people.models import Participant
from perspektiv.records.people.words_of_the_trail import Access, readable

AHEAD, PAST, NOTES, ACCESSES = 3, 3, 2, 4


@dataclass(frozen=True)
class GoalShown:
    words: str
    due_on: date | None
    begin: int | None
    now: int | None
    target: int

    @property
    def percent(self) -> int:
        return (self.now or 0) * 10


@dataclass(frozen=True)
class Appointments:
    ahead: list[Entry]
    past: list[Entry]  # the latest first
    all: int


@dataclass(frozen=True)
class Counselling:
    """Compartment C, in short."""

    mandate: str
    goals: list[GoalShown]
    notes: list[Note]
    readers: list[str]  # who else reads here


def appointments_of(participant: Participant, user: User) -> Appointments | None:
    if not user.may(P.SEE_APPOINTMENTS, participant.centre_id):
        return None
    own, now = Appointment.objects.filter(participant=participant), timezone.now()
    ahead = own.filter(status=Status.PLANNED, ends_at__gte=now).order_by("starts_at")
    past = own.exclude(status=Status.PLANNED, ends_at__gte=now).order_by("-starts_at")
    shown = entries(own.filter(pk__in=[*_ids(ahead, AHEAD), *_ids(past, PAST)]).order_by("-starts_at"))
    coming = [entry for entry in shown if entry.open and entry.until >= now]
    return Appointments(coming[::-1], [entry for entry in shown if entry not in coming], own.count())


def _ids(appointments: QuerySet[Appointment], limit: int) -> list[UUID]:
    return list(appointments.values_list("pk", flat=True)[:limit])


def counselling_of(participant: Participant, user: User) -> Counselling | None:
    """What only counsellor and participant share; reading it leaves a row of its own in the trail."""
    if not may_read_counselling(user, participant):
        return None
    record(by=user, what="notes.read", subject=participant, person=participant.pk)
    mandate = Mandate.objects.filter(participant=participant).first()
    notes = Note.objects.filter(participant=participant).select_related("author")[:NOTES]
    return Counselling(
        mandate=mandate.words if mandate else "",
        goals=_goals(participant),
        notes=list(notes),
        readers=who_else_reads(user, participant),
    )


def _goals(participant: Participant) -> list[GoalShown]:
    goals = list(Goal.objects.filter(participant=participant, state=Goal.State.ACTIVE))
    places: dict[UUID, list[int]] = {}
    for of, progress in GoalStep.objects.filter(goal__in=goals).values_list("goal", "progress"):
        places.setdefault(of, []).append(progress)
    shown = []
    for goal in goals:
        steps = places.get(goal.pk, [])
        begin, now = (steps[0], steps[-1]) if steps else (None, None)
        shown.append(GoalShown(goal.words, goal.due_on, begin, now, goal.target))
    return shown


def agreement_missing(participant: Participant, user: User, own: Own) -> str:
    """Where to make the agreement that is missing, for those who may; else nothing."""
    address = link("cases:agreement", participant.pk)
    may = bool(address) and may_open(address, participant, user, own)
    return address if may and lacks_agreement(participant) else ""


def accesses_of(participant: Participant, user: User, own: Own) -> list[Access]:
    """Who looked last, for those who may open the list of accesses, as far as the centre shows it in files."""
    address = link("people:accesses", participant.pk)
    if not address or not may_open(address, participant, user, own):
        return []
    if not Centre.objects.filter(pk=participant.centre_id, accesses_shown=True).exists():
        return []
    return readable(TrailRow.objects.filter(person=participant.pk).order_by("-seq")[:ACCESSES])
