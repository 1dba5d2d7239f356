"""When a reminder is due: pure rules over the clock on the wall in Berlin."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from perspektiv.records.appointments.moments import holiday, local
from perspektiv.records.reminders.models import Rule

PUNCTUAL = timedelta(hours=1)
"""So much later than its time, a reminder is still the one of that time."""
WORTH = timedelta(hours=12)
"""So long before the appointment, a reminder that is later than that is still worth sending."""

DAYS_OF_POST = 2
"""So many working days lie between the day on which a letter is written and that of the appointment: one to print it
and bring it to the post, one on the way. Working days are Monday to Friday without the public holidays."""
LAST_DAYS_OF_POST = 1
"""Still so many when it is printed: a letter that nobody has printed by then is taken back."""


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


def post_reaches(now: datetime, days: int = DAYS_OF_POST) -> datetime:
    """The first moment of the days that a letter of today still reaches: after so many working days from tomorrow on.

    Written on a Monday it reaches Thursday, on a Thursday the next Tuesday, from Friday to Sunday the next Wednesday;
    a public holiday between puts that off by a day.
    """
    day = timezone.localdate(now)
    while days:
        day += timedelta(days=1)
        days -= _is_working_day(day)
    return local(day + timedelta(days=1), time.min)


def _is_working_day(day: date) -> bool:
    return day.weekday() < 5 and not holiday(day)
