"""How long links are good, and until when a person can cancel: the installation's settings."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from perspektiv.records.appointments.moments import local
from perspektiv.records.cases.models import Participation, Referral
from perspektiv.records.people.models import Participant

IN_MESSAGE = timedelta(days=60)
"""So long the link of one message leads on."""
JOBCOACH = timedelta(days=30)


def later_by(day: date, months: int) -> date:
    """
    >>> later_by(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + year, month + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def good_until(participant: Participant, day: date) -> date:
    """The last day of a link made on that day: after some months, or some months after the person has left."""
    until = later_by(day, settings.LINK_MONTHS)
    left = left_on(participant)
    return min(until, later_by(left, settings.LINK_MONTHS_AFTER_EXIT)) if left else until


def left_on(participant: Participant) -> date | None:
    """The end of the last participation; none while one runs or a way in is open."""
    if Referral.objects.filter(participant=participant, result=Referral.Result.OPEN).exists():
        return None
    ends = list(Participation.objects.filter(participant=participant).values_list("ended_on", flat=True))
    return None if not ends or None in ends else max(day for day in ends if day)


def end_of(day: date) -> datetime:
    return local(day + timedelta(days=1), time(0))


def cancel_until(starts_at: datetime) -> datetime:
    """The day before, at the set time."""
    return local(timezone.localdate(starts_at) - timedelta(days=1), time.fromisoformat(settings.CANCEL_UNTIL))


def in_time(starts_at: datetime) -> bool:
    return timezone.now() <= cancel_until(starts_at)
