"""Times proposed for a closing talk when the participation ends: they end with it, and come back with its undo."""

from uuid import UUID

from django.utils import timezone

from perspektiv.records.access.trail import Actor, record
from perspektiv.records.appointments.models import ClosingDate
from perspektiv.records.appointments.proposal_letters import resume_proposal, withdraw_proposal
from perspektiv.records.cases.models import Participation


def end_proposals(*, by: Actor, participation: Participation, together: UUID) -> None:
    """Part of the step that ends it: nobody is asked for a time any more; letters not yet sent stay here."""
    dates = ClosingDate.objects.filter(participation=participation, closed_at=None)
    for date in dates:
        date.closed_at, date.end, date.closed_with = timezone.now(), ClosingDate.End.WITHDRAWN, together
        _save(by, date, "appointments.closing_date_withdrawn")
    for batch in {date.batch for date in dates}:
        withdraw_proposal(by=by, batch=batch, centre=participation.centre)


def propose_again(*, by: Actor, together: UUID) -> None:
    """Part of its undo: answers already given count again. What expired meanwhile has expired."""
    closed = ClosingDate.objects.filter(closed_with=together, closed_at__isnull=False).select_related("centre")
    dates = [date for date in closed if not _proposed_anew(date)]
    for date in dates:
        date.closed_at, date.end, date.closed_with = None, "", None
        _save(by, date, "appointments.closing_date_proposed")
    for batch, centre in {(date.batch, date.centre) for date in dates}:
        resume_proposal(by=by, batch=batch, centre=centre)


def _proposed_anew(date: ClosingDate) -> bool:
    return ClosingDate.objects.filter(
        participation=date.participation_id, starts_at=date.starts_at, closed_at=None
    ).exists()


def _save(by: Actor, date: ClosingDate, what: str) -> None:
    date.version += 1
    date.save(update_fields=["closed_at", "end", "closed_with", "version"])
    record(by=by, what=what, subject=date, person=date.participant_id)
