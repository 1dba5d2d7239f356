"""The catalogue of indicators as text and as data."""

from typing import Any

from perspektiv.indicators import CATALOGUE, Indicator
from perspektiv.language import Text

FIELDS = (
    (Text("Gezählt werden", "Counts"), lambda i: i.counts),
    (Text("Zähler / Nenner", "Numerator / denominator"), lambda i: i.formula),
    (Text("Zeitraum gilt für", "Period applies to"), lambda i: i.dated_by),
    (Text("Nicht gezählt", "Left out"), lambda i: i.excluded),
)
BREAKDOWNS = Text("Aufteilung", "Breakdowns")


def catalogue_text() -> str:
    """Every definition, one paragraph each."""
    return "\n\n".join(_entry(indicator) for indicator in CATALOGUE.values())


def _entry(indicator: Indicator) -> str:
    lines = [f"{indicator.name} – {indicator.title}"]
    lines += [f"  {head}: {value(indicator)}" for head, value in FIELDS]
    lines.append(f"  {BREAKDOWNS}: {', '.join(indicator.breakdowns)}")
    return "\n".join([*lines, f"  {indicator.paragraph}"])


def catalogue_data() -> list[dict[str, Any]]:
    """Every definition with its texts in both languages."""
    texts = ("title", "counts", "formula", "dated_by", "excluded", "paragraph")
    return [
        {
            "name": indicator.name,
            "unit": indicator.unit,
            "counted": indicator.counted,
            "interval": indicator.interval,
            "breakdowns": indicator.breakdowns,
            **{name: getattr(indicator, name)._asdict() for name in texts},
        }
        for indicator in CATALOGUE.values()
    ]
