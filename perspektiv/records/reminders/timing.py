"""When a reminder is due: pure rules over the clock on the wall in Berlin."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from perspektiv.records.appointments.moments import local
from perspektiv.records.appointments.post import last_day_to_write
from perspektiv.records.appointments.quiet_hours import SLEEPS
from perspektiv.records.reminders.models import Rule

PUNCTUAL = timedelta(hours=1)
"""So much later than its time, a reminder is still the one of that time."""
WORTH = timedelta(hours=12)
"""So long before the appointment, a reminder that is later than that is still worth sending."""


def moment_of(rule: Rule, starts_at: datetime) -> datetime:
    """When the rule reminds of an appointment that starts then."""
    return local(timezone.localdate(starts_at) - timedelta(days=rule.days_before), rule.at)


def moment_by_post(rule: Rule, starts_at: datetime, now: datetime) -> datetime:
    """When it reminds by letter: as early as the post needs, never later than the rule says.

    Once the post is missed, or where a new rule began after that, it is the time of the rule again: until then somebody
    may have agreed to messages.
    """
    own = moment_of(rule, starts_at)
    last = last_day_to_write(timezone.localdate(starts_at))
    letter = min(own, local(last, rule.at))
    in_time = rule.by_letter and now < local(last, SLEEPS)
    return letter if in_time and _begun(rule, letter, now) else own


def passed(rule: Rule, moment: datetime, starts_at: datetime, now: datetime) -> bool:
    """Whether the rule should have reminded by now, its time being that moment."""
    begun = _begun(rule, moment, now)
    return begun and moment <= now and moment < starts_at and (rule.ended_at is None or moment < rule.ended_at)


def worth_sending(moment: datetime, starts_at: datetime, now: datetime) -> bool:
    """Whether a reminder goes out now: on time, or late and the appointment is far enough away."""
    return now - moment <= PUNCTUAL or starts_at - now > WORTH


def _begun(rule: Rule, moment: datetime, now: datetime) -> bool:
    """A new rule begins with the first time that it reaches; a later version also takes what it has passed already, for
    the version before it no longer reminds."""
    return local(rule.starts_on, time.min) <= (now if rule.later_version else moment)
