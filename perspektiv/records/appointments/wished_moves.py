"""What a person wishes about the time of an appointment. A room above keeps it and hangs itself on, unknown here."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from perspektiv.records.access.models import User
from perspektiv.records.access.trail import Actor
from perspektiv.records.appointments.models import Appointment


@dataclass(frozen=True)
class WishedMove:
    """An open wish, as the page that moves the appointment shows it."""

    id: UUID
    words: str
    times: tuple[datetime, ...]
    answer_by: date


class KeepsWishes(Protocol):
    """What a room above has to answer."""

    def wished_of(self, appointment: Appointment, user: User) -> WishedMove | None:
        """The open one that the user may read and answer; that it is read is noted."""

    def settle(self, *, by: User, appointment: Appointment, wish: UUID, action: UUID) -> bool:
        """Part of the step that moves it. Whether there was something to settle."""

    def take_up(self, *, by: Actor, action: UUID) -> None:
        """Part of taking that step back: what it settled is open again."""


_hung_on: list[KeepsWishes] = []


def hang_on(room: KeepsWishes) -> None:
    if room not in _hung_on:
        _hung_on.append(room)


def wished_of(appointment: Appointment, user: User) -> WishedMove | None:
    return next((wish for room in _hung_on if (wish := room.wished_of(appointment, user))), None)


def settle(*, by: User, appointment: Appointment, wish: UUID, action: UUID) -> bool:
    settled = [room.settle(by=by, appointment=appointment, wish=wish, action=action) for room in _hung_on]
    return any(settled)


def take_up(*, by: Actor, action: UUID) -> None:
    for room in _hung_on:
        room.take_up(by=by, action=action)
