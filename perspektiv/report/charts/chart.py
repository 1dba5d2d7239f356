"""What every chart gets and what every chart gives."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from perspektiv.indicators import Figure, Period
from perspektiv.package import Package
from perspektiv.report.facts import Facts
from perspektiv.report.plan import Pairs
from perspektiv.report.printing import ABSENT, WITHHELD, part

Values = dict[str, float | None]

SHORTEST_ALTERNATIVE = 80
"""Letters; a shorter text cannot say shape, values and comparison."""


@dataclass(frozen=True)
class Given:
    """What a chart draws from: the figures of its section's period, the segments in their order, a limit if any."""

    package: Package
    facts: Facts
    period: Period
    segments: Mapping[str, str]
    public: bool
    merge: Mapping[str, Mapping[str, Sequence[str]]]
    limit: Figure | None = None

    def rows(self, indicator: str, *dims: str) -> dict[Pairs, Figure]:
        """The rows of a breakdown of an indicator."""
        return self.facts.rows(indicator, self.period, dims)

    def anything(self, indicator: str, *dims: str) -> bool:
        """Whether a row of this breakdown has a value, a base, or something withheld; zeros over nothing have not."""
        return any(f.withheld or f.denominator or f.value for f in self.rows(indicator, *dims).values())

    def by(self, indicator: str, **row: str) -> Figure | None:
        """One row of an indicator, if it exists."""
        return self.facts.row(indicator, self.period, tuple(sorted(row.items())))


@dataclass(frozen=True)
class Drawing:
    """A drawn chart: its specification, its neutral title, what it shows in words and as a table, and the values that
    its finding may be checked against. ``empty`` where the period has nothing to draw.
    """

    specification: dict[str, Any]
    title: str
    caption: str
    alternative: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    values: Values = field(default_factory=dict)
    empty: bool = False


@dataclass(frozen=True)
class Chart:
    """A kind of chart: the indicators and breakdowns it needs, and how it is drawn."""

    needs: tuple[tuple[str, tuple[str, ...]], ...]
    draw: Callable[[Given], Drawing]


def shown(figure: Figure | None, what: str = "v") -> str:
    """A value in words: „geschützt“ where withheld, a dash where there is none."""
    return ABSENT if figure is None else part(figure, what)


def value(figure: Figure | None) -> float | None:
    """The value for a mark; None where there is nothing to draw."""
    return None if figure is None or figure.value is None else float(figure.value)


def base(figure: Figure | None) -> float | None:
    """What a share is a share of; None where there is nothing to draw."""
    return None if figure is None or figure.denominator is None else float(figure.denominator)


def withheld_note(words: Iterable[str]) -> str:
    """The half-sentence for a caption whose chart has withheld places."""
    return f"; *\u00a0und Schraffur: {WITHHELD}" if WITHHELD in set(words) else ""


def listed(words: Iterable[str]) -> str:
    """„a, b und c“; nothing for nothing."""
    *most, last = [*words] or [""]
    return f"{', '.join(most)} und {last}" if most else last
