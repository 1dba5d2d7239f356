"""What waits to go electronically becomes a letter, where consent was withdrawn or letters are preferred by now."""

import json
from collections.abc import Mapping

from perspektiv.errors import Refused
from perspektiv.records.letters import reasons
from perspektiv.records.letters.contents import content_for
from perspektiv.records.letters.models import ASKING, Channel, Message, Purpose
from perspektiv.records.letters.papers.printable import unprintable
from perspektiv.records.letters.way import consented, postal, prefers_letters, unwilling

State = Message.State
CHANGED = ("channel", "address", "subject", "body", "language", "template", "calendar", "state", "why", "version")
"""The fields that ``turn`` sets."""


def remembered(fields: Mapping[str, str], language: str) -> str:
    """What a message's words were made from, to be kept with it."""
    return json.dumps({"fields": dict(fields), "language": language}, ensure_ascii=False)


def filled_with(message: Message) -> Mapping[str, str]:
    """The fields that its words were made from; nothing where that was not kept."""
    known: Mapping[str, str] = json.loads(message.made_from)["fields"] if message.made_from else {}
    return known


def unwanted(message: Message) -> bool:
    """Whether what was wanted when it was written is so no more. Who chose the way by hand knew what is preferred."""
    if message.participant is None or message.channel == Channel.LETTER:
        return False
    if unwilling(message.participant, message.purpose):
        return True
    if not consented(message.participant):
        return True
    return not message.by_hand and prefers_letters(message.participant)


def turn(message: Message) -> None:
    """Sets what it is now: a letter to print, or what nobody wants. Whoever calls saves ``CHANGED``."""
    person = message.participant
    assert person is not None
    message.version += 1
    if unwilling(person, message.purpose):
        message.state, message.why = State.STOPPED, reasons.opted_out(message.purpose)
        return
    _write_anew(message)
    message.channel, message.address, message.calendar = Channel.LETTER, postal(person), ""
    if not message.address:
        message.state, message.why = State.FAILED, reasons.NO_ADDRESS
    elif unprintable(f"{message.address}{message.subject}{message.body}"):
        message.state, message.why = State.FAILED, reasons.UNPRINTABLE
    else:
        message.state, message.why = State.TO_PRINT, ""


def _write_anew(message: Message) -> None:
    """In the words of letters, where it is known what fills them, and there are such words; else they stay."""
    assert message.participant is not None
    if not message.made_from:
        return
    fields, language = filled_with(message), json.loads(message.made_from)["language"]
    if message.purpose not in (Purpose.PERSONAL_LINK, *ASKING):
        fields = {name: value for name, value in fields.items() if name != "link"}  # of no use on paper
    name = message.template.name if message.template else ""
    try:
        content = content_for(
            message.participant,
            centre=message.centre,
            purpose=message.purpose,
            channel=Channel.LETTER,
            fields=fields,
            language=language,
            name=name,
        )
    except Refused:
        return
    for each, value in content.items():
        setattr(message, each, value)
