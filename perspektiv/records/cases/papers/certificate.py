"""The certificate of attendance: content, extent and goal of what a person took part in (AZAV § 2)."""

from collections.abc import Sequence
from datetime import date

from django.utils import translation

from perspektiv.records.cases.models import Participation
from perspektiv.records.cases.papers.setting import day, period, set_paper


def certificate(participation: Participation, *, units_held: int, minutes: int, days: Sequence[date]) -> bytes:
    """A PDF. Who holds the appointments tells what was attended: the units held, their minutes together, their days."""
    segment, person = participation.segment, participation.participant
    with translation.override("de"):
        setting = {"individual": "Einzelberatung", "group": "Gruppe"}[segment.setting]
    rows = [
        ("Angebot", segment.name),
        ("Form", setting),
        ("Zeitraum", _period(participation, days)),
        ("Umfang", extent(units_held, minutes)),
        ("Inhalt", segment.content),
        ("Ziel", segment.goal),
        ("Rechtsgrundlage", segment.legal_basis),
        ("Termine", " · ".join(day(one) for one in sorted(set(days)))),
    ]
    return set_paper(
        "certificate.typ",
        centre=participation.centre,
        title="Teilnahmebescheinigung",
        kind="Bescheinigung",
        data={
            "name": str(person),
            "born": f"geboren am {day(person.birth_date)}" if person.birth_date else "",
            "rows": [row for row in rows if row[1]],
        },
    )


def extent(units: int, minutes: int) -> str:
    """
    >>> extent(3, 225)
    '3 Beratungseinheiten, zusammen 3 Stunden und 45 Minuten'
    >>> extent(1, 60)
    '1 Beratungseinheit, zusammen 1 Stunde'
    """
    hours, rest = divmod(minutes, 60)
    parts = [_counted(hours, "Stunde", "Stunden"), _counted(rest, "Minute", "Minuten")]
    return f"{_counted(units, 'Beratungseinheit', 'Beratungseinheiten')}, zusammen {' und '.join(filter(None, parts))}"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number}\xa0{one if number == 1 else many}" if number else ""


def _period(participation: Participation, days: Sequence[date]) -> str:
    last = participation.ended_on
    return period(min([participation.started_on, *days]), last and max([last, *days]))
