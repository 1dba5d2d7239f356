"""A message that was withdrawn goes out after all, because what it was withdrawn for was taken back."""

from django.db import transaction

from perspektiv.records.access.models import Centre
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.letters import reasons
from perspektiv.records.letters.models import Channel, Message
from perspektiv.records.people.actions.participants import wait_for_turn

State = Message.State


@transaction.atomic
def resume(*, by: Actor, key: str, centre: Centre) -> Message | None:
    """Only where it was withdrawn; else nothing happens."""
    wait_for_turn()
    message = Message.objects.filter(key=key, centre=centre, state=State.STOPPED, why=reasons.WITHDRAWN).first()
    if message is None:
        return None
    message.state = State.TO_PRINT if message.channel == Channel.LETTER else State.WAITING
    message.why = ""
    message.version += 1
    message.save(update_fields=["state", "why", "version"])
    record(by=by, what="letters.message_again", subject=message, person=message.participant_id)
    return message
