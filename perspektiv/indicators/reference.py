"""The reference pages, written from the definitions: ``python -m perspektiv.indicators.reference`` renews them all.

Run in a checkout: the pages stand in ``docs/reference/``, the drawn cases in ``tests/spec/``.
"""

import re
from pathlib import Path

from perspektiv.indicators.catalogue import CATALOGUE
from perspektiv.indicators.indicator import Indicator
from perspektiv.indicators.limits import DIMENSION
from perspektiv.language import Text
from perspektiv.schema.reference import tables_page

PAGES = Path("docs/reference")
CASES = Path("tests/spec")

INTRODUCTION = """# Die Kennzahlen · The indicators

Diese Seite ist aus dem Katalog erzeugt (`perspektiv catalogue`). Wie gezählt wird, zeigt die
[Spezifikation](specification.md) an kleinen Tabellen. Der Zeitraum schließt beide Tage ein; Tage sind Tage in
Europe/Berlin. Quoten bleiben als Zähler und Nenner genau; gerundet wird erst im Druck, halbe Stellen von null weg.

This page is made from the catalogue (`perspektiv catalogue`). The [specification](specification.md) shows on small
tables how things are counted. A period includes both its days; days are days in Europe/Berlin. Ratios stay exact as
numerator and denominator; they are rounded only in print, half away from zero.
"""
UNITS = {
    "count": Text("Anzahl", "count"),
    "share": Text("Anteil", "share"),
    "units": Text("Einheiten", "units"),
    "days": Text("Tage", "days"),
    "eur": Text("Euro", "euros"),
    "hours": Text("Stunden je Woche", "hours a week"),
    "fte": Text("Vollzeitstellen", "full-time positions"),
}
INTERVALS = {
    None: Text("–", "–"),
    "wilson": Text("95 %, nach Wilson", "95 %, Wilson's"),
    "clustered": Text("95 %, nach Personen gebündelt", "95 %, clustered by person"),
    "standard error": Text("95 %, ±1,96 Standardfehler", "95 %, ±1.96 standard errors"),
}
NO_BOUNDS = Text("–", "–")
ASKED_BOUNDS = Text(
    "als hätten alle, die nicht antworteten, am ungünstigsten oder am günstigsten geantwortet",
    "as if all who did not answer had answered worst or best",
)
UNKNOWN_BOUNDS = Text(
    "als hätte niemand oder jede Person begonnen, von der es unbekannt ist; keine, wenn nie nachgefragt wurde",
    "as if none or all of those had started of whom it is unknown; none where nobody was ever asked",
)
MATURES = Text(
    "vorläufig, solange sechs Monate nach dem Ende des Zeitraums nicht vorbei sind",
    "provisional until six months after the end of the period are over",
)
SETTLED = Text("sofort", "at once")


def indicators_page() -> str:
    """Every indicator of the catalogue as Markdown."""
    return "\n".join([INTRODUCTION, *(_section(indicator) for indicator in CATALOGUE.values())])


def _section(indicator: Indicator) -> str:
    rows = {
        Text("Gezählt werden", "Counted"): indicator.counts,
        Text("Rechnung", "Formula"): indicator.formula,
        Text("Der Zeitraum gilt für", "The period applies to"): indicator.dated_by,
        Text("Nicht dabei", "Left out"): indicator.excluded,
        Text("Einheit", "Unit"): UNITS[indicator.unit],
        Text("Unsicherheit", "Uncertainty"): INTERVALS[indicator.interval],
        Text("Grenzen", "Bounds"): _bounds(indicator),
        Text("Endgültig", "Final"): MATURES if indicator.matures else SETTLED,
        Text("Aufteilbar nach", "Breakdowns"): _breakdowns(indicator),
    }
    table = "\n".join(f"| {name.de} · {name.en} | {told.de} | {told.en} |" for name, told in rows.items())
    parts = (
        f"## `{indicator.name}`",
        f"**{indicator.title.de} · {indicator.title.en}**",
        f"| | Deutsch | English |\n|---|---|---|\n{table}",
        *indicator.paragraph,
    )
    return "\n\n".join(parts) + "\n"


def _bounds(indicator: Indicator) -> Text:
    if indicator.bounds is None:
        return NO_BOUNDS
    return ASKED_BOUNDS if indicator.bounds.asked else UNKNOWN_BOUNDS


def _breakdowns(indicator: Indicator) -> Text:
    names = [DIMENSION[dimension] for dimension in indicator.breakdowns]
    return Text(", ".join(name.de for name in names), ", ".join(name.en for name in names))


def specification_page(cases: Path = CASES) -> str:
    """The drawn cases as one page, in the order in which their introduction names the topics."""
    introduction = (cases / "README.md").read_text(encoding="utf-8")
    topics = [(cases / name).read_text(encoding="utf-8") for name in re.findall(r"\]\((\w+\.md)\)", introduction)]
    anchors = re.sub(r"\[([^]]+)\]\(\w+\.md\)", lambda found: found[1], introduction)
    return "\n".join([anchors, *(re.sub(r"^#", "##", topic, flags=re.MULTILINE) for topic in topics)])


def pages() -> dict[str, str]:
    """Every generated page by its file name."""
    return {
        "tables.md": tables_page(),
        "indicators.md": indicators_page(),
        "specification.md": specification_page(),
    }


def write(folder: Path = PAGES) -> None:
    """Renews the pages."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in pages().items():
        (folder / name).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    write()
