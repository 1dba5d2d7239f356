"""The figures and limits that a plan names."""

from collections.abc import Iterable
from typing import Any

from perspektiv.indicators import CATALOGUE, Period
from perspektiv.language import Text
from perspektiv.report.plan.faults import Faults, meant
from perspektiv.report.plan.model import Limit, Pairs, Share, Wish
from perspektiv.report.plan.source import Place

MERGED = ("centre", "segment", "gender")
BREAKDOWNS = (*MERGED, "year", "quarter", "month")

INDICATOR = Text("Die Kennzahl „{name}“ gibt es nicht.{meant}", "There is no indicator “{name}”.{meant}")
BREAKDOWN = Text("Eine Aufteilung nach „{name}“ gibt es nicht.{meant}", "There is no breakdown by “{name}”.{meant}")
NO_MERGE = Text("Nach „{name}“ lässt sich nicht zusammenfassen.{meant}", "“{name}” cannot be merged.{meant}")
THREE = Text(
    "Eine Kennzahl lässt sich nach höchstens zwei Merkmalen zugleich aufteilen.",
    "An indicator can be broken down by two features at most.",
)
NAME = Text(
    "„{name}“ taugt nicht als Name. Erlaubt sind kleine Buchstaben, Ziffern und Unterstriche.",
    "“{name}” is no usable name. Small letters, digits and underscores are allowed.",
)
INCOMPLETE = Text("Eine Kennzahl braucht „indicator“.", "A figure needs “indicator”.")
DERIVED = Text(
    "Ein abgeleiteter Anteil braucht „part“ und „of“ und sonst nichts.",
    "A derived share needs “part” and “of” and nothing else.",
)
PART = Text(
    "Die Kennzahl „{name}“ steht nicht unter [figures].{meant}", "The figure “{name}” is not under [figures].{meant}"
)


def known_indicator(name: str, place: Place, faults: Faults) -> bool:
    """Whether the catalogue has the indicator; notes the fault if not."""
    if name not in CATALOGUE:
        faults.add(place, INDICATOR, fragment=name, name=name, meant=meant(name, CATALOGUE))
        return False
    return True


def known_breakdowns(names: Iterable[str], place: Place, faults: Faults) -> None:
    """Notes breakdowns that do not exist."""
    names = list(names)
    for name in names:
        if name not in BREAKDOWNS:
            faults.add(place, BREAKDOWN, name=name, meant=meant(name, BREAKDOWNS))
    if len(names) > 2:
        faults.add(place, THREE)


def known_merges(names: Iterable[str], faults: Faults) -> None:
    """Notes merges of what has no groups to merge."""
    for name in names:
        if name not in MERGED:
            faults.add(("merge", name), NO_MERGE, fragment=name, name=name, meant=meant(name, MERGED))


def pairs(by: dict[str, str]) -> Pairs:
    """A row of a breakdown in its one order."""
    return tuple(sorted(by.items()))


def _named(name: str, place: Place, faults: Faults) -> None:
    if not name.replace("_", "a").isalnum() or not name.isascii() or name != name.lower():
        faults.add(place, NAME, name=name)


def limit_of(name: str, table: dict[str, Any], place: Place, faults: Faults) -> Limit:
    """A limit and what it was set for."""
    _named(name, place, faults)
    indicators = (table["for"],) if isinstance(table["for"], str) else tuple(table["for"])
    for indicator in indicators:
        known_indicator(indicator, (*place, "for"), faults)
    return Limit(name, float(table["value"]), table["name"], indicators, table.get("source", ""), place)


def wish_of(name: str, table: dict[str, Any], period: Period, place: Place, faults: Faults) -> Wish:
    """A figure: an indicator, its period, its row."""
    _named(name, place, faults)
    by = table.get("by", {})
    if "indicator" not in table:
        faults.add(place, INCOMPLETE)
    else:
        known_indicator(table["indicator"], (*place, "indicator"), faults)
    known_breakdowns(by, place, faults)
    return Wish(name, table.get("indicator", ""), period, pairs(by), place)


def share_of(name: str, table: dict[str, Any], place: Place, known: Iterable[str], faults: Faults) -> Share:
    """A derived share: some figures of the plan as a share of another."""
    _named(name, place, faults)
    if table.keys() != {"part", "of"}:
        faults.add(place, DERIVED)
    part = table.get("part", [])
    parts = (part,) if isinstance(part, str) else tuple(part)
    for figure in (*parts, table.get("of", "")):
        if figure and figure not in known:
            faults.add(place, PART, fragment=figure, name=figure, meant=meant(figure, known))
    return Share(name, parts, table.get("of", ""), place)
