"""The figures of a package that a list of published figures asks for: each period is computed once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from perspektiv.errors import Refused
from perspektiv.indicators import CATALOGUE, Figure, Period, figures
from perspektiv.language import Text
from perspektiv.package import Package
from perspektiv.report.verify.entries import Entry

Breakdown = tuple[str, ...]
_Row = tuple[Period, str, frozenset[tuple[str, str]]]

_UNKNOWN = Text(
    "Die Kennzahl „{name}“ gibt es nicht. Alle nennt: perspektiv catalogue.",
    "There is no indicator “{name}”. See them all with: perspektiv catalogue.",
)
_NO_ROW = Text("Das Datenpaket hat keine Zeile für {by}.", "The data package has no row for {by}.")


@dataclass
class Recomputed:
    """What the package gives, and why it does not give the rest."""

    rows: dict[_Row, Figure] = field(default_factory=dict)
    reasons: dict[tuple[Period, str, Breakdown], Text] = field(default_factory=dict)

    def figure(self, period: Period, indicator: str, by: Mapping[str, str]) -> Figure | Text:
        """The figure, or the sentence why there is none."""
        found = self.rows.get((period, indicator, frozenset(by.items())))
        if found:
            return found
        if indicator not in CATALOGUE:
            return _UNKNOWN.filled(name=indicator)
        reason = self.reasons.get((period, indicator, tuple(sorted(by))))
        return reason or _NO_ROW.filled(by=", ".join(f"{name} = {value}" for name, value in by.items()))


def recomputed(package: Package, entries: Iterable[Entry], totals: Iterable[str] = ()) -> Recomputed:
    """Every figure that the entries need, and these totals in each of their periods."""
    asked: dict[Period, dict[Breakdown, set[str]]] = {}
    for entry in entries:
        period = asked.setdefault(entry.period, {(): set(totals)})
        for breakdown in entry.breakdowns:
            period.setdefault(breakdown, set()).add(entry.indicator)
    answer = Recomputed()
    for period_, breakdowns in asked.items():
        for breakdown, names in breakdowns.items():
            _compute(answer, package, period_, breakdown, sorted(names & CATALOGUE.keys()))
    return answer


def _compute(answer: Recomputed, package: Package, period: Period, breakdown: Breakdown, names: list[str]) -> None:
    try:
        made = figures(package, period, breakdowns=[breakdown], names=names).figures if names else ()
    except Refused as refused:
        if len(names) == 1:
            answer.reasons[period, names[0], breakdown] = refused.sentence
        for name in names if len(names) > 1 else ():  # one of them is impossible: the others are not to suffer for it
            _compute(answer, package, period, breakdown, [name])
        return
    answer.rows.update({(period, row.indicator, frozenset(row.by.items())): row for row in made})
