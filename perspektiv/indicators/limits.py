"""Which figures cannot be had, and why: refused with a sentence, never answered with wrong rows."""

from perspektiv.indicators.counting import Breakdown
from perspektiv.indicators.family import (
    ALLIANCE,
    BOOKED,
    BOOKINGS,
    BUDGET,
    COMPARISONS,
    EXITS,
    SATISFACTION,
    SLOTS,
    STAFF,
    WAITING,
)
from perspektiv.indicators.indicator import Indicator
from perspektiv.indicators.period import Period
from perspektiv.indicators.question import tables_of
from perspektiv.language import Text
from perspektiv.schema import KNOWN

DIMENSION = {
    "centre": Text("Zentrum", "centre"),
    "segment": Text("Segment", "segment"),
    "gender": Text("Geschlecht", "gender"),
    "year": Text("Jahr", "year"),
    "quarter": Text("Quartal", "quarter"),
    "month": Text("Monat", "month"),
}
REASONS = {
    EXITS: Text(
        "ein Austritt gehört zur Person, die das Zentrum verlässt, nicht zu einem Segment",
        "an exit belongs to the person who leaves the centre, not to a segment",
    ),
    SATISFACTION: Text(
        "die Befragung ist anonym; bekannt sind nur Zentrum und Quartal",
        "the survey is anonymous; only centre and quarter are known",
    ),
    WAITING: Text(
        "ein Zugang gehört zur Person, die noch in keinem Segment ist",
        "a way in belongs to the person, who is in no segment yet",
    ),
    SLOTS: Text(
        "angebotene Zeiten gehören zu einem Zentrum und einem Tag, nicht zu Personen",
        "offered times belong to a centre and a day, not to persons",
    ),
    BOOKINGS: Text(
        "Buchungen gehören zu einem Zentrum und einem Tag, nicht zu Personen",
        "bookings belong to a centre and a day, not to persons",
    ),
    BUDGET: Text(
        "ein Budget gilt für ein Zentrum und ein ganzes Haushaltsjahr",
        "a budget is for a centre and a whole budget year",
    ),
    STAFF: Text(
        "Stellen gehören zu einem Zentrum und gelten am letzten Tag des Zeitraums",
        "positions belong to a centre and hold on the last day of the period",
    ),
}
CANNOT = Text("nicht nach {dimension} möglich: {reason}", "not possible by {dimension}: {reason}")
WHOLE_YEARS_ONLY = Text(
    "nur für ganze Haushaltsjahre möglich, also für einen Zeitraum vom 1. Januar bis zum 31. Dezember",
    "only possible for whole budget years, that is for a period from 1 January to 31 December",
)
NOT_PUBLIC = Text(
    "nicht nach {dimension} veröffentlicht: gegeneinander geschützt sind nur die Tabellen nach einem Merkmal, nach "
    "Segment und Geschlecht, und nach Zentrum und einem weiteren",
    "not published by {dimension}: only the tables by one thing, by segment and gender, and by centre and one more are "
    "protected against each other",
)
INTERNAL = {
    BOOKED: Text(
        "nicht veröffentlicht: neben den fälligen Terminen verriete die Zahl der erinnerten kleine Zellen",
        "not published: beside the appointments due, the number of those reminded of would tell small cells",
    ),
    WAITING: Text(
        "nicht veröffentlicht: neben den Eintritten verrieten Wartezeiten in kleinen Zellen Tage einzelner Personen",
        "not published: beside the entries, waiting times in small cells would tell the days of single persons",
    ),
    SLOTS: Text(
        "nicht veröffentlicht: angebotene Zeiten zeigen, wie viel einzelne Beratende arbeiten",
        "not published: offered times show how much single counsellors work",
    ),
    COMPARISONS: Text(
        "nicht veröffentlicht: so wenige antworten vorher und nachher, dass kleine Zellen oft Einzelne zeigten",
        "not published: so few answer before and after that small cells would often show single persons",
    ),
    ALLIANCE: Text(
        "nicht veröffentlicht: Rückmeldungen nach Gesprächen sind für Beratende und Teilnehmende, damit offen "
        "geantwortet wird",
        "not published: responses after talks are for counsellors and participants, so that answers stay open",
    ),
}
"""Families that no linked set protects: for the centre itself only."""
NOT_COLLECTED = Text("in diesem Paket nicht erhoben ({tables})", "not collected in this package ({tables})")
PUBLIC_PAIRS = (frozenset({"segment", "gender"}),)


def why_not(indicator: Indicator, breakdown: Breakdown, period: Period, *, public: bool) -> Text | None:
    """Why an indicator cannot be had in a breakdown, as half a sentence; None if it can."""
    for dimension in breakdown:
        if dimension not in indicator.dimensions:
            return CANNOT.filled(dimension=DIMENSION[dimension], reason=REASONS[indicator.family])
    if indicator.family is BUDGET and not period.whole_years:
        return WHOLE_YEARS_ONLY
    if public and indicator.family in INTERNAL:
        return INTERNAL[indicator.family]
    if public and indicator.family not in (BOOKINGS, BUDGET, STAFF) and not is_public(breakdown):
        return NOT_PUBLIC.filled(dimension=_together(breakdown))
    return None


def not_collected(indicator: Indicator, tables: frozenset[str]) -> Text | None:
    """The same for an indicator over tables that the package does not collect: no value, which is not nought."""
    if not tables:
        return None
    lacking = [
        table
        for table in KNOWN
        if table.resource in tables and any(table.resource in tables_of(family.fact) for family in indicator.families)
    ]
    if not lacking:
        return None
    return NOT_COLLECTED.filled(tables=", ".join(table.resource for table in lacking))


def is_public(breakdown: Breakdown) -> bool:
    """Whether a breakdown is one of the tables that disclosure control protects against each other."""
    return len(breakdown) < 2 or "centre" in breakdown or frozenset(breakdown) in PUBLIC_PAIRS


def _together(breakdown: Breakdown) -> Text:
    return Text(
        " und ".join(DIMENSION[d].de for d in breakdown),
        " and ".join(DIMENSION[d].en for d in breakdown),
    )
