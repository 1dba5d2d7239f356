"""When the centre is open; an appointment at another time is asked about once, and never refused."""

from datetime import datetime, time

from django.utils import timezone, translation
from django.utils.formats import date_format

from perspektiv.language import Text
from perspektiv.records.appointments.models import end_of
from perspektiv.records.appointments.moments import holiday

OPENS, CLOSES = time(8), time(18)
WEEKEND = {5: Text("Samstag", "Saturday"), 6: Text("Sonntag", "Sunday")}


def closed(starts_at: datetime, minutes: int) -> Text | None:
    """Why nobody is expected in the centre then; nothing on working days during opening hours.

    >>> from perspektiv.records.appointments.moments import local
    >>> from datetime import date
    >>> closed(local(date(2026, 12, 25), time(10)), 75).de
    'Der 25. Dezember 2026 ist ein Feiertag (Erster Weihnachtstag).'
    >>> closed(local(date(2026, 12, 6), time(10)), 75).en
    '6 December 2026 is a Sunday.'
    >>> closed(local(date(2026, 12, 7), time(17, 30)), 75).de
    'Das Zentrum ist von 8 bis 18 Uhr geöffnet.'
    >>> closed(local(date(2026, 12, 7), time(10)), 75)
    """
    start, end = timezone.localtime(starts_at), timezone.localtime(end_of(starts_at, minutes))
    day = start.date()
    with translation.override("de"):
        german = date_format(day, "j. F Y")
    with translation.override("en"):
        english = date_format(day, "j F Y")
    if name := holiday(day):
        return Text(f"Der {german} ist ein Feiertag ({name}).", f"{english} is a public holiday ({name}).")
    if weekend := WEEKEND.get(day.weekday()):
        return Text(f"Der {german} ist ein {weekend.de}.", f"{english} is a {weekend.en}.")
    if start.time() < OPENS or end > datetime.combine(day, CLOSES, start.tzinfo):
        hours = {"opens": OPENS.hour, "closes": CLOSES.hour}
        return Text(
            "Das Zentrum ist von {opens} bis {closes} Uhr geöffnet.", "The centre is open from {opens} to {closes}."
        ).filled(**hours)
    return None
