"""The catalogue of indicators as text and as data."""

from typing import Any

from perspektiv.indicators import CATALOGUE, Indicator
from perspektiv.language import Text

FIELDS = {
    "counts": Text("Gezählt werden", "Counts"),
    "formula": Text("Zähler / Nenner", "Numerator / denominator"),
    "dated_by": Text("Zeitraum gilt für", "Period applies to"),
    "excluded": Text("Nicht gezählt", "Left out"),
}
BREAKDOWNS = Text("Aufteilung", "Breakdowns")


def catalogue_text() -> str:
    """Every definition, one paragraph each."""
    return "\n\n".join(_entry(indicator) for indicator in CATALOGUE.values())


def _entry(indicator: Indicator) -> str:
    lines = [f"{indicator.name} – {indicator.title}"]
    lines += [f"  {head}: {getattr(indicator, name)}" for name, head in FIELDS.items()]
    lines.append(f"  {BREAKDOWNS}: {', '.join(indicator.breakdowns)}")
    return "\n".join([*lines, f"  {indicator.paragraph}"])


def catalogue_data() -> list[dict[str, Any]]:
    """Every definition with its texts in both languages."""
    texts = ("title", *FIELDS, "paragraph")
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
