"""What the participant thought over before the closing talk. A room above keeps it, and says here what it may show.

Only what the participant released for the talk comes here, and only for those who may read their feedback: the page of
a closing talk lies open between three people.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from perspektiv.records.access.models import User


class Stand(StrEnum):
    """Of one participation."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"  # and still to be answered
    DECLINED = "declined"
    GIVEN = "given"
    MISSED = "missed"  # asked, and the time is over


@dataclass(frozen=True)
class Released:
    """Words that the participant released for the talk."""

    key: str  # by which a page asks for them; it says nothing
    question: str
    words: str


@dataclass(frozen=True)
class Reflection:
    stand: Stand
    on: date | None = None  # given on; or to be answered until
    released: tuple[Released, ...] = ()  # nothing for those who may not read it
    ask: str = ""  # the page on which the participant is asked, for those who may


class Reflects(Protocol):
    def reflections_of(self, participations: Collection[UUID], user: User) -> Mapping[UUID, Reflection]:
        """In a constant number of queries; what is left out was not asked for and cannot be."""


_hung_on: list[Reflects] = []


def hang_on(room: Reflects) -> None:
    """Called once a room, when the application starts."""
    if room not in _hung_on:
        _hung_on.append(room)


def reflections_of(participations: Collection[UUID], user: User) -> dict[UUID, Reflection]:
    return {id: found for room in _hung_on for id, found in room.reflections_of(participations, user).items()}
