"""Job starts: noted by whoever hears of one, corrected where it was heard wrong."""

from datetime import date
from uuid import UUID, uuid4

from django.db import transaction

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.trail import Actor
from perspektiv.records.cases.sending import already_made
from perspektiv.records.outcomes.actions import keeping
from perspektiv.records.outcomes.models import JobStart
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.people.models import Participant

KNOWN_ALREADY = Text(
    "Eine Arbeitsaufnahme an diesem Tag ist schon vermerkt.", "A job start on this day is noted already."
)


@transaction.atomic
def note(
    *,
    by: Actor,
    participant: Participant,
    started_on: date,
    insured: bool,
    source: str,
    ended_on: date | None = None,
    id: UUID | None = None,
) -> JobStart:
    wait_for_turn()
    if noted := already_made(JobStart, id, participant_id=participant.pk):
        return noted
    keeping.check_participant(participant)
    _check(started_on, ended_on)
    if JobStart.objects.filter(participant=participant, started_on=started_on).exists():
        raise Refused(KNOWN_ALREADY)
    start = JobStart(
        id=id or uuid4(),
        centre_id=participant.centre_id,
        participant=participant,
        started_on=started_on,
        insured=insured,
        ended_on=ended_on,
        source=source,
    )
    return keeping.note(by, start)


@transaction.atomic
def correct(
    *,
    by: Actor,
    job_start: JobStart,
    version: int,
    started_on: date,
    insured: bool,
    source: str,
    ended_on: date | None = None,
) -> JobStart:
    wait_for_turn()
    _check(started_on, ended_on)
    return keeping.correct(
        by, job_start, version, started_on=started_on, insured=insured, source=source, ended_on=ended_on
    )


def _check(started_on: date, ended_on: date | None) -> None:
    keeping.check_start(started_on)
    if ended_on and ended_on < started_on:
        raise Refused(keeping.ENDS_BEFORE_START)
