"""Which version of a catalogue's entries stands for it on a day."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from perspektiv.records.cases.models import EndingReason, Segment

V = TypeVar("V", Segment, EndingReason)


def by_entry(versions: Iterable[V]) -> list[list[V]]:
    """The versions of each entry, the oldest first, whatever order the database gives them in."""
    entries: dict[tuple[object, str], list[V]] = {}
    for version in versions:
        entries.setdefault((version.centre_id, version.key), []).append(version)
    return [sorted(every, key=lambda version: version.valid_from or date.min) for every in entries.values()]


def present(versions: list[V], day: date) -> V:
    """The one of an entry that has begun last by that day; before the first, the first."""
    begun = [version for version in versions if version.valid_from is None or version.valid_from <= day]
    return begun[-1] if begun else versions[0]
