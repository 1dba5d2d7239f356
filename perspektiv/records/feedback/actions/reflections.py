"""What participants release of their reflection for the closing talk: each text by itself, until the talk is held."""

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.feedback.models import Answer
from perspektiv.records.feedback.reflections import releasable, talk_is_held
from perspektiv.records.people.actions.participants import wait_for_turn

TOO_LATE = Text(
    "Das Abschlussgespräch hat stattgefunden. Jetzt lässt sich daran nichts mehr ändern.",
    "The closing talk took place. This can no longer be changed.",
)
NOT_FOR_THE_TALK = Text(
    "Diese Antwort wird im Abschlussgespräch nie gezeigt.", "This answer is never shown in the closing talk."
)


def release(*, by: Actor, answer: Answer) -> Answer:
    """The participant lets these words be shown in the closing talk."""
    return _set(by=by, answer=answer, shown=True)


def take_back(*, by: Actor, answer: Answer) -> Answer:
    """The participant keeps these words to themselves and their counsellor."""
    return _set(by=by, answer=answer, shown=False)


@transaction.atomic
def _set(*, by: Actor, answer: Answer, shown: bool) -> Answer:
    wait_for_turn()
    answer = releasable().select_related("response__participation").filter(pk=answer.pk).first() or answer
    participation = answer.response.participation
    if participation is None or not releasable().filter(pk=answer.pk).exists():
        raise Refused(NOT_FOR_THE_TALK)
    if bool(answer.shared_at) is shown:
        return answer
    if talk_is_held(participation):
        raise Refused(TOO_LATE)
    answer.shared_at = timezone.now() if shown else None
    answer.save(update_fields=["shared_at"])
    what = "feedback.reflection_released" if shown else "feedback.reflection_withdrawn"
    record(by=by, what=what, subject=answer.response, person=participation.participant_id)
    return answer
