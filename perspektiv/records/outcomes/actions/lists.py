"""Taking over what the Jobcenter filled in: all of it or nothing."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Centre
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.outcomes.actions import answers, job_starts, measures
from perspektiv.records.outcomes.due import About, Answer
from perspektiv.records.outcomes.lists.planning import New, Plan, planned
from perspektiv.records.outcomes.lists.reading import Read
from perspektiv.records.outcomes.models import Source
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.people.models import Participant

FAULTY = Text(
    "Die Liste hat noch Fehler; es wurde nichts übernommen.", "The list still has faults; nothing was taken over."
)


@transaction.atomic
def take_over(*, by: Actor, centre: Centre, read: Read, day: date | None = None) -> Plan:
    """Plans again on what is recorded now. Sent twice, the second time finds all of it known."""
    wait_for_turn()
    plan = planned(read, centre, day or timezone.localdate())
    if plan.blocked:
        raise Refused(FAULTY)
    people = Participant.objects.in_bulk([new.participant_id for new in plan.new])
    for new in plan.new:
        _note(by, people[new.participant_id], new)
    record(by=by, what="outcomes.list_imported", subject=centre)
    return plan


def _note(by: Actor, participant: Participant, new: New) -> None:
    if new.on is None:
        answers.note(by=by, participant=participant, about=new.about, answer=Answer.UNKNOWN, source=Source.JOBCENTER)
    elif new.about == About.JOB:
        job_starts.note(by=by, participant=participant, started_on=new.on, insured=True, source=Source.JOBCENTER)
    else:
        measures.note(by=by, participant=participant, started_on=new.on, kind=new.kind, source=Source.JOBCENTER)
