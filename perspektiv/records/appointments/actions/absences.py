"""Days on which a counsellor is not there, and their end."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import Centre, User
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.appointments import notices, wished_moves
from perspektiv.records.appointments.actions.undoing import HOW_LONG, NOTHING_TO_UNDO, undo_what_stands
from perspektiv.records.appointments.models import Absence, Appointment, AppointmentChange
from perspektiv.records.appointments.notices_of_several import take_back_together


@transaction.atomic
def be_absent(*, by: Actor, centre: Centre, counsellor: User, day: date, action: UUID) -> Absence:
    """Nothing is offered on that day. What is booked stays: see ``plans.cancel_day``."""
    standing = Absence.objects.standing().filter(centre=centre, counsellor=counsellor, day=day).first()
    if standing:
        return standing
    absence = Absence.objects.create(centre=centre, counsellor=counsellor, day=day, action=action)
    record(by=by, what="appointments.absence_added", subject=absence)
    return absence


@transaction.atomic
def end_absence(*, by: Actor, absence: Absence) -> Absence:
    """There after all. What was cancelled meanwhile stays so, unless it is booked again."""
    if Absence.objects.standing().filter(pk=absence.pk).update(withdrawn_at=timezone.now()):
        record(by=by, what="appointments.absence_withdrawn", subject=absence)
    return absence


@transaction.atomic
def undo_together(*, by: Actor, action: UUID) -> list[Appointment]:
    """As ``undoing.undo``; also the absence for which they were cancelled, and what was written about it."""
    undone = undo_what_stands(by=by, action=action)
    for appointment in undone:
        notices.take_back(by=by, appointment=appointment, action=action)
    take_back_together(by=by, action=action, undone=undone)
    if undone:
        wished_moves.take_up(by=by, action=action)
    lately = Absence.objects.standing().filter(action=action, created_at__gt=timezone.now() - HOW_LONG)
    own = not AppointmentChange.objects.filter(action=action).exclude(actor=by.trail_name).exists()
    absences = [end_absence(by=by, absence=one) for one in lately if own]
    if not undone and not absences:
        raise Refused(NOTHING_TO_UNDO)
    return undone
