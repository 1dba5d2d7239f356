"""Where the date of a closing talk stands: what pages show of the proposals of a participation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.appointments.models import ACTIVE, Appointment, ClosingDate, Status
from perspektiv.records.appointments.models.appointment import Appointments
from perspektiv.records.cases.models import Participation

Answer, End = ClosingDate.Answer, ClosingDate.End
RECENT = timedelta(days=60)
"""Older searches are nobody's business today."""


class Stand(StrEnum):
    """Of one participation."""

    NONE = "none"  # nothing is proposed
    WAITING = "waiting"  # answers are awaited
    STUCK = "stuck"  # somebody cannot come at any of the times, or nobody answered in time
    BOOKED = "booked"


@dataclass(frozen=True)
class Finding:
    """The search for a date of one participation."""

    participation: Participation
    dates: list[ClosingDate]  # the present ones, or those of the last proposal
    appointment: Appointment | None  # the closing talk that is booked and still ahead

    @property
    def open(self) -> list[ClosingDate]:
        return [date for date in self.dates if date.open]

    @property
    def stand(self) -> Stand:
        if self.appointment:
            return Stand.BOOKED
        if not self.dates:
            return Stand.NONE
        if self.open and not all(date.impossible for date in self.open):
            return Stand.WAITING
        withdrawn = all(date.end == End.WITHDRAWN for date in self.dates)
        return Stand.NONE if withdrawn else Stand.STUCK


def findings_of(participations: Iterable[Participation]) -> dict[UUID, Finding]:
    """In two queries."""
    all = {one.pk: one for one in participations}
    dates = ClosingDate.objects.filter(participation__in=all).select_related("participation", "counsellor")
    by_participation: dict[UUID, list[ClosingDate]] = {id: [] for id in all}
    for date in dates.order_by("starts_at"):
        by_participation[date.participation_id].append(date)
    ahead = Appointment.objects.filter(
        participation__in=all,
        kind=Appointment.Kind.CLOSING_TALK,
        status__in=ACTIVE,
        ends_at__gte=timezone.now(),
    )
    booked = {one.participation_id: one for one in ahead.select_related("room", "counsellor").order_by("-starts_at")}
    return {id: Finding(one, _present(by_participation[id]), booked.get(id)) for id, one in all.items()}


def booked_talks(**of: Any) -> Appointments:
    """Closing talks that are booked and still ahead, the next first."""
    planned = Appointment.objects.filter(kind=Appointment.Kind.CLOSING_TALK, status=Status.PLANNED, **of)
    return planned.filter(starts_at__gt=timezone.now()).order_by("starts_at")


def searches_of(user: User) -> list[Finding]:
    """The searches of the last weeks in the cases for which the user may book, booked ones left out."""
    today = timezone.localdate()
    proposed = ClosingDate.objects.with_permission(user, Permission.BOOK).exclude(
        end__in=(End.BOOKED, End.OTHER, End.WITHDRAWN)
    )
    recent = proposed.filter(created_at__gte=timezone.now() - RECENT)
    running = Participation.objects.filter(pk__in=recent.values("participation")).exclude(ended_on__lt=today)
    return list(findings_of(running.select_related("participant", "segment")).values())


def _present(dates: list[ClosingDate]) -> list[ClosingDate]:
    """The open ones; where none is, those that were proposed last."""
    open = [date for date in dates if date.closed_at is None]
    if open or not dates:
        return open
    last = max(dates, key=lambda date: date.created_at)
    return [date for date in dates if date.batch == last.batch]
