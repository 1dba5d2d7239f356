"""A day as somebody types it into the search."""

import re
from datetime import date, timedelta

from perspektiv.records.appointments.moments import thinkable
from perspektiv.records.people.names import folded

DAYS = {"heute": 0, "today": 0, "morgen": 1, "tomorrow": 1, "ubermorgen": 2, "gestern": -1, "yesterday": -1}
WEEKDAYS = (
    ("montag", "monday"),
    ("dienstag", "tuesday"),
    ("mittwoch", "wednesday"),
    ("donnerstag", "thursday"),
    ("freitag", "friday"),
    ("samstag", "sonnabend", "saturday"),
    ("sonntag", "sunday"),
)
DATE = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})?|(\d{4})-(\d{2})-(\d{2})")


def day_named(asked: str, today: date) -> date | None:
    """A day that is typed: "heute", "morgen", "montag" (the next one), "24.11.", "24.11.2026", "2026-11-24".

    >>> day_named("24.11.", date(2026, 1, 5)), day_named("übermorgen", date(2026, 1, 5)), day_named("31.2.", date.min)
    (datetime.date(2026, 11, 24), datetime.date(2026, 1, 7), None)
    >>> day_named("Montag", date(2026, 11, 26)), day_named("donnerstag", date(2026, 11, 26))
    (datetime.date(2026, 11, 30), datetime.date(2026, 11, 26))
    """
    text = asked.strip()
    if folded(text) in DAYS:
        return today + timedelta(days=DAYS[folded(text)])
    for weekday, names in enumerate(WEEKDAYS):
        if folded(text) in names:
            return today + timedelta(days=(weekday - today.weekday()) % 7)
    match = DATE.fullmatch(text)
    if not match:
        return None
    short_day, short_month, short_year, year, month, day = match.groups()
    try:
        if year:
            named = date(int(year), int(month), int(day))
        else:
            century = 2000 if short_year and len(short_year) == 2 else 0
            named = date(century + int(short_year) if short_year else today.year, int(short_month), int(short_day))
    except ValueError:
        return None
    return named if thinkable(named) else None
