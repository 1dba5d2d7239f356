"""A clock that stands still until it is set."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from perspektiv.records.appointments.moments import local


class Clock:
    """Takes the place of ``django.utils.timezone.now``."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def goes(self, **on: int) -> None:
        self.now += timedelta(**on)

    def is_at(self, day: date, hour: int, minute: int = 0) -> None:
        self.now = local(day, time(hour, minute))

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)
