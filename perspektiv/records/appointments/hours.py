"""What stands against the time of an appointment beside other appointments; asked about once, and never refused."""

from datetime import date, datetime, time

from django.utils import timezone, translation
from django.utils.formats import date_format

from perspektiv.language import Text
from perspektiv.records.access.models import User
from perspektiv.records.appointments.models import Absence, end_of
from perspektiv.records.appointments.moments import holiday, moment
from perspektiv.records.appointments.offers import offers_between
from perspektiv.records.appointments.opening import Opening


def closed(starts_at: datetime, minutes: int, opening: Opening) -> Text | None:
    """Why nobody is expected in the centre then; nothing on open days during opening hours.

    >>> from perspektiv.records.appointments.moments import local
    >>> from datetime import date
    >>> usual = Opening()
    >>> closed(local(date(2026, 12, 25), time(10)), 75, usual).de
    'Der 25. Dezember 2026 ist ein Feiertag (Erster Weihnachtstag).'
    >>> closed(local(date(2026, 12, 6), time(10)), 75, usual).en
    '6 December 2026 is a Sunday.'
    >>> closed(local(date(2026, 12, 7), time(17, 30)), 75, usual).de
    'Das Zentrum ist von 8 bis 18 Uhr geöffnet.'
    >>> closed(local(date(2026, 12, 7), time(10)), 75, usual)
    """
    start, end = timezone.localtime(starts_at), timezone.localtime(end_of(starts_at, minutes))
    day = start.date()
    the_day = _said("j. F Y", "j M Y", day)
    if name := holiday(day):
        return Text("Der {day} ist ein Feiertag ({name}).", "{day} is a public holiday ({name}).").filled(
            day=the_day, name=name
        )
    if name := opening.closing(day):
        return Text("Am {day} ist das Zentrum geschlossen ({name}).", "The centre is closed on {day} ({name}).").filled(
            day=the_day, name=name
        )
    hours = opening.hours_on(day)
    if hours is None:
        weekday = _said("l", "l", day)
        return Text("Der {day} ist ein {weekday}.", "{day} is a {weekday}.").filled(day=the_day, weekday=weekday)
    opens, closes = hours
    if start.time() < opens or end > datetime.combine(day, closes, start.tzinfo):
        return Text(
            "Das Zentrum ist von {opens} bis {closes} Uhr geöffnet.", "The centre is open from {opens} to {closes}."
        ).filled(opens=_clock(opens), closes=_clock(closes))
    return None


def away(starts_at: datetime, counsellor: User | None) -> Text | None:
    """That the counsellor is absent on that day; why is not recorded."""
    day = timezone.localdate(starts_at)
    if counsellor is None or not Absence.objects.standing().filter(counsellor=counsellor, day=day).exists():
        return None
    return Text("{who} ist am {day} nicht da.", "{who} is absent on {day}.").filled(
        who=counsellor, day=_said("j. F Y", "j M Y", day)
    )


def not_offered(starts_at: datetime, minutes: int, counsellor: User | None) -> Text | None:
    """That the counsellor offers times, and this is none of them."""
    end = end_of(starts_at, minutes)
    if counsellor is None or offers_between([counsellor.id], starts_at, end).covers(counsellor.id, starts_at, end):
        return None
    return Text("{who} bietet diese Zeit nicht an.", "{who} does not offer this time.").filled(who=counsellor)


def over(starts_at: datetime) -> Text | None:
    """That it lies in the past: whoever enters it afterwards means it, whoever mistyped the day does not."""
    if starts_at >= timezone.now():
        return None
    return Text(
        "Diese Zeit ist vorbei: {day}. Zum Nachtragen stimmt das, sonst prüfen Sie bitte Tag und Uhrzeit.",
        "This time is over: {day}. That is right for entering it afterwards; else please check day and time.",
    ).filled(day=moment(starts_at))


def unusual(starts_at: datetime, minutes: int, counsellor: User | None, opening: Opening) -> Text | None:
    """Whatever of these comes first."""
    return (
        closed(starts_at, minutes, opening)
        or away(starts_at, counsellor)
        or not_offered(starts_at, minutes, counsellor)
    )


def _clock(at: time) -> str:
    """ "8", or "8:30" """
    return f"{at.hour}:{at.minute:02}" if at.minute else str(at.hour)


def _said(german: str, english: str, day: date) -> Text:
    found = []
    for language, form in (("de", german), ("en", english)):
        with translation.override(language):
            found.append(str(date_format(day, form)))
    return Text(*found)
