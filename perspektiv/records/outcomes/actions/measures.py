"""Follow-on measures: training, another offer."""

from datetime import date
from uuid import UUID, uuid4

from django.db import transaction

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.trail import Actor
from perspektiv.records.cases.sending import already_made
from perspektiv.records.outcomes.actions import keeping
from perspektiv.records.outcomes.models import FollowOnMeasure
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.people.models import Participant

KNOWN_ALREADY = Text("Eine Maßnahme ab diesem Tag ist schon vermerkt.", "A measure from this day is noted already.")
NOT_STATED = "ohne Angabe"
"""The kind of a measure that nobody named."""


@transaction.atomic
def note(
    *, by: Actor, participant: Participant, started_on: date, kind: str, source: str, id: UUID | None = None
) -> FollowOnMeasure:
    wait_for_turn()
    if noted := already_made(FollowOnMeasure, id, participant_id=participant.pk):
        return noted
    keeping.check_participant(participant)
    keeping.check_start(started_on)
    if FollowOnMeasure.objects.filter(participant=participant, started_on=started_on).exists():
        raise Refused(KNOWN_ALREADY)
    measure = FollowOnMeasure(
        id=id or uuid4(),
        centre_id=participant.centre_id,
        participant=participant,
        started_on=started_on,
        kind=kind.strip() or NOT_STATED,
        source=source,
    )
    return keeping.note(by, measure)


@transaction.atomic
def correct(
    *, by: Actor, measure: FollowOnMeasure, version: int, started_on: date, kind: str, source: str
) -> FollowOnMeasure:
    wait_for_turn()
    keeping.check_start(started_on)
    return keeping.correct(by, measure, version, started_on=started_on, kind=kind.strip() or NOT_STATED, source=source)
