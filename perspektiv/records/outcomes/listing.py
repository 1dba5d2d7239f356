"""The rows of the desk: who is asked about what, filtered, with what helps to ask."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from perspektiv.records.cases.models import Consent
from perspektiv.records.outcomes.due import Case, Question, Standing, follow_ups, open_follow_ups
from perspektiv.records.outcomes.letters import jobcoaches_of, sent_at
from perspektiv.records.people.models import Jobcoach, Participant

PAGE = 30


class Show(models.TextChoices):
    """What the desk shows."""

    OPEN = "open", _("Open")
    OVERDUE = "overdue", _("Overdue")
    AHEAD = "ahead", _("Due soon")
    UNKNOWN = "unknown", _("Unknown")
    NO_DAY = "no_day", _("Yes, day missing")
    ANSWERED = "answered", _("Answered")


def _any(*standings: Standing) -> Callable[[Case], bool]:
    return lambda case: any(question.standing in standings for question in case.questions)


SHOWN: dict[Show, Callable[[Case], bool]] = {
    Show.OPEN: _any(Standing.OVERDUE, Standing.DUE, Standing.AHEAD),
    Show.OVERDUE: _any(Standing.OVERDUE),
    Show.AHEAD: _any(Standing.AHEAD),
    Show.UNKNOWN: _any(Standing.UNKNOWN),
    Show.NO_DAY: lambda case: any(question.day_missing for question in case.questions),
    Show.ANSWERED: lambda case: all(
        question.standing in (Standing.YES, Standing.NO, Standing.REFUSED) for question in case.questions
    ),
}


def asked_show(typed: str | None) -> Show:
    return Show(typed) if typed in Show.values else Show.OPEN


def shown(cases: Sequence[Case], show: Show) -> list[Case]:
    """Most pressing first; what is answered or unknown, the latest first."""
    found = [case for case in cases if SHOWN[show](case)]
    if show in (Show.ANSWERED, Show.UNKNOWN):
        found.sort(key=lambda case: case.window.last, reverse=True)
    return found


WAITING = (Show.OPEN, Show.OVERDUE, Show.AHEAD)
"""What is read of those alone who can be waiting; the others are all who ever left."""


@dataclass(frozen=True)
class Listing:
    """What the desk shows, and how many are behind each filter, as far as they were read."""

    show: Show
    cases: list[Case]
    chips: list[tuple[Show, int | None]]

    @classmethod
    def asked(cls, centres: Collection[UUID], day: date, show: Show) -> "Listing":
        waiting = show in WAITING
        found = open_follow_ups(centres, day) if waiting else follow_ups(centres, day)
        chips = [(one, sum(map(SHOWN[one], found)) if one in WAITING or not waiting else None) for one in Show]
        return cls(show, shown(found, show), chips)


@dataclass(frozen=True)
class Asking:
    """One question as a row shows it, with the id of what answering it makes."""

    question: Question
    new_id: UUID
    sent_at: datetime | None  # to the jobcoach


@dataclass(frozen=True)
class Row:
    case: Case
    participant: Participant
    jobcoach: Jobcoach | None
    consented: bool  # to being asked again after leaving
    asked: tuple[Asking, Asking]

    @property
    def overdue_since(self) -> date:
        return self.case.window.last


def rows_of(cases: Sequence[Case]) -> list[Row]:
    """Four statements, however many rows."""
    ids = [case.participant_id for case in cases]
    people, coaches, sent = Participant.objects.in_bulk(ids), jobcoaches_of(ids), sent_at(ids)
    consents = Consent.objects.filter(
        participant__in=ids, purpose=Consent.Purpose.LATER_CONTACT, withdrawn_on=None
    ).values_list("participant", flat=True)
    consented = set(consents)
    return [
        Row(
            case,
            people[case.participant_id],
            coaches.get(case.participant_id),
            case.participant_id in consented,
            (_asking(case, case.job, sent), _asking(case, case.measure, sent)),
        )
        for case in cases
    ]


def _asking(case: Case, question: Question, sent: dict[tuple[UUID, str], datetime]) -> Asking:
    at = sent.get((case.participant_id, question.about))
    return Asking(question, uuid4(), at if at and at.date() >= case.window.last else None)
