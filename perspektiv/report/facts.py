"""The figures of a report: asked for once a period, found by name or by row."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from perspektiv.indicators import CATALOGUE, Figure, Period, figures
from perspektiv.indicators.limits import why_not
from perspektiv.indicators.protection import foreseen
from perspektiv.language import Text
from perspektiv.package import Package
from perspektiv.report.plan import Faults, Limit, Pairs, Plan, Share, Wish, meant

Want = tuple[str, tuple[str, ...], Period]
"""What is to be computed: indicator, breakdown, period."""

LOSSES = {"no_show_rate": "loss_rate", "leavers_no_show_rate": "leavers_loss_rate"}
"""All losses beside the no-shows that they contain; looked at whether or not the plan names them."""

LEFT_OUT = Text("Diese Kennzahl lässt sich so nicht bilden: {why}", "This figure cannot be made like that: {why}")
NO_ROW = Text(
    "Die Zeile {row} kommt in den Daten nicht vor.{meant}", "The row {row} does not occur in the data.{meant}"
)
UNEQUAL = Text(
    "Ein Anteil setzt Anzahlen ins Verhältnis, die dasselbe zählen: Einheit, Datum und Zeitraum sind gleich.",
    "A share relates counts of the same kind: the same unit, the same date, the same period.",
)


@dataclass(frozen=True)
class Fact:
    """A figure with its name in the plan. ``limit`` is set where it is no count of ours, but a limit that was set."""

    id: str
    figure: Figure
    period: Period
    limit: Limit | None = None


def wanted_by(plan: Plan, of_charts: Iterable[Want]) -> set[Want]:
    """Everything that the plan needs: its figures, the columns of its tables, the rows of its charts."""
    wants = {(w.indicator, tuple(name for name, _ in w.by), w.period) for w in plan.wishes.values()}
    wants.update(of_charts)
    wants.update((LOSSES[i], dims, period) for i, dims, period in list(wants) if i in LOSSES)
    for section in plan.sections:
        for block in section.blocks:
            for column in block.columns:
                where = tuple(name for name, _ in column.where)
                wants.add((column.indicator, tuple(sorted((*where, block.by))), section.period))
                wants.add((column.indicator, where, section.period))
    return wants


class Facts:
    """All figures of a report. ``named`` has those of the plan."""

    def __init__(self, package: Package, plan: Plan, wants: Iterable[Want]) -> None:
        self.known: dict[tuple[str, Period, Pairs], Figure] = {}
        self.left_out: dict[tuple[str, tuple[str, ...], Period], Text] = {}
        self.named: dict[str, Fact] = {}
        by_period: dict[Period, set[tuple[str, tuple[str, ...]]]] = defaultdict(set)
        for indicator, dims, period in wants:
            by_period[period].add((indicator, dims))
        if plan.public:
            for period, asked in by_period.items():
                foreseen(package, period, {indicator for indicator, _ in asked}, plan.merge or None)
        for period, asked in sorted(by_period.items(), key=lambda item: (item[0].from_, item[0].to)):
            self._ask(package, plan, period, asked)

    def _ask(self, package: Package, plan: Plan, period: Period, asked: set[tuple[str, tuple[str, ...]]]) -> None:
        """One question for all indicators that can be broken down alike; so linked figures are protected together."""
        possible: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for dims in {dims for _, dims in asked}:
            for indicator in {indicator for indicator, _ in asked}:
                reason = why_not(CATALOGUE[indicator], dims, period, public=plan.public)
                if reason is None:
                    possible[indicator].add(dims)
                else:
                    self.left_out[indicator, dims, period] = reason
        alike: dict[tuple[tuple[str, ...], ...], list[str]] = defaultdict(list)
        for indicator, breakdowns in sorted(possible.items()):
            alike[tuple(sorted(breakdowns))].append(indicator)
        for alike_by, names in alike.items():
            answer = figures(
                package,
                period,
                breakdowns=alike_by,
                names=names,
                public=plan.public,
                merge=plan.merge or None,
                without_value=True,
            )
            for figure in answer.figures:
                self.known[figure.indicator, period, tuple(sorted(figure.by.items()))] = figure

    def row(self, indicator: str, period: Period, by: Pairs = ()) -> Figure | None:
        """One row of an indicator, or None if there is no such row."""
        return self.known.get((indicator, period, tuple(sorted(by))))

    def rows(self, indicator: str, period: Period, dims: tuple[str, ...]) -> dict[Pairs, Figure]:
        """All rows of one breakdown of an indicator."""
        return {
            by: figure
            for (name, when, by), figure in self.known.items()
            if name == indicator and when == period and tuple(d for d, _ in by) == tuple(sorted(dims))
        }

    def name(self, plan: Plan, faults: Faults) -> None:
        """Gives the plan's names to its figures, limits and shares; notes what cannot be had."""
        for limit in plan.limits.values():
            self.named[limit.id] = Fact(limit.id, _limit(limit), plan.period, limit)
        for wish in plan.wishes.values():
            figure = self.row(wish.indicator, wish.period, wish.by)
            if figure is None:
                self._not_had(wish, faults)
            else:
                self.named[wish.id] = Fact(wish.id, figure, wish.period)
        for share in plan.shares.values():
            if fact := self._share(share, faults):
                self.named[share.id] = fact

    def _not_had(self, wish: Wish, faults: Faults) -> None:
        dims = tuple(name for name, _ in wish.by)
        why = self.left_out.get((wish.indicator, dims, wish.period))
        if why:
            faults.add(wish.place, LEFT_OUT, why=why)
            return
        rows = {", ".join(value for _, value in by) for by in self.rows(wish.indicator, wish.period, dims)}
        row = ", ".join(value for _, value in wish.by)
        faults.add(wish.place, NO_ROW, row=f"„{row}“", meant=meant(row, rows))

    def _share(self, share: Share, faults: Faults) -> Fact | None:
        if any(name not in self.named for name in (*share.part, share.of)):
            return None  # that figure has its own fault
        parts, whole = [self.named[name] for name in share.part], self.named[share.of]
        if any(_basis(part) != _basis(whole) for part in parts) or whole.figure.unit != "count":
            faults.add(share.place, UNEQUAL)
            return None
        figure = whole.figure
        counts = [part.figure.value for part in parts]
        known = [int(count) for count in counts if count is not None]
        if len(known) < len(counts) or figure.value is None:
            hidden = any(fact.figure.withheld for fact in (*parts, whole))
            figure = replace(figure, unit="share", numerator=None, denominator=None, value=None, withheld=hidden)
        else:
            top, base = sum(known), int(figure.value)
            figure = replace(figure, unit="share", numerator=top, denominator=base, value=top / base if base else None)
        return Fact(share.id, figure, whole.period)


def _basis(fact: Fact) -> object:
    """Counts can be set in relation if they count the same things of the same days."""
    definition = CATALOGUE[fact.figure.indicator]
    return definition.counted, definition.dated_by, definition.unit, fact.period


def _limit(limit: Limit) -> Figure:
    """A limit in the shape of a figure, so that it can be bound and compared like one."""
    return Figure(
        indicator=limit.id,
        by={},
        numerator=None,
        denominator=None,
        value=limit.value,
        unit=CATALOGUE[limit.indicators[0]].unit,
        provisional=False,
        open_windows=None,
        withheld=False,
        low=None,
        high=None,
        bound_low=None,
        bound_high=None,
        interval=None,
    )
