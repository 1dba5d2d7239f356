"""What somebody would leave undone: said before their account is closed or their role taken away, and after it.

The rooms above know their own records; each adds what it counts when the application starts. Only numbers: whoever
looks after accounts sees no people.
"""

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

Count = Callable[[Collection[UUID]], Mapping[UUID, list[str]]]
"""By user, what each has open in these centres, in words."""
_COUNTING: list[Count] = []


def counted_by(count: Count) -> None:
    """Adds what a room counts, once."""
    if count not in _COUNTING:
        _COUNTING.append(count)


def undone_in(centres: Collection[UUID]) -> dict[UUID, list[str]]:
    """Of everybody who has something open there: a few queries, however many they are."""
    found: dict[UUID, list[str]] = {}
    for count in _COUNTING:
        for user, words in count(centres).items():
            found.setdefault(user, []).extend(words)
    return found
