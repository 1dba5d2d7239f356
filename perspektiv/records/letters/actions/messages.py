"""Messages: written once a key, withdrawn while they wait, sent again by hand where they failed."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Centre
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.letters import reasons
from perspektiv.records.letters.contents import Content, content_for
from perspektiv.records.letters.fields import fields_of
from perspektiv.records.letters.models import Channel, Message, Purpose
from perspektiv.records.letters.papers.printable import unprintable
from perspektiv.records.letters.turning import CHANGED, remembered, turn, unwanted
from perspektiv.records.letters.way import Way, prefers_letters, unwilling, way_to, way_to_jobcoach
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.people.models import Jobcoach, Participant

State = Message.State
NOT_NOW = Text(
    "Diese Nachricht lässt sich nicht noch einmal senden: Sie ist {state}.",
    "This message cannot be sent again: it is {state}.",
)


@transaction.atomic
def write(
    *,
    by: Actor,
    centre: Centre,
    key: str,
    purpose: Purpose | str,
    fields: Mapping[str, str],
    participant: Participant | None = None,
    jobcoach: Jobcoach | None = None,
    about: UUID | None = None,
    calendar: str = "",
    due_at: datetime | None = None,
    channel: str = "",
    language: str = "",
    name: str = "",
    confidential: bool = False,
) -> Message:
    """One message a key: asked for again, the first is returned as it is.

    ``fields``: those of letters/fields.py for this purpose; name, sender and phone are known without being given.
    ``channel``: a wish; what the person consented to goes before. ``name``: which of several texts of a purpose.
    """
    wait_for_turn()
    if already := Message.objects.filter(centre=centre, key=key).first():
        return already
    if unknown := set(fields) - set(fields_of(purpose)):
        raise ValueError(f"{purpose} has no fields {sorted(unknown)}")
    to = _kept(participant) if participant else jobcoach
    assert to is not None, "a message goes to somebody"
    way = way_to(to, channel) if isinstance(to, Participant) else way_to_jobcoach(to)
    content = content_for(
        to, centre=centre, purpose=purpose, name=name, channel=way.channel, fields=fields, language=language
    )
    state, why = _begins(to, purpose, way, content)
    message = Message.objects.create(
        centre=centre,
        key=key,
        participant=to if isinstance(to, Participant) else None,
        jobcoach=to if isinstance(to, Jobcoach) else None,
        purpose=purpose,
        channel=way.channel,
        about=about,
        confidential=confidential,
        address=way.address,
        calendar=calendar,
        due_at=due_at or timezone.now(),
        state=state,
        why=why,
        made_from=remembered(fields, language),
        by_hand=bool(channel) and isinstance(to, Participant) and prefers_letters(to),
        **content,
    )
    record(by=by, what="letters.message_written", subject=message, person=message.participant_id)
    return message


@transaction.atomic
def withdraw(*, by: Actor, key: str, centre: Centre | None = None) -> Message | None:
    """Stops the message of a key while it waits to be sent or printed; else nothing happens."""
    wait_for_turn()
    stored = Message.objects.filter(key=key, state__in=(State.WAITING, State.TO_PRINT, State.FAILED))
    message = (stored.filter(centre=centre) if centre else stored).first()
    if message is None:
        return None
    _changed(message, State.STOPPED, reasons.WITHDRAWN)
    record(by=by, what="letters.message_withdrawn", subject=message, person=message.participant_id)
    return message


@transaction.atomic
def send_again(*, by: Actor, message: Message, version: int) -> Message:
    """What failed, or may not have arrived, goes out once more, to the address that is known now.

    Where the person withdrew consent or prefers letters by now, it is a letter.
    """
    wait_for_turn()
    stored = Message.objects.get(pk=message.pk)
    if stored.version != version and stored.state in (State.WAITING, State.TO_PRINT):
        return stored  # sent twice: it is on its way already
    if stored.state not in (State.FAILED, State.UNCERTAIN):
        raise Refused(NOT_NOW, state=State(stored.state).label)
    if unwanted(stored):
        return _turned(by, stored)
    way = _same_way(stored)
    waits = State.TO_PRINT if way.channel == Channel.LETTER else State.WAITING
    if waits == State.TO_PRINT and unprintable(f"{way.address}{stored.subject}{stored.body}"):
        way = Way(way.channel, way.address, reasons.UNPRINTABLE)
    stored.address, stored.attempts, stored.due_at = way.address, 0, timezone.now()
    stored.claimed_at, stored.carrier = None, ""
    also = ("address", "attempts", "due_at", "claimed_at", "carrier")
    _changed(stored, State.FAILED if way.why_not else waits, way.why_not, *also)
    record(by=by, what="letters.message_again", subject=stored, person=stored.participant_id)
    return stored


def _begins(to: Participant | Jobcoach, purpose: Purpose | str, way: Way, content: Content) -> tuple[State, str]:
    if isinstance(to, Participant) and unwilling(to, purpose):
        return State.STOPPED, reasons.opted_out(purpose)
    if way.why_not:
        return State.FAILED, way.why_not
    if way.channel != Channel.LETTER:
        return State.WAITING, ""
    if unprintable(f"{way.address}{content['subject']}{content['body']}"):
        return State.FAILED, reasons.UNPRINTABLE
    return State.TO_PRINT, ""


def _same_way(message: Message) -> Way:
    """The channel stays, since the words were written for it; the address is the one known now."""
    if message.jobcoach:
        return way_to_jobcoach(message.jobcoach)
    assert message.participant is not None
    way = way_to(message.participant, message.channel)
    return way if way.channel == message.channel else Way(Channel(message.channel), "", reasons.NO_MAIL)


def _turned(by: Actor, message: Message) -> Message:
    turn(message)
    message.attempts, message.claimed_at, message.carrier, message.done_at = 0, None, "", None
    message.save(update_fields=[*CHANGED, "attempts", "claimed_at", "carrier", "done_at"])
    record(by=by, what="letters.message_again", subject=message, person=message.participant_id)
    return message


def _kept(participant: Participant) -> Participant:
    return participant.merged_into or participant


def _changed(message: Message, state: State, why: str, *also: str) -> None:
    message.state, message.why = state, why
    message.version += 1
    message.save(update_fields=["state", "why", "version", *also])
