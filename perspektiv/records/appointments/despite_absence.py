"""Appointments that stand although their counsellor is absent, and those cancelled for it that have no new date yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from perspektiv.records.access.models import Centre, User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.appointments.entries import Entry
from perspektiv.records.appointments.models import (
    ACTIVE,
    Absence,
    Appointment,
    AppointmentChange,
    Appointments,
    Status,
    Why,
)
from perspektiv.records.appointments.moments import midnight

REMEMBERED = timedelta(days=14)
"""So long after its day a cancelled appointment is a matter of finding a new one."""


@dataclass(frozen=True, slots=True)
class Despite:
    """How many appointments a counsellor has on a day on which they are absent."""

    counsellor_id: UUID
    counsellor: str
    day: date
    many: int


def despite_in(rows: Iterable[Entry], centres: Iterable[Centre], first: date, last: date) -> list[Despite]:
    """Among the appointments that a page shows, those still ahead; by day."""
    absent = Absence.objects.standing().filter(centre__in=list(centres), day__range=(first, last))
    away = set(absent.values_list("counsellor_id", "day"))
    found: dict[tuple[date, str], list[Entry]] = {}
    for row in rows:
        if row.open and not row.undecided and (row.counsellor_id, row.day) in away:
            found.setdefault((row.day, row.counsellor), []).append(row)
    return [
        Despite(rows[0].counsellor_id, who, day, len(rows))
        for (day, who), rows in sorted(found.items())
        if rows[0].counsellor_id
    ]


def standing_despite_absence(user: User) -> list[Appointment]:
    """Those that the user may move or cancel, the earliest first."""
    today = timezone.localdate()
    ahead = Absence.objects.standing().with_permission(user, Permission.BOOK).filter(day__gte=today)
    away = set(ahead.order_by().values_list("centre_id", "counsellor_id", "day"))
    if not away:
        return []
    days = {day for _centre, _counsellor, day in away}
    planned = _seen(user).filter(
        status=Status.PLANNED,
        ends_at__gt=timezone.now(),
        counsellor__in={counsellor for _centre, counsellor, _day in away},
    )
    near = planned.between(midnight(min(days)), midnight(max(days) + timedelta(days=1))).order_by("starts_at")
    return [
        one
        for one in near.select_related("counsellor", "participant")
        if (one.centre_id, one.counsellor_id, timezone.localdate(one.starts_at)) in away
    ]


def cancelled_for_absence(appointments: Iterable[UUID]) -> dict[UUID, AppointmentChange]:
    """The step that cancelled each of them, if that was the counsellor's absence."""
    changes = AppointmentChange.objects.filter(
        appointment__in=list(appointments),
        appointment__status=Status.CANCELLED_BY_CENTRE,
        kind=AppointmentChange.Kind.CANCELLED,
        why=Why.ABSENCE,
    )
    return {change.appointment_id: change for change in changes.order_by("created_at")}


def booked_since(changes: Iterable[AppointmentChange]) -> dict[UUID, datetime]:
    """The new time of those whose person has been booked anew since; by the appointment that was cancelled."""
    steps = list(changes)
    people = dict(
        Appointment.objects.filter(pk__in=[step.appointment_id for step in steps]).values_list("pk", "participant_id")
    )
    new = Appointment.objects.filter(participant__in=set(people.values()), status__in=ACTIVE)
    booked = list(new.order_by("starts_at").values_list("participant_id", "created_at", "starts_at"))
    found: dict[UUID, datetime] = {}
    for step in steps:
        for person, created_at, starts_at in booked:
            if person == people[step.appointment_id] and created_at > step.created_at:
                found.setdefault(step.appointment_id, timezone.localtime(starts_at))
    return found


def to_book_anew(user: User) -> list[Appointment]:
    """Those of running participations that were cancelled for an absence, as long as nothing was booked since."""
    runs = Q(participation__ended_on=None) | Q(participation__ended_on__gte=timezone.localdate())
    lost = _seen(user).filter(
        runs,
        status=Status.CANCELLED_BY_CENTRE,
        starts_at__gt=timezone.now() - REMEMBERED,
        changes__kind=AppointmentChange.Kind.CANCELLED,
        changes__why=Why.ABSENCE,
    )
    cancelled = {one.pk: one for one in lost.select_related("counsellor", "participant").order_by("starts_at")}
    if not cancelled:
        return []
    steps = cancelled_for_absence(cancelled)
    booked = booked_since(steps.values())
    return [one for id, one in cancelled.items() if id in steps and id not in booked]


def _seen(user: User) -> Appointments:
    return Appointment.objects.with_permission(user, Permission.BOOK)
