"""Protection of what is published: figures withheld by the patterns of their linked sets."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from weakref import WeakKeyDictionary

from perspektiv.indicators.catalogue import CATALOGUE
from perspektiv.indicators.categories import Merge
from perspektiv.indicators.counting import Breakdown
from perspektiv.indicators.family import EXITS, QUALITY, QUALITY_ITEMS, SATISFACTION, STARTS, Family
from perspektiv.indicators.figure import Figure
from perspektiv.indicators.indicator import Indicator
from perspektiv.indicators.linked import SETS, Place, pattern, public_tables, unprinted_tables
from perspektiv.indicators.period import Period
from perspektiv.indicators.question import Counted, Question
from perspektiv.package import Package

REST = {
    ("early", "ended"): "regular",
    ("early_positive", "early"): "early_other",
    ("missed", "due"): "not_missed",
    ("lost", "due"): "held",
    ("job", "exited"): "no_job",
    ("job_during", "exited"): "no_job_during",
    ("follow_on", "exited"): "no_follow_on",
    ("improved", "responses"): "not_improved",
    ("stable", "responses"): "not_stable",
}
"""What a share tells besides its two counts: their difference."""


@dataclass
class Patterns:
    """What is withheld of one package, period and merge: found once, for it is the same whatever is asked for."""

    found: dict[int, frozenset[Place]] = field(default_factory=dict)
    sought: dict[int, Callable[[], frozenset[Place]]] = field(default_factory=dict)
    counted: dict[Family, Mapping[Breakdown, Counted]] = field(default_factory=dict)

    def seek(self, question: Question, places: Iterable[int]) -> None:
        """Begins to seek the patterns of the sets at these places of SETS."""
        for place in places:
            if place not in self.sought:
                linked = SETS[place]
                if linked.family not in self.counted:
                    tables = public_tables(question, linked.family) + unprinted_tables(question, linked.family)
                    self.counted[linked.family] = question.count(linked.family, tables)
                self.sought[place] = pattern(question, linked, self.counted[linked.family])

    def withheld(self, question: Question, place: int, measures: Sequence[str], by: Mapping[str, str]) -> bool:
        """Whether any of the measures of a row is withheld in the set at that place of SETS."""
        if place not in self.found:
            self.seek(question, [place])
            self.found[place] = self.sought[place]()
        row = frozenset(_without_the_only_centre(question, by).items())
        if frozenset(dimension for dimension, _ in row) not in map(
            frozenset, public_tables(question, SETS[place].family)
        ):
            raise AssertionError(f"no pattern protects {', '.join(by)}")  # never print what was not looked at
        return any((measure, row) in self.found[place] for measure in measures)


def _without_the_only_centre(question: Question, by: Mapping[str, str]) -> Mapping[str, str]:
    """The same row without a centre that is the only one: its figures are those of all."""
    if len(question.categories.labels["centre"]) > 1:
        return by
    return {dimension: label for dimension, label in by.items() if dimension != "centre"}


_known: WeakKeyDictionary[Package, dict[str, Patterns]] = WeakKeyDictionary()


def patterns_of(question: Question) -> Patterns:
    """The patterns of the question's package, period and merge."""
    known = _known.setdefault(question.package, {})
    return known.setdefault(f"{question.period} {question.merge}", Patterns())


def protected(question: Question, figures: Sequence[Figure]) -> list[Figure]:
    """The figures with those withheld that would tell about single persons, or let such cells be computed."""
    patterns = patterns_of(question)
    return [_protected(question, patterns, figure) for figure in figures]


def foreseen(package: Package, period: Period, names: Iterable[str], merge: Merge | None = None) -> None:
    """Begins to seek what figures of these indicators will need, so that several periods can be sought side by side."""
    question = Question(package, period, merge or {})
    patterns_of(question).seek(question, dict.fromkeys(place for name in names for place, _ in _cells_of(name)))


def exits_withheld(question: Question, measure: str) -> bool:
    """Whether the number of all who left and did something is withheld."""
    place = next(number for number, linked in enumerate(SETS) if linked.family is EXITS and measure in linked.measures)
    return patterns_of(question).withheld(question, place, [measure], {})


def _protected(question: Question, patterns: Patterns, figure: Figure) -> Figure:
    indicator = CATALOGUE[figure.indicator]

    def withheld(place: int, measures: Sequence[str]) -> bool:
        return patterns.withheld(question, place, measures, figure.by)

    if any(withheld(place, measures) for place, measures in _cells_of(figure.indicator)):
        return figure.hidden()
    return _without_unknown(indicator, figure, withheld) if indicator.matures else figure


@cache
def _cells_of(name: str) -> Sequence[tuple[int, Sequence[str]]]:
    """The sets, and their measures, that a figure of the indicator tells something about."""
    return tuple(_told(CATALOGUE[name]))


def _told(indicator: Indicator) -> Iterator[tuple[int, Sequence[str]]]:
    family = QUALITY if indicator.family is QUALITY_ITEMS else indicator.family
    told = {indicator.numerator, indicator.denominator, REST.get((indicator.numerator, indicator.denominator))}
    if family in (QUALITY, SATISFACTION):
        told = {"responses"}
    for place, linked in enumerate(SETS):
        if linked.family is family and linked.persons == (indicator.persons and family is STARTS):
            measures = [measure for measure in linked.measures if measure in told]
            if measures:
                yield place, measures


def _without_unknown(indicator: Indicator, figure: Figure, withheld: Callable[[int, Sequence[str]], bool]) -> Figure:
    """Bounds and open windows tell how many are unknown or still waited for: left out where these are few."""
    unknown = indicator.bounds.unknown if indicator.bounds else ""
    few = {
        measure: withheld(place, [measure])
        for place, linked in enumerate(SETS)
        for measure in linked.measures
        if measure in (unknown, "window_open")
    }
    if few[unknown]:
        figure = replace(figure, bound_low=None, bound_high=None)
    return replace(figure, open_windows=None) if few["window_open"] else figure
