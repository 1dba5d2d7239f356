"""What the jobcoach says to a closing talk that is booked: they come, or cannot. Another time is proposed."""

from collections.abc import Collection
from uuid import UUID, uuid5

from django.db import transaction

from perspektiv.errors import Refused
from perspektiv.records.access.trail import record
from perspektiv.records.appointments.actions.confirming import NOT_COMING
from perspektiv.records.appointments.actions.plans import cancel
from perspektiv.records.appointments.actions.steps import await_turn
from perspektiv.records.appointments.closing_talks import booked_talks
from perspektiv.records.appointments.models import Appointment, ClosingDate, Status
from perspektiv.records.people.models import Jobcoach

Answer, End = ClosingDate.Answer, ClosingDate.End


@transaction.atomic
def come(*, by: Jobcoach, talk: Appointment) -> ClosingDate:
    """Kept with the time that it was said of: a talk that is moved is open again. Said twice, it is said once."""
    await_turn(talk)
    stored = _theirs(by, talk)
    of_talk = ClosingDate.objects.filter(appointment=stored, starts_at=stored.starts_at)
    date = of_talk.first() or ClosingDate(
        centre_id=stored.centre_id,
        participation=stored.participation,
        participant_id=stored.participant_id,
        counsellor=stored.counsellor,
        starts_at=stored.starts_at,
        appointment=stored,
        closed_at=stored.created_at,
        end=End.BOOKED,
        expires_at=stored.starts_at,
    )
    if date.jobcoach_says == Answer.YES:
        return date
    date.jobcoach_says = Answer.YES
    date.version += 1
    date.save()
    record(by=by, what="appointments.closing_date_answered", subject=date, person=date.participant_id)
    return date


@transaction.atomic
def cannot_come(*, by: Jobcoach, talk: Appointment) -> Appointment:
    """Cancels the talk; participant and counsellor are told. Until when that can be done, the page says."""
    await_turn(talk)
    if talk.status == Status.CANCELLED_BY_JOBCOACH:
        return talk
    stored = _theirs(by, talk)
    return cancel(
        by=by,
        appointment=stored,
        version=stored.version,
        status=Status.CANCELLED_BY_JOBCOACH,
        action=uuid5(stored.pk, f"cannot come {stored.version}"),
        tell=True,
    )


def coming(jobcoach: Jobcoach, talks: Collection[Appointment]) -> set[UUID]:
    """The talks among them to whose present time this jobcoach said that they come."""
    times = {talk.pk: talk.starts_at for talk in talks}
    said = ClosingDate.objects.filter(appointment__in=times, jobcoach_says=Answer.YES, participation__jobcoach=jobcoach)
    return {id for id, at in said.values_list("appointment_id", "starts_at") if times.get(id) == at}


def _theirs(by: Jobcoach, talk: Appointment) -> Appointment:
    """As it stands now, with its counsellor."""
    booked = booked_talks(pk=talk.pk, participation__jobcoach=by, counsellor__isnull=False)
    found = booked.select_related("participation", "counsellor", "participant", "centre").first()
    if found is None:
        raise Refused(NOT_COMING)
    return found
