"""Figures: indicator × period × breakdown, from a package. The one way in for all who need numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from perspektiv.errors import Refused
from perspektiv.indicators.building import figure
from perspektiv.indicators.catalogue import CATALOGUE
from perspektiv.indicators.categories import Key, Merge
from perspektiv.indicators.counting import Breakdown, grain_of
from perspektiv.indicators.family import DIMENSIONS, Family
from perspektiv.indicators.figure import Figure, LeftOut
from perspektiv.indicators.indicator import Indicator
from perspektiv.indicators.limits import not_collected, why_not
from perspektiv.indicators.period import MONTHS, Period
from perspektiv.indicators.question import WHOLE_PERIOD, Counted, Question
from perspektiv.language import Text
from perspektiv.package import Package

MOST_DIMENSIONS = 2


@dataclass(frozen=True)
class Answer:
    """The figures, and those that were left out with the reason."""

    figures: Sequence[Figure]
    left_out: Sequence[LeftOut]


def figures(
    package: Package,
    period: Period,
    *,
    breakdowns: Sequence[Breakdown] = ((),),
    names: Iterable[str] | None = None,
    public: bool = False,
    merge: Merge | None = None,
    without_value: bool = False,
) -> Answer:
    """Every figure of the named indicators (all if None), for each breakdown; () is the total.

    ``public`` applies disclosure control: small cells are withheld, and others so that they cannot be worked out.
    What is not collected in the package is left out and named, or refused if asked for by name;
    ``without_value``: it is given as a figure without a value.
    Refused: an unknown indicator or breakdown, or one of the named indicators asked for in a breakdown it cannot have.
    """
    check_breakdowns(breakdowns)
    asked = indicators_named(names)
    lacking = frozenset() if without_value else package.not_collected
    wanted, left_out = _sorted_out(asked, breakdowns, period, public, lacking, strict=names is not None)
    grains = {grain_of(breakdown) for breakdown in breakdowns}
    finest = min(grains, key=lambda grain: MONTHS.get(grain, WHOLE_PERIOD), default="")
    question = Question(package, period, merge or {}, grain="month" if public else finest)
    made = _figures(question, wanted)
    if public:
        from perspektiv.indicators.protection import protected

        made = protected(question, made)
    return Answer(made, left_out)


def check_breakdowns(breakdowns: Iterable[Breakdown]) -> None:
    """Refused: a breakdown of another name, one named twice, or more than two together."""
    for breakdown in breakdowns:
        for dimension in breakdown:
            if dimension not in DIMENSIONS:
                raise Refused(UNKNOWN_BREAKDOWN, name=dimension, near=_near(dimension, DIMENSIONS))
        if len(breakdown) > MOST_DIMENSIONS or len(set(breakdown)) < len(breakdown):
            raise Refused(TOO_MANY, names=", ".join(breakdown))


def indicators_named(names: Iterable[str] | None) -> list[Indicator]:
    """The definitions, in the catalogue's order. Refused: an unknown name."""
    if names is None:
        return list(CATALOGUE.values())
    chosen = set(names)
    for name in sorted(chosen - CATALOGUE.keys()):
        raise Refused(UNKNOWN_INDICATOR, name=name, near=_near(name, CATALOGUE))
    return [indicator for name, indicator in CATALOGUE.items() if name in chosen]


def _sorted_out(
    asked: Sequence[Indicator],
    breakdowns: Sequence[Breakdown],
    period: Period,
    public: bool,
    lacking: frozenset[str],
    *,
    strict: bool,
) -> tuple[dict[Breakdown, list[Indicator]], list[LeftOut]]:
    """What can be answered, and what not and why. ``strict``: refuse what was asked for by name."""
    wanted: dict[Breakdown, list[Indicator]] = {breakdown: [] for breakdown in breakdowns}
    left_out = []
    for breakdown in wanted:
        for indicator in asked:
            reason = why_not(indicator, breakdown, period, public=public) or not_collected(indicator, lacking)
            if reason is None:
                wanted[breakdown].append(indicator)
            elif strict:
                raise _refused(indicator, reason)
            else:
                left_out.append(LeftOut(indicator.name, breakdown, reason))
    if left_out and not any(wanted.values()):
        raise _refused(asked[0], left_out[0].why)
    return wanted, left_out


def _refused(indicator: Indicator, why: Text) -> Refused:
    return Refused(
        Text("{title} ({name}): {why}.", "{title} ({name}): {why}."),
        title=indicator.title,
        name=indicator.name,
        why=why,
    )


def _figures(question: Question, wanted: Mapping[Breakdown, Sequence[Indicator]]) -> list[Figure]:
    counted = count_families(question, wanted)
    made = []
    for breakdown, indicators in wanted.items():
        keys = list(question.categories.keys(breakdown))
        for indicator in indicators:
            needed = {family: counted[family][breakdown] for family in indicator.families}
            made += [_row(question, indicator, breakdown, key, needed) for key in keys]
    return made


def count_families(
    question: Question, wanted: Mapping[Breakdown, Sequence[Indicator]]
) -> dict[Family, Mapping[Breakdown, Counted]]:
    """The sums of every family that the indicators need, each in one statement."""
    needed: dict[Family, list[Breakdown]] = {}
    for breakdown, indicators in wanted.items():
        for family in dict.fromkeys(family for i in indicators for family in i.families):
            needed.setdefault(family, []).append(breakdown)
    counted = {}
    for family in sorted(needed, key=lambda family: bool(family.item)):  # items last: then nothing but answers is kept
        counted[family] = question.count(family, needed.pop(family))
        question.forget_all_but(later.fact for later in needed)
    return counted


def _row(
    question: Question, indicator: Indicator, breakdown: Breakdown, key: Key, needed: Mapping[Family, Counted]
) -> Figure:
    by = dict(zip(breakdown, key, strict=True))
    if not_collected(indicator, question.package.not_collected):
        return Figure(indicator.name, by, numerator=None, denominator=None, value=None, unit=indicator.unit)
    sums = {family: rows[key] for family, rows in needed.items() if key in rows}
    return figure(indicator, by, sums, question.period, question.package.data_as_of)


def _near(name: str, names: Iterable[str]) -> Text:
    close = get_close_matches(name, list(names), n=1)
    if not close:
        return Text("", "")
    return Text(" Meinten Sie {near}?", " Did you mean {near}?").filled(near=close[0])


UNKNOWN_INDICATOR = Text(
    "Die Kennzahl „{name}“ gibt es nicht.{near} Alle nennt: perspektiv catalogue.",
    "There is no indicator “{name}”.{near} See them all with: perspektiv catalogue.",
)
UNKNOWN_BREAKDOWN = Text(
    "Nach „{name}“ lässt sich nicht aufteilen.{near} Möglich sind: " + ", ".join(DIMENSIONS) + ".",
    "Figures cannot be broken down by “{name}”.{near} Possible are: " + ", ".join(DIMENSIONS) + ".",
)
TOO_MANY = Text(
    "Aufgeteilt wird nach höchstens zwei verschiedenen Merkmalen, nicht nach „{names}“.",
    "Figures are broken down by two different things at most, not by “{names}”.",
)
