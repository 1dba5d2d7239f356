"""What every paper of a file has in common: its centre, its kind, German dates, and the mark of made-up people."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from django.utils import timezone, translation
from django.utils.formats import date_format

from perspektiv.paper import set_pdf
from perspektiv.records.access.models import Centre

TEMPLATES = Path(__file__).parent / "typst"


def set_paper(template: str, *, centre: Centre, title: str, kind: str, data: Mapping[str, object]) -> bytes:
    """The template, filled. Papers are German: they go to offices, and are signed."""
    common = {
        "centre": centre.name,
        "title": title,
        "kind": kind,
        "note": f"Erstellt am {day(timezone.localdate())} mit Perspektiv",
        "made_up": "Beispieldaten: alle Personen sind erfunden" if centre.made_up else "",
    }
    return set_pdf(TEMPLATES, template, {**common, **data})


def period(first: date, last: date | None) -> str:
    """
    >>> period(date(2026, 6, 8), None)
    'seit 8.\xa0Juni 2026'
    >>> period(date(2026, 6, 8), date(2026, 6, 8))
    '8.\xa0Juni 2026'
    """
    if last is None:
        return f"seit {day(first)}"
    return day(first) if first == last else f"{day(first)} bis {day(last)}"


def day(on: date) -> str:
    """
    >>> day(date(2026, 6, 8))
    '8.\xa0Juni 2026'
    """
    with translation.override("de"):
        return date_format(on, "j.\xa0F Y")
