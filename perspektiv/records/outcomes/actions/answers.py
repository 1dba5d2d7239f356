"""What was answered when somebody asked: yes, no, unknown, or that no answer is wanted."""

from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.trail import Actor
from perspektiv.records.cases.sending import already_made
from perspektiv.records.outcomes.actions import keeping
from perspektiv.records.outcomes.models import FollowUp
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.people.models import Participant


@transaction.atomic
def note(
    *,
    by: Actor,
    participant: Participant,
    about: str,
    answer: str,
    source: str,
    asked_on: date | None = None,
    id: UUID | None = None,
) -> FollowUp:
    wait_for_turn()
    if noted := already_made(FollowUp, id, participant_id=participant.pk):
        return noted
    keeping.check_participant(participant)
    asked_on = asked_on or timezone.localdate()
    _check(asked_on)
    follow_up = FollowUp(
        id=id or uuid4(),
        centre_id=participant.centre_id,
        participant=participant,
        about=FollowUp.About(about),
        answer=FollowUp.Answer(answer),
        source=source,
        asked_on=asked_on,
    )
    return keeping.note(by, follow_up)


@transaction.atomic
def correct(
    *, by: Actor, follow_up: FollowUp, version: int, answer: str, source: str, asked_on: date | None = None
) -> FollowUp:
    wait_for_turn()
    asked_on = asked_on or follow_up.asked_on
    _check(asked_on)
    return keeping.correct(by, follow_up, version, answer=FollowUp.Answer(answer), source=source, asked_on=asked_on)


def _check(asked_on: date) -> None:
    if asked_on > timezone.localdate():
        raise Refused(keeping.NOT_YET)
    if asked_on < keeping.EARLIEST:
        raise Refused(keeping.TOO_EARLY)
