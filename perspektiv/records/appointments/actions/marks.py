"""Marking what happened to an appointment."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.trail import Actor
from perspektiv.records.appointments.actions.steps import ChangedMeanwhile, await_turn, take_step
from perspektiv.records.appointments.models import (
    DECIDED,
    NO_SHOW_REASONS,
    Appointment,
    AppointmentChange,
    Status,
    Why,
)
from perspektiv.records.people.actions.participants import wait_for_turn

Kind = AppointmentChange.Kind

GRACE = timedelta(minutes=10)
"""Talks begin a little early now and then; nobody is missing before the time that was agreed, and this much."""

WHICH_MARK = Text("Bitte wählen Sie, was mit dem Termin war.", "Please choose what happened to the appointment.")
NOT_YET = Text(
    "Dieser Termin ist erst an einem späteren Tag. Ob er stattfand, lässt sich dann sagen.",
    "This appointment is on a later day. Whether it took place can be said then.",
)
NOT_BEGUN = Text(
    "Dieser Termin beginnt erst um {at} Uhr. Ob er stattfand, lässt sich dann sagen; absagen geht schon jetzt.",
    "This appointment begins at {at}. Whether it took place can be said then; you can cancel it already now.",
)


@transaction.atomic
def mark(
    *,
    by: Actor,
    appointment: Appointment,
    version: int,
    status: str,
    why: str = "",
    action: UUID | None = None,
) -> Appointment:
    """Says what happened. The same mark sent twice is one mark; a reason for a no-show is given or left out.

    Refuses a mark that would overwrite what somebody else has said since the page was shown.
    """
    await_turn(appointment)
    if status not in DECIDED:
        raise Refused(WHICH_MARK)
    if why not in NO_SHOW_REASONS or status != Status.NO_SHOW:
        why = ""
    if appointment.status == status and (not why or why == reason_of(appointment)):
        return appointment
    if version != appointment.version and appointment.status != status:
        raise ChangedMeanwhile
    if status in (Status.HELD, Status.NO_SHOW):
        _must_have_begun(appointment)
    return take_step(
        by=by,
        appointment=appointment,
        version=appointment.version,
        kind=Kind.MARKED,
        what="appointments.marked",
        action=action or uuid4(),
        why=why,
        status=status,
    )


@transaction.atomic
def mark_all_held(*, by: Actor, appointments: Iterable[Appointment], action: UUID | None = None) -> list[Appointment]:
    """Marks as held those that have begun and are still open. What somebody has said meanwhile stays."""
    wait_for_turn()
    together, now = action or uuid4(), timezone.now()
    return [
        take_step(
            by=by,
            appointment=appointment,
            version=appointment.version,
            kind=Kind.MARKED,
            what="appointments.marked",
            action=together,
            why=Why.ALL_HELD,
            status=Status.HELD,
        )
        for appointment in appointments
        if appointment.status == Status.PLANNED and appointment.starts_at <= now
    ]


def _must_have_begun(appointment: Appointment) -> None:
    at = timezone.localtime(appointment.starts_at)
    if at.date() > timezone.localdate():
        raise Refused(NOT_YET)
    if at > timezone.now() + GRACE:
        raise Refused(NOT_BEGUN, at=f"{at:%H:%M}")


def reason_of(appointment: Appointment) -> str:
    """The reason given for a no-show, if one was."""
    marks = AppointmentChange.objects.filter(appointment=appointment, kind=Kind.MARKED, status_after=Status.NO_SHOW)
    latest = marks.order_by("-created_at").first()
    return latest.why if latest and appointment.status == Status.NO_SHOW else ""
