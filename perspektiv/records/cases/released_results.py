"""Who brings a released closing result to a jobcoach without an account. A room above hangs itself on."""

from typing import Protocol

from perspektiv.records.access.trail import Actor
from perspektiv.records.cases.models import ClosingResult


class BringsResults(Protocol):
    """Both are part of the step that releases a result, or takes its release back."""

    def bring(self, *, by: Actor, result: ClosingResult) -> None: ...

    def withhold(self, *, by: Actor, result: ClosingResult) -> None:
        """``result`` as it was while it was released."""


_hung_on: list[BringsResults] = []


def hang_on(room: BringsResults) -> None:
    """Called once, when the application starts."""
    if room not in _hung_on:
        _hung_on.append(room)


def bring(*, by: Actor, result: ClosingResult) -> None:
    for room in _hung_on:
        room.bring(by=by, result=result)


def withhold(*, by: Actor, result: ClosingResult) -> None:
    for room in _hung_on:
        room.withhold(by=by, result=result)
