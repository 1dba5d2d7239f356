"""One letter to several people: all are written, or none; taken back together while they wait."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from perspektiv.records.access.trail import Actor
from perspektiv.records.letters.actions.messages import withdraw, write
from perspektiv.records.letters.models import Message, Purpose
from perspektiv.records.people.models import Participant


@transaction.atomic
def write_to_several(
    *, by: Actor, people: Iterable[Participant], batch: UUID, name: str, fields: Mapping[str, str], due_at: datetime
) -> list[Message]:
    """Each by the way that the person wishes. Sent twice with one batch, each gets one."""
    return [
        write(
            by=by,
            centre=person.centre,
            key=key_of(batch, person.pk),
            purpose=Purpose.FREE,
            participant=person,
            fields=fields,
            name=name,
            due_at=due_at,
        )
        for person in people
    ]


@transaction.atomic
def take_back_several(*, by: Actor, messages: Iterable[Message]) -> list[Message]:
    """Those of them that have not gone out."""
    taken = [withdraw(by=by, key=message.key, centre=message.centre) for message in messages]
    return [message for message in taken if message]


def key_of(batch: UUID, person: UUID | str = "") -> str:
    return f"free:{batch}:{person}"
