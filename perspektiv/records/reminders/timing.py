"""When a reminder is due: pure rules over the clock on the wall in Berlin."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from perspektiv.records.appointments.moments import local
from perspektiv.records.reminders.models import Rule

PUNCTUAL = timedelta(hours=1)
"""So much later than its time, a reminder is still the one of that time."""
WORTH = timedelta(hours=12)
"""So long before the appointment, a reminder that is later than that is still worth sending."""


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
