"""Rows of the trail that the page of accesses keeps back: those of complaints. Rooms above know which these are."""

from collections.abc import Iterable, Sequence
from typing import Protocol
from uuid import UUID


class KeepsBack(Protocol):
    """What the room above has to do."""

    def subjects(self, files: Sequence[UUID]) -> Iterable[str]:
        """Of these participants' rows, the subjects, as the trail names them, that whoever counsels must not read."""


_rooms: list[KeepsBack] = []


def kept_back_by(room: KeepsBack) -> None:
    """Called once a room, when the application starts."""
    if room not in _rooms:
        _rooms.append(room)


def kept_back(files: Sequence[UUID]) -> list[str]:
    return [subject for room in _rooms for subject in room.subjects(files)]
