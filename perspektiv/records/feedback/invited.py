"""What became of those who were due to be asked: the base of every response rate."""

from datetime import date, datetime
from enum import StrEnum

from django.db.models import BooleanField, Case, Q, QuerySet, When

from perspektiv.records.feedback.falling_due import GONE
from perspektiv.records.feedback.models import Invitation, WhyNot

WAS_ASKED = Case(
    When(Q(why_not="") | Q(why_not=WhyNot.ENDED, message__state__in=GONE), then=True),
    default=False,
    output_field=BooleanField(),
)
"""Whoever was written to was asked, also if their participation ended before they answered; others are left out."""


class Outcome(StrEnum):
    ANSWERED = "answered"
    DECLINED = "declined"
    UNANSWERED = "unanswered"
    LEFT_OUT = "left_out"


def with_asked(every: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Each annotated with ``was_asked``."""
    return every.annotate(was_asked=WAS_ASKED)


def settled(every: QuerySet[Invitation], day: date) -> QuerySet[Invitation]:
    """Those that were due until the day, but for those that may still be answered: silence is no answer yet."""
    still_open = Q(why_not="", answered_at=None, declined_at=None, closes_on__gte=day)
    return every.filter(due_on__lte=day).exclude(still_open)


def outcome(was_asked: bool, answered_at: datetime | None, declined_at: datetime | None) -> Outcome:
    """Of one that is settled."""
    if not was_asked:
        return Outcome.LEFT_OUT
    if answered_at:
        return Outcome.ANSWERED
    return Outcome.DECLINED if declined_at else Outcome.UNANSWERED
