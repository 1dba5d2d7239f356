"""When a centre is open: its hours by weekday, its closing days and the public holidays."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from perspektiv.records.access.models import Centre
from perspektiv.records.appointments.models import UNIT_MINUTES, ClosingDay, OpeningHours, end_of
from perspektiv.records.appointments.moments import holiday, local

Hours = tuple[time, time]

USUAL: Mapping[int, Hours] = {weekday: (time(8), time(18)) for weekday in range(5)}
"""Of a centre that has said nothing else: Monday to Friday, 8 to 18."""

STARTS = (time(7), time(8, 30), time(10), time(11, 30), time(13, 30), time(15), time(16, 30), time(18), time(19, 30))
"""When units begin, where the centre is open then: 75 minutes, and a quarter of an hour to breathe."""


@dataclass(frozen=True)
class Closing:
    """Days in a row on which a centre is closed, by the name it gave them."""

    first: date
    last: date
    name: str


@dataclass(frozen=True)
class Opening:
    """One centre's. Everything else asks it whether and when a day has appointments."""

    hours: Mapping[int, Hours] = field(default_factory=lambda: USUAL)
    closings: tuple[Closing, ...] = ()

    def closing(self, day: date) -> str:
        """The name of the closing day; nothing on others."""
        return next((one.name for one in self.closings if one.first <= day <= one.last), "")

    def closed_by(self, day: date) -> str:
        """The public holiday or closing day by its name; nothing on other days, also not on weekends."""
        return holiday(day) or self.closing(day)

    def hours_on(self, day: date) -> Hours | None:
        """From when to when; none on a day without."""
        return None if self.closed_by(day) else self.hours.get(day.weekday())

    def starts_of(self, day: date, minutes: int = UNIT_MINUTES) -> list[datetime]:
        """The times of a day at which units begin and end while the centre is open."""
        hours = self.hours_on(day)
        if hours is None:
            return []
        closes = local(day, hours[1])
        return [at for at in (local(day, one) for one in STARTS if one >= hours[0]) if end_of(at, minutes) <= closes]

    def starts(self, after: datetime, before: datetime, minutes: int = UNIT_MINUTES) -> Iterator[datetime]:
        """Those from one moment until before another."""
        for day in _days(timezone.localdate(after), timezone.localdate(before)):
            for at in self.starts_of(day, minutes):
                if after <= at < before:
                    yield at

    def next_day(self, day: date, step: int = 1) -> date:
        """The nearest open day after it, or before it with a step of -1; the next one where none is near."""
        for n in range(1, 32):
            found = day + timedelta(days=n * step)
            if self.hours_on(found):
                return found
        return day + timedelta(days=step)


def opening_of(*centres: Centre | UUID) -> Opening:
    """A centre's opening, in two queries; of several centres, whatever is open in one of them counts as open."""
    ids = {one if isinstance(one, UUID) else one.pk for one in centres}
    hours: dict[UUID, dict[int, Hours]] = {id: {} for id in ids}
    for centre, weekday, opens, closes in OpeningHours.objects.filter(centre__in=ids).values_list(
        "centre_id", "weekday", "opens", "closes"
    ):
        hours[centre][weekday] = (opens, closes)
    merged: dict[int, Hours] = {}
    for one in hours.values() if hours else ():
        for weekday, (opens, closes) in (one or USUAL).items():
            before = merged.get(weekday, (opens, closes))
            merged[weekday] = (min(opens, before[0]), max(closes, before[1]))
    closings = ClosingDay.objects.filter(centre__in=ids).values_list("starts_on", "ends_on", "name")
    alone = len(ids) == 1
    return Opening(merged if ids else USUAL, tuple(Closing(*one) for one in closings) if alone else ())


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
