"""What every made-up centre offers and asks: segments, reasons of early endings, questionnaires and their items."""

from __future__ import annotations

from dataclasses import dataclass

MARK = "bsp"
"""Begins every key of the example: a row that was copied out of it still shows that it is made up (Beispiel)."""


@dataclass(frozen=True)
class Segment:
    """A segment; ``units`` are the due units of a usual participation: mean and spread."""

    key: str
    name: str
    surveyed: bool
    units: tuple[float, float]
    missing: float
    """How often its appointments are missed, against the average of 1."""
    setting: str = "individual"
    valid_from: str = "2015-01-01"
    valid_to: str | None = None


INTAKE, REVIEW, ORIENTATION, SEARCH, COACHING, BASICS = (
    "intake",
    "review",
    "orientation",
    "search",
    "coaching",
    "basics",
)
BASICS_UNTIL = "2018-06-30"
"""Basics is of the past: its last participation has ended by then."""
SEGMENTS = (
    Segment(INTAKE, "Einstiegsberatung", True, (6.3, 1.7), 1.10),
    Segment(REVIEW, "Persönliche und berufliche Standortbestimmung", True, (8.7, 2.2), 1.0),
    Segment(ORIENTATION, "Berufliche Orientierung", True, (7.6, 2.1), 0.95),
    Segment(SEARCH, "Stellensuche", True, (10.2, 2.6), 0.85),
    Segment(COACHING, "Coaching nach Beschäftigungsaufnahme", True, (12.6, 3.0), 0.6),
    Segment(BASICS, "Basiskompetenzen für Arbeit", False, (7.0, 1.8), 1.2, "group", valid_to=BASICS_UNTIL),
)


@dataclass(frozen=True)
class Reason:
    key: str
    name: str
    valuation: str
    influenceable: bool
    among_early: int
    """How many of the 152 early endings of the reference had it; 52 of them valued positive."""


WORK, QUALIFICATION = f"{MARK}-arbeit", f"{MARK}-qualifizierung"
CONTACT_LOST, NO_WISH = f"{MARK}-kontakt", f"{MARK}-wunsch"
REASONS = (
    Reason(WORK, "Arbeit aufgenommen", "positive", True, 23),
    Reason(QUALIFICATION, "Qualifizierung begonnen", "positive", True, 13),
    Reason(f"{MARK}-gesundheit", "Gesundheit hat bewusst Vorrang", "positive", False, 16),
    Reason(f"{MARK}-umzug", "Umzug oder Ende des Leistungsbezugs", "neutral", False, 12),
    Reason(f"{MARK}-familie", "Aufgaben in der Familie", "neutral", False, 16),
    Reason(CONTACT_LOST, "Kein Kontakt mehr", "negative", True, 48),
    Reason(NO_WISH, "Möchte nicht weitermachen", "negative", True, 24),
)


@dataclass(frozen=True)
class Item:
    key: str
    scale: str
    reversed: bool = False


@dataclass(frozen=True)
class Instrument:
    """A questionnaire whose items share one range and its thresholds."""

    key: str
    name: str
    purpose: str
    lowest: int
    highest: int
    positive_from: int | None
    items: tuple[Item, ...]
    stable_from: int | None = None
    version: int = 1
    anonymous: bool = False


IMPROVEMENT = Instrument(
    f"{MARK}-verbesserung",
    "Was sich verbessert hat (erfundene Antworten)",
    "improvement",
    lowest=1,  # 1 worse, 2 unchanged and bad, 3 stable and good, 4 better, 5 much better
    highest=5,
    positive_from=4,
    stable_from=3,
    items=(Item("haltung", "Haltung"), Item("verhalten", "Verhalten"), Item("lebenslage", "Lebenssituation")),
)
QUALITY = Instrument(
    f"{MARK}-qualitaet",
    "Güte der Beratung (erfundene Antworten)",
    "quality",
    lowest=1,
    highest=5,
    positive_from=4,
    items=(
        Item("geachtet", "Beziehung"),
        Item("themen", "Themenwahl"),
        Item("vorgehen", "Arbeitsweise"),
        Item("insgesamt", "Zufriedenheit"),
        Item("ablauf", "Organisation"),
    ),
)
CLOSING = Instrument(
    f"{MARK}-abschluss",
    "Güte des Abschlussgesprächs (erfundene Antworten)",  # asked after it, the others before
    "quality",
    lowest=1,
    highest=5,
    positive_from=4,
    items=(Item("abschluss", "Abschlussgespräch"),),
)
SATISFACTION_ITEMS = (
    Item("empfang", "Rahmen"),
    Item("raeume", "Rahmen"),
    Item("erreichbar", "Rahmen"),
    Item("beratung", "Beratung"),
)
SATISFACTION = Instrument(
    f"{MARK}-zufrieden-1",
    "Kundenzufriedenheit, Fassung 1 (erfundene Antworten)",
    "satisfaction",
    lowest=1,
    highest=4,
    positive_from=3,
    items=SATISFACTION_ITEMS,
    anonymous=True,
)
SATISFACTION_2 = Instrument(
    f"{MARK}-zufrieden-2",
    "Kundenzufriedenheit, Fassung 2 (erfundene Antworten)",
    "satisfaction",
    lowest=1,
    highest=5,
    positive_from=4,
    items=(*SATISFACTION_ITEMS, Item("weiter", "Beratung")),
    version=2,
    anonymous=True,
)
SATISFACTION_2_FROM = "2017-01-01"
SESSION = Instrument(
    f"{MARK}-sitzung",
    "Nach dem Gespräch (erfundene Antworten)",
    "session",
    lowest=0,
    highest=10,
    positive_from=7,
    items=(Item("verstanden", "Gespräch"), Item("passend", "Gespräch"), Item("hilfreich", "Gespräch")),
)
INSTRUMENTS = (IMPROVEMENT, QUALITY, CLOSING, SATISFACTION, SATISFACTION_2, SESSION)
SELF_EVALUATION = Instrument(
    f"{MARK}-selbst",
    "Was traue ich mir zu? (erfundene Antworten)",
    "self_evaluation",
    lowest=1,
    highest=5,
    positive_from=None,
    items=(
        Item("schwieriges", "Zutrauen"),
        Item("ausweg", "Zutrauen"),
        Item("aufgeben", "Zutrauen", reversed=True),
        Item("ruhe", "Zutrauen"),
        Item("staerken", "Können"),
        Item("bewerben", "Können"),
        Item("entscheiden", "Können"),
        Item("zugehen", "Können"),
    ),
)
"""Only in packages of version 2: without scales nobody could judge what changed."""
MEASURES = ("Weiterbildung", "Sprachkurs", "Arbeitsgelegenheit", "Ehrenamt mit Begleitung", "Gesundheitskurs")
