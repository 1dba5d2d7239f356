"""What still lies ahead of a participation or a way in when it ends or changes hands.

Rooms above hang it on, unknown to cases.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import User
from perspektiv.records.access.trail import Actor
from perspektiv.records.cases.models import Participation, Referral
from perspektiv.records.people.models import Participant

UNDECIDED = Text(
    "Mit dieser Person ist noch etwas vereinbart, über das niemand entschieden hat. Bitte entscheiden Sie darüber.",
    "Something is still arranged with this person that nobody has decided on. Please decide on it.",
)


class Hindrance(StrEnum):
    """Why something that is arranged cannot pass to another counsellor."""

    BUSY = "busy"
    AWAY = "away"


class Party(StrEnum):
    """Who calls off what will not take place."""

    PARTICIPANT = "participant"  # in time, since it lies ahead
    CENTRE = "centre"
    JOBCOACH = "jobcoach"


@dataclass(frozen=True)
class Ahead:
    """One thing that is arranged for later."""

    id: UUID
    at: datetime
    with_: UUID | None = None  # the user with whom it is arranged


@dataclass(frozen=True, kw_only=True)
class Left(Ahead):
    """One thing that is arranged with a counsellor who counsels there no more, and where to see to it."""

    participant: Participant
    participation_id: UUID | None
    version: int
    page: str  # where to give it to somebody else
    move: str
    cancel: str  # takes a POST with ``version`` and ``status``


@dataclass(frozen=True)
class Decision:
    """What somebody decided about all that they were shown: called off by a party, or left as it is (None)."""

    shown: frozenset[UUID] = frozenset()
    called_off_by: Party | None = None
    tell: bool = False  # those concerned are written to


NOTHING_SHOWN = Decision()


class HangsOn(Protocol):
    """What a room above has to answer."""

    def ahead_of(self, of: Participation | Referral) -> list[Ahead]: ...

    def call_off(self, *, by: Actor, ahead: Iterable[UUID], party: Party, together: UUID, tell: bool) -> None:
        """Part of the step that ends it; ``together`` takes it back with the step."""

    def end_with(self, *, by: Actor, of: Participation | Referral, together: UUID) -> None:
        """Part of the step that ends it: what is only proposed is so no longer. Nobody decides on that."""

    def hand_on(
        self, *, by: Actor, participation: Participation, former: User | None, to: User, together: UUID
    ) -> None:
        """Part of a change of counsellor: what is arranged with the former passes to the new one where she is free.

        Those concerned are told where they wished for messages.
        """

    def hindrances(self, ahead: Iterable[Ahead], to: User) -> dict[UUID, Hindrance]:
        """What stands against it that each passes to a counsellor; nothing of those that could pass."""

    def left_in(self, centres: Collection[UUID]) -> list[Left]:
        """What is arranged there with those who counsel there no more."""

    def take_back(self, *, by: Actor, together: UUID) -> None:
        """Sets back what was called off or handed on together, unless something was done about it since."""


_hung_on: list[HangsOn] = []


def hang_on(room: HangsOn) -> None:
    """Called once a room, when the application starts."""
    if room not in _hung_on:
        _hung_on.append(room)


def ahead_of(of: Participation | Referral) -> list[Ahead]:
    """The earliest first."""
    return sorted((each for room in _hung_on for each in room.ahead_of(of)), key=lambda each: each.at)


def carry_out(*, by: Actor, of: Participation | Referral, decision: Decision, together: UUID) -> None:
    """Part of the step that ends it. Refused where something lies ahead that was not shown."""
    for room in _hung_on:
        ahead = [each.id for each in room.ahead_of(of)]
        if not decision.shown.issuperset(ahead):
            raise Refused(UNDECIDED)
        room.end_with(by=by, of=of, together=together)
        if decision.called_off_by and ahead:
            room.call_off(by=by, ahead=ahead, party=decision.called_off_by, together=together, tell=decision.tell)


def hand_on(*, by: Actor, participation: Participation, former: User | None, to: User, together: UUID) -> None:
    """Part of a change of counsellor. What cannot pass stays where it is; it is shown to both on Today."""
    for room in _hung_on:
        room.hand_on(by=by, participation=participation, former=former, to=to, together=together)


def hindrances(ahead: Sequence[Ahead], to: User) -> dict[UUID, Hindrance]:
    """Why some of it cannot pass to that counsellor."""
    return {id: why for room in _hung_on for id, why in room.hindrances(ahead, to).items()}


def left_in(centres: Collection[UUID]) -> list[Left]:
    """Of those who counsel there no more, the earliest first."""
    return sorted((each for room in _hung_on for each in room.left_in(centres)), key=lambda each: each.at)


def take_back(*, by: Actor, together: UUID) -> None:
    """Part of taking back the step."""
    for room in _hung_on:
        room.take_back(by=by, together=together)
