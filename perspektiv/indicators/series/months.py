"""The months to a new start: how many of those who left had started by month 0 … 6 after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from perspektiv.indicators.categories import Merge
from perspektiv.indicators.interval import Span, wilson
from perspektiv.indicators.period import Period
from perspektiv.indicators.question import Question
from perspektiv.package import Package

MONTHS = range(7)


@dataclass(frozen=True)
class MonthsAfterExit:
    """Persons whose six months are over, and how many of them had started by month 0, 1, … 6."""

    exited: int | None
    started: Sequence[int | None]

    def share(self, month: int) -> float | None:
        """The share that had started by a month; None if withheld or nobody's six months are over."""
        count = self.started[month]
        return count / self.exited if count is not None and self.exited else None

    def interval(self, month: int) -> Span | None:
        """Wilson's interval of that share."""
        count = self.started[month]
        return wilson(count, self.exited) if count is not None and self.exited else None


def months_to_job_start(
    package: Package, period: Period, *, public: bool = False, merge: Merge | None = None
) -> MonthsAfterExit:
    """How many of those who left had an insured job by month 0 … 6 after it; only persons whose six months are over."""
    return _months(package, period, "job", public=public, merge=merge)


def months_to_follow_on(
    package: Package, period: Period, *, public: bool = False, merge: Merge | None = None
) -> MonthsAfterExit:
    """The same for a follow-on measure."""
    return _months(package, period, "follow_on", public=public, merge=merge)


def _months(package: Package, period: Period, what: str, *, public: bool, merge: Merge | None) -> MonthsAfterExit:
    question = Question(package, period, merge or {})
    question.make("months")
    rows = package.connection.execute(f"SELECT {what}, sum(persons)::BIGINT FROM fact_months GROUP BY ALL").fetchall()
    by_month = dict(rows)
    started = [sum(by_month.get(month, 0) for month in range(last + 1)) for last in MONTHS]
    exited = sum(by_month.values())
    return _protected_months(question, what, exited, started) if public else MonthsAfterExit(exited, started)


END_WORTH = 100.0
"""The end of the curve stands beside it as a figure, so an earlier point is rather withheld."""


def _protected_months(question: Question, what: str, exited: int, started: Sequence[int]) -> MonthsAfterExit:
    """Withholds points so that no month in which one or two persons started can be read from the rise of the curve."""
    from perspektiv.indicators.disclosure import Cell, Relation, sought
    from perspektiv.indicators.protection import exits_withheld

    if exits_withheld(question, what) or exits_withheld(question, "exited"):
        return MonthsAfterExit(None, [None for _ in started])
    rises = [started[0], *(later - earlier for earlier, later in pairwise(started))]
    points = len(started)
    counts = [*started, exited, exited - started[-1], *rises]
    shown_elsewhere = (points - 1, points, points + 1)
    costs = [END_WORTH if place in shown_elsewhere else 1.0 for place in range(len(counts))]
    cells = [Cell(count, count, cost) for count, cost in zip(counts, costs, strict=True)]
    relations = [Relation(points, (points - 1, points + 1)), Relation(0, (points + 2,))]
    relations += [Relation(month, (month - 1, points + 2 + month)) for month in range(1, points)]
    withheld = sought(cells, relations)()
    shown = [None if place in withheld else count for place, count in enumerate(counts)]
    return MonthsAfterExit(shown[points], shown[:points])
