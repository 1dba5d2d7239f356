"""The footnotes: what is counted, out of how many, when, and what is left out. Written by the definitions."""

from dataclasses import dataclass
from datetime import date

from perspektiv.indicators import CATALOGUE, Period
from perspektiv.report.facts import Fact
from perspektiv.report.numbers import NO_BREAK_SPACE, german
from perspektiv.report.printing import PROVISIONAL, WITHHELD, days, part, unit

DOT = f"{NO_BREAK_SPACE}· "


@dataclass(frozen=True)
class Note:
    """A numbered footnote."""

    number: int
    text: str


class Notes:
    """Numbers the footnotes in the order of the pages; one basis is explained once and referred to after that."""

    def __init__(self) -> None:
        self.all: list[Note] = []
        self._numbers: dict[object, int] = {}

    def number(self, fact: Fact) -> int:
        """The number of the footnote for a figure, a new one if its basis was not explained yet."""
        key = _basis(fact)
        if key not in self._numbers:
            self._numbers[key] = len(self.all) + 1
            self.all.append(Note(len(self.all) + 1, words(fact)))
        return self._numbers[key]


def _basis(fact: Fact) -> object:
    """Counts of one indicator and period share a basis, whatever their row; rates have one of their own."""
    figure = fact.figure
    row = () if figure.unit == "count" else (figure.unit, figure.numerator, *sorted(figure.by.items()))
    return figure.indicator, _own_period(fact), row


def words(fact: Fact) -> str:
    """The footnote of a figure, or of a limit that was set."""
    figure = fact.figure
    if fact.limit:
        return DOT.join(filter(None, (fact.limit.name, fact.limit.source)))
    definition = CATALOGUE[figure.indicator]
    said = [f"Gezählt: {definition.counts.de}{_base(fact)}", f"{definition.dated_by.de} {days(_own_period(fact))}"]
    if part(figure, "ci") not in ("–", WITHHELD):
        said.append(f"95-%-Intervall {part(figure, 'ci')}{unit(figure)}")
    if part(figure, "bounds") not in ("–", WITHHELD):
        said.append(f"Grenzen für Fehlendes {part(figure, 'bounds')}{unit(figure)}")
    if definition.excluded.de:
        said.append(f"nicht gezählt: {definition.excluded.de}")
    if figure.provisional:
        said.append(f"{PROVISIONAL} vorläufig: bei {german(figure.open_windows or 0)} läuft die Frist noch")
    return DOT.join(said)


def _base(fact: Fact) -> str:
    figure = fact.figure
    if figure.withheld:
        return f" ({WITHHELD})"
    if figure.denominator is None:
        return ""
    if figure.numerator is None:
        return f" (n{NO_BREAK_SPACE}={NO_BREAK_SPACE}{part(figure, 'd')})"
    if figure.unit == "units":
        return f" ({part(figure, 'n')} Einheiten / {part(figure, 'd')} Teilnahmen)"
    if figure.unit == "days":
        return f" ({part(figure, 'n')} Tage / {part(figure, 'd')} {CATALOGUE[figure.indicator].counts.de})"
    return f" ({part(figure, 'n')} von{NO_BREAK_SPACE}{part(figure, 'd')})"


def _own_period(fact: Fact) -> Period:
    """The period of the row itself: a year named by the breakdown, cut by the period asked for."""
    year = fact.figure.by.get("year")
    if year is None:
        return fact.period
    first, last = date(int(year), 1, 1), date(int(year), 12, 31)
    return Period(max(first, fact.period.from_), min(last, fact.period.to))
