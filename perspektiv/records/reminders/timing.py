"""When a reminder is due: pure rules over the clock on the wall in Berlin."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from perspektiv.records.appointments.moments import local
from perspektiv.records.reminders.models import Rule

WAKES, SLEEPS = time(8), time(20)
"""Nobody is written to from the evening to the morning."""
PUNCTUAL = timedelta(hours=1)
"""So much later than its time, a reminder is still the one of that time."""
WORTH = timedelta(hours=12)
"""So long before the appointment, a reminder that is later than that is still worth sending."""

LAST_POST = timedelta(days=2)
"""A letter printed the day before, or later, does not come in time."""


def moment_of(rule: Rule, starts_at: datetime) -> datetime:
    """When the rule reminds of an appointment that starts then."""
    return local(timezone.localdate(starts_at) - timedelta(days=rule.days_before), rule.at)


def passed(rule: Rule, starts_at: datetime, now: datetime) -> bool:
    """Whether the rule should have reminded by now.

    A new rule begins with the first time that it reaches; a later version also takes what it has passed already, for
    the version before it no longer reminds.
    """
    moment, begins = moment_of(rule, starts_at), local(rule.starts_on, time.min)
    begun = begins <= (now if rule.later_version else moment)
    return begun and moment <= now and moment < starts_at and (rule.ended_at is None or moment < rule.ended_at)


def worth_sending(rule: Rule, starts_at: datetime, now: datetime) -> bool:
    """Whether a reminder goes out now: on time, or late and the appointment is far enough away."""
    return now - moment_of(rule, starts_at) <= PUNCTUAL or starts_at - now > WORTH


def post_reaches(now: datetime) -> datetime:
    """The first moment of the days that a letter still reaches which is printed now."""
    return local(timezone.localdate(now) + LAST_POST, time.min)


def asleep(now: datetime) -> bool:
    return not WAKES <= timezone.localtime(now).time() < SLEEPS


def next_waking(now: datetime) -> datetime:
    """Eight o'clock of this morning or the next."""
    here = timezone.localtime(now)
    return local(here.date() + timedelta(days=here.time() >= WAKES), WAKES)
