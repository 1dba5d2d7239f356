"""When nobody is written to unasked: from the evening to the morning, on the clock on the wall in Berlin."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from perspektiv.records.appointments.moments import local

WAKES, SLEEPS = time(8), time(20)


def asleep(now: datetime) -> bool:
    return not WAKES <= timezone.localtime(now).time() < SLEEPS


def next_waking(now: datetime) -> datetime:
    """Eight o'clock of this morning or the next."""
    here = timezone.localtime(now)
    return local(here.date() + timedelta(days=here.time() >= WAKES), WAKES)
