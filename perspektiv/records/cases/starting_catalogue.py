"""The catalogue that a new centre starts with: the reference centre's six segments, and reasons for early endings.

Everything can be changed afterwards, as a new version. Names are content, not interface: they are in German.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from perspektiv.records.access.models import Centre
from perspektiv.records.access.trail import Actor
from perspektiv.records.cases.actions.catalogue import (
    ReasonContent,
    SegmentContent,
    add_reason,
    add_segment,
    limit,
)
from perspektiv.records.cases.models import EndingReason, Segment

LAW = "§ 16 Abs. 1 SGB II in Verbindung mit § 45 SGB III"
BASICS_UNTIL = date(2018, 6, 30)

SEGMENTS: dict[str, SegmentContent] = {
    "intake": {
        "name": "Einstiegsberatung",
        "letters": "EB",
        "planned_units": 6,
        "content": "Anliegen und Lebenslage klären, den eigenen Auftrag formulieren, erste Schritte vereinbaren.",
        "goal": "Ein eigener Auftrag und ein nächster Schritt.",
    },
    "review": {
        "name": "Persönliche und berufliche Standortbestimmung",
        "letters": "SB",
        "planned_units": 9,
        "content": "Stärken, Erfahrungen und Werte sichten, die eigene Lage einschätzen.",
        "goal": "Ein Bild der eigenen Stärken und Möglichkeiten.",
    },
    "orientation": {
        "name": "Berufliche Orientierung",
        "letters": "BO",
        "planned_units": 8,
        "content": "Berufe und Wege kennenlernen, Ziele prüfen, Entscheidungen vorbereiten.",
        "goal": "Ein berufliches Ziel, das zur Person passt.",
    },
    "basics": {
        "name": "Basiskompetenzen für Arbeit",
        "letters": "BK",
        "planned_units": 7,
        "setting": Segment.Setting.GROUP,
        "content": "Lernen, Zusammenarbeit und Alltag in der Arbeitswelt üben.",
        "goal": "Sicherheit in dem, was Arbeit im Alltag verlangt.",
    },
    "search": {
        "name": "Stellensuche",
        "letters": "ST",
        "planned_units": 10,
        "prerequisites": "Ein berufliches Ziel steht fest.",
        "content": "Stellen finden, Bewerbungen erarbeiten, Vorstellungsgespräche vorbereiten.",
        "goal": "Eine passende Arbeit oder Ausbildung.",
    },
    "coaching": {
        "name": "Coaching nach Beschäftigungsaufnahme",
        "letters": "CO",
        "planned_units": 12,
        "legal_basis": "§ 16g SGB II",
        "prerequisites": "Die Person hat eine Arbeit oder Ausbildung begonnen.",
        "content": "Den Einstieg in die Arbeit begleiten und Schwierigkeiten früh besprechen.",
        "goal": "Eine Arbeit, die bleibt.",
    },
}
"""By key in data packages, in the order of the path."""


@dataclass(frozen=True)
class Reason:
    key: str
    content: ReasonContent


def _reason(key: str, name: str, valuation: EndingReason.Valuation, influenceable: bool) -> Reason:
    is_work = key == "work"
    return Reason(key, {"name": name, "valuation": valuation, "influenceable": influenceable, "is_work": is_work})


_GOOD, _EVEN, _BAD = EndingReason.Valuation.POSITIVE, EndingReason.Valuation.NEUTRAL, EndingReason.Valuation.NEGATIVE
REASONS = (
    _reason("work", "Arbeit aufgenommen", _GOOD, True),
    _reason("training", "Ausbildung oder Qualifizierung begonnen", _GOOD, True),
    _reason("health_first", "Gesundheit hat bewusst Vorrang", _GOOD, False),
    _reason("moved", "Umzug oder Ende des Leistungsbezugs", _EVEN, False),
    _reason("family", "Aufgaben in der Familie", _EVEN, False),
    _reason("contact_lost", "Kein Kontakt mehr", _BAD, True),
    _reason("no_wish", "Möchte nicht weitermachen", _BAD, True),
)


@transaction.atomic
def ship_catalogue(*, by: Actor, centre: Centre) -> None:
    """Adds what the centre does not have yet; nothing that is there is touched."""
    segments = set(Segment.objects.filter(centre=centre).values_list("key", flat=True))
    for position, (key, content) in enumerate(SEGMENTS.items(), start=1):
        if key not in segments:
            whole: SegmentContent = {"legal_basis": LAW, **content, "position": position, "surveyed": key != "basics"}
            segment = add_segment(by=by, centre=centre, key=key, **whole)
            if key == "basics":
                limit(by=by, entry=segment, version=segment.version, valid_to=BASICS_UNTIL)
    reasons = set(EndingReason.objects.filter(centre=centre).values_list("key", flat=True))
    for reason in REASONS:
        if reason.key not in reasons:
            add_reason(by=by, centre=centre, key=reason.key, **reason.content)


def letters_of(key: str, name: str) -> str:
    """Two letters for a segment that comes in a package without any: the shipped ones, else from its name."""
    if key in SEGMENTS:
        return SEGMENTS[key]["letters"]
    words = [word for word in name.split() if word[:1].isupper()]
    return ("".join(word[0] for word in words[:2]) if len(words) > 1 else name[:2]).upper()
