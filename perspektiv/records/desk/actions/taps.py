"""Marks that were made on the road, with or without a network: each counts once, by the rules of all marks."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation

from perspektiv.errors import Refused
from perspektiv.records.access.models import User
from perspektiv.records.access.sending import TAKEN
from perspektiv.records.appointments.actions.marks import GRACE, NOT_BEGUN, mark
from perspektiv.records.appointments.actions.steps import ChangedMeanwhile
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.desk.models import Tap
from perspektiv.records.people.actions.participants import wait_for_turn

Outcome = Tap.Outcome


@transaction.atomic
def tap(*, by: User, id: UUID, appointment: Appointment, version: int, status: str, tapped_at: datetime) -> Tap:
    """The mark, or why it does not count. The same tap sent again changes nothing and is answered the same."""
    wait_for_turn()
    if already := Tap.objects.filter(pk=id).first():
        if (already.user_id, already.appointment_id) != (by.pk, appointment.pk):
            raise Refused(TAKEN)
        return already
    outcome, sentence = Outcome.STORED, ""
    try:
        with transaction.atomic():
            _must_have_begun(appointment, status, tapped_at)
            mark(by=by, appointment=appointment, version=version, status=status, action=id)
    except ChangedMeanwhile:
        outcome = Outcome.CLASH
    except Refused as refused:
        outcome, sentence = Outcome.REFUSED, _said(refused)
    appointment.refresh_from_db()
    return Tap.objects.create(
        id=id,
        user=by,
        appointment=appointment,
        status=status if status in Status.values else Status.PLANNED,
        tapped_at=min(tapped_at, timezone.now()),
        outcome=outcome,
        found=appointment.status,
        version=appointment.version,
        sentence=sentence,
    )


def _must_have_begun(appointment: Appointment, status: str, tapped_at: datetime) -> None:
    """What could not be said then cannot have been known. Whether it has begun by our own clock, mark() asks."""
    begins = timezone.localtime(appointment.starts_at)
    if status in (Status.HELD, Status.NO_SHOW) and begins > tapped_at + GRACE:
        raise Refused(NOT_BEGUN, at=f"{begins:%H:%M}")


def _said(refused: Refused) -> str:
    return refused.sentence.en if translation.get_language() == "en" else refused.sentence.de
