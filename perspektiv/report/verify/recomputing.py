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


def recomputed(package: Package, entries: Iterable[Entry]) -> Recomputed:
    """Every figure that the entries need, and the totals of their periods."""
    asked: dict[Period, set[Breakdown]] = {}
    for entry in entries:
        asked.setdefault(entry.period, {()}).update(entry.breakdowns)
    answer = Recomputed()
    for period, breakdowns in asked.items():
        _compute(answer, package, period, sorted(breakdowns))
    return answer


def _compute(answer: Recomputed, package: Package, period: Period, breakdowns: list[Breakdown]) -> None:
    try:
        made = figures(package, period, breakdowns=breakdowns)
    except Refused as refused:
        if len(breakdowns) == 1:
            answer.reasons.update({(period, name, breakdowns[0]): refused.sentence for name in CATALOGUE})
        else:
            for breakdown in breakdowns:  # one of them is impossible: the others are not to suffer for it
                _compute(answer, package, period, [breakdown])
        return
    answer.rows.update({(period, row.indicator, frozenset(row.by.items())): row for row in made.figures})
    answer.reasons.update({(period, left.indicator, tuple(sorted(left.by))): left.sentence for left in made.left_out})
