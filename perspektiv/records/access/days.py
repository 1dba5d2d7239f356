"""One form of days and times in each language, everywhere: "26. November 2026, 14:30" and "26 Nov 2026, 14:30"."""

from datetime import date

from django.utils.translation import get_language

from perspektiv.language import Text

ENGLISH = (("d.m.Y", "j M Y"), ("j. F", "j M"), ("j. N", "j M"), ("j.", "j"))
"""What a form written for German days becomes."""


def form_of(form: str) -> str:
    """A form of Django's, as pages write it for German days, for the user's language.

    >>> from django.utils import translation
    >>> with translation.override("en"):
    ...     form_of("l, j. F Y, H:i")
    'l, j M Y, H:i'
    """
    if get_language() != "en":
        return form
    for german, english in ENGLISH:
        form = form.replace(german, english)
    return form


MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
"""Whatever language the system speaks."""


def in_figures(day: date) -> Text:
    """A day in a sentence.

    >>> in_figures(date(2026, 11, 6))
    Text(de='06.11.2026', en='6 Nov 2026')
    """
    return Text(f"{day:%d.%m.%Y}", f"{day.day} {MONTHS[day.month - 1]} {day.year}")


def month_of(name: str) -> int:
    """The number of a month by its English name or the beginning of it; 0 where it is none.

    >>> month_of("March"), month_of("mar"), month_of("Mond")
    (3, 3, 0)
    """
    short = name[:3].capitalize()
    return MONTHS.index(short) + 1 if short in MONTHS else 0
