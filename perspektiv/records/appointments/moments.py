"""Days and times in the words of both languages, and in the centre's time zone."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from django.utils import timezone, translation
from django.utils.formats import date_format

from perspektiv.errors import Refused
from perspektiv.language import Text

SKIPPED = Text(
    "{at} Uhr gibt es am {day} nicht: Die Uhren werden dann vorgestellt. Bitte wählen Sie eine andere Zeit.",
    "There is no {at} on {day}: the clocks go forward then. Please choose another time.",
)


def local(day: date, at: time) -> datetime:
    """A time of day in the centre's time zone: 09:00 is 09:00 in summer and in winter; one that comes twice, the first.

    Of a time that somebody typed, see ``typed``.
    """
    return datetime.combine(day, at, timezone.get_default_timezone())


def skipped(at: datetime) -> bool:
    """Whether no clock ever shows that local time, since the clocks go forward over it."""
    return utc(at).astimezone(at.tzinfo).replace(tzinfo=None) != at.replace(tzinfo=None)


def typed(day: date, at: time) -> datetime:
    """A local time that somebody typed or chose; refused where there is no such time on that day."""
    moment = local(day, at)
    if skipped(moment):
        raise Refused(no_such_time(moment))
    return moment


def no_such_time(at: datetime) -> Text:
    """The sentence that says so."""
    return SKIPPED.filled(at=f"{at:%H:%M}", day=long_day(at.date()))


def midnight(day: date) -> datetime:
    """When a day begins."""
    return local(day, time.min)


FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
"""No appointment is before or after."""


def thinkable(day: date) -> bool:
    """Whether there can be an appointment on that day."""
    return FIRST_DAY <= day <= LAST_DAY


def day_of(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if thinkable(day) else None


def time_of(text: str) -> time | None:
    try:
        return time.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def moment_of(text: str) -> datetime | None:
    """A moment as forms carry it: 2026-11-24T10:00, in local time; refused where there is no such time."""
    day, _, at = text.partition("T")
    found_day, found_time = day_of(day), time_of(at)
    return typed(found_day, found_time) if found_day and found_time is not None else None


def moment(at: datetime) -> Text:
    """ "Do 26. Nov., 10:00" """
    here = timezone.localtime(at)
    return Text(
        f"{_day(here.date(), 'de', 'D j. N')}, {here:%H:%M}", f"{_day(here.date(), 'en', 'D j M')}, {here:%H:%M}"
    )


def moments(ats: Iterable[datetime]) -> Text:
    """Several, one after the other."""
    all = [moment(at) for at in ats]
    return Text("; ".join(text.de for text in all), "; ".join(text.en for text in all))


def short_day(day: date) -> Text:
    """ "Do 26. Nov." """
    return Text(_day(day, "de", "D j. N"), _day(day, "en", "D j M"))


def long_day(day: date) -> Text:
    """ "26. November 2026" """
    return Text(_day(day, "de", "j. F Y"), _day(day, "en", "j F Y"))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def workdays(monday: date) -> list[date]:
    """Monday to Friday."""
    return [monday + timedelta(days=n) for n in range(5)]


@lru_cache(maxsize=8)
def holidays_of(year: int) -> dict[date, str]:
    """The public holidays of North Rhine-Westphalia with their German names."""
    from holidays import country_holidays

    return dict(country_holidays("DE", subdiv="NW", years=year, language="de"))


def holiday(day: date) -> str:
    """Its name, or nothing on other days."""
    return holidays_of(day.year).get(day, "")


def utc(at: datetime) -> datetime:
    return at.astimezone(UTC)


def _day(day: date, language: str, form: str) -> str:
    with translation.override(language):
        return date_format(day, form)
