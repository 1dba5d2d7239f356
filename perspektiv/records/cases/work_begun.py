"""Work that somebody takes up as they leave early. A room above keeps it; cases need not know how."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from perspektiv.records.access.trail import Actor
from perspektiv.records.people.models import Participant


@dataclass(frozen=True)
class WorkBegun:
    started_on: date
    insured: bool


class Keeps(Protocol):
    """What the room above has to do."""

    def keep(self, *, by: Actor, participant: Participant, work: WorkBegun, together: UUID) -> None:
        """Part of the step that ends the participation; ``together`` takes it back with the step."""

    def take_back(self, *, by: Actor, together: UUID) -> None:
        """Takes away what was kept together, unless somebody corrected it since."""


_keepers: list[Keeps] = []


def kept_by(room: Keeps) -> None:
    """Called once a room, when the application starts."""
    if room not in _keepers:
        _keepers.append(room)


def keep(*, by: Actor, participant: Participant, work: WorkBegun, together: UUID) -> None:
    for room in _keepers:
        room.keep(by=by, participant=participant, work=work, together=together)


def take_back(*, by: Actor, together: UUID) -> None:
    for room in _keepers:
        room.take_back(by=by, together=together)
