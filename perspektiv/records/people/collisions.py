"""What both of two files have of which a person has only one: said before they are merged, and what becomes of each.

The rooms above know their own records; each adds its finder when the application starts.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from perspektiv.language import Text
from perspektiv.records.people.models import Participant


@dataclass(frozen=True)
class Collision:
    what: Text
    becomes: Text
    bars: bool = False  # has to be settled before the files can be merged


Finder = Callable[[Participant, Participant], Iterable[Collision]]
_FINDERS: list[Finder] = []


def found_by(finder: Finder) -> None:
    """Adds a room's finder, once."""
    if finder not in _FINDERS:
        _FINDERS.append(finder)


def collisions(one: Participant, other: Participant) -> list[Collision]:
    """Whichever of the two files will stay."""
    return [collision for finder in _FINDERS for collision in finder(one, other)]
