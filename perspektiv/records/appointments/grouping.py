"""A day's entries by counsellor, and the days around a day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils import timezone

from perspektiv.records.appointments.entries import Entry
from perspektiv.records.appointments.opening import Opening


@dataclass
class Group:
    """The entries of one counsellor; without one, those that nobody counsels."""

    counsellor_id: UUID | None
    name: str
    initials: str
    rows: list[Entry] = field(default_factory=list)

    @property
    def decided(self) -> int:
        return sum(not row.open for row in self.rows)

    @property
    def where(self) -> str:
        """The room in which most of them are."""
        rooms = Counter(row.where for row in self.rows if row.room_id)
        return rooms.most_common(1)[0][0] if rooms else ""


def by_counsellor(rows: Iterable[Entry]) -> list[Group]:
    """By family name, each in order of time."""
    groups: dict[UUID | None, Group] = {}
    for row in rows:
        group = groups.setdefault(row.counsellor_id, Group(row.counsellor_id, row.counsellor, row.initials))
        group.rows.append(row)
    return sorted(groups.values(), key=lambda group: (not group.name, group.name.split(" ")[-1:], group.name))


def day_around(day: date, opening: Opening) -> dict[str, object]:
    """The day, today, the open days before and after, and why it is closed."""
    return {
        "day": day,
        "today": timezone.localdate(),
        "before": opening.next_day(day, -1),
        "after": opening.next_day(day),
        "holiday": opening.closed_by(day),
    }
