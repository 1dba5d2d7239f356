"""A job start that was told at an early ending: hung on to ``cases.work_begun``."""

from uuid import UUID

from perspektiv.records.access.trail import Actor
from perspektiv.records.cases.work_begun import WorkBegun
from perspektiv.records.outcomes.actions import job_starts, keeping
from perspektiv.records.outcomes.models import JobStart, Source
from perspektiv.records.people.models import Participant


class JobStarts:
    def keep(self, *, by: Actor, participant: Participant, work: WorkBegun, together: UUID) -> None:
        if JobStart.objects.filter(participant=participant, started_on=work.started_on).exists():
            return  # somebody told it before
        job_starts.note(
            by=by,
            participant=participant,
            started_on=work.started_on,
            insured=work.insured,
            source=Source.PARTICIPANT,
            id=together,
        )

    def take_back(self, *, by: Actor, together: UUID) -> None:
        noted = JobStart.objects.filter(pk=together, version=1).first()
        if noted:
            keeping.set_back(by=by, before=keeping.made(noted))
