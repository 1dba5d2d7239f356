"""How long the post takes: in working days, since nobody prints and nobody brings letters in between."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from perspektiv.records.appointments.moments import holiday, local

DAYS_OF_POST = 2
"""So many working days lie between the day on which a letter is written and that of the appointment: one to print it
and bring it to the post, one on the way. Working days are Monday to Friday without the public holidays."""
LAST_DAYS_OF_POST = 1
"""Still so many when it is printed: a letter that nobody has printed by then is taken back."""


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


def last_day_to_write(day: date) -> date:
    """The last day on which a letter is written that reaches that day: for a Monday it is Wednesday."""
    days = DAYS_OF_POST
    while days:
        day -= timedelta(days=1)
        days -= _is_working_day(day)
    return day - timedelta(days=1)


def _is_working_day(day: date) -> bool:
    return day.weekday() < 5 and not holiday(day)
