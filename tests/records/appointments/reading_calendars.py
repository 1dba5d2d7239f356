"""A second, independent reader of calendar files, and what is asked of it."""

from datetime import UTC, datetime
from typing import Any, NamedTuple

import vobject


class Read(NamedTuple):
    uid: str
    start: datetime
    end: datetime
    status: str
    sequence: int
    title: str
    place: str


def read(text: str) -> list[Read]:
    """Every event of a file, as vobject understands it."""
    calendar = vobject.readOne(text)
    calendar.validate(raiseException=True)
    return [_event(one) for one in calendar.contents.get("vevent", [])]


def method_of(text: str) -> str:
    return str(vobject.readOne(text).method.value)


def _event(event: Any) -> Read:
    return Read(
        uid=event.uid.value,
        start=event.dtstart.value.astimezone(UTC),
        end=event.dtend.value.astimezone(UTC),
        status=event.status.value,
        sequence=int(event.sequence.value),
        title=event.summary.value,
        place=event.location.value if hasattr(event, "location") else "",
    )
