"""The example cohort comes in, is frozen and counted: the figures are those of the cohort, to the last digit."""

from dataclasses import replace
from datetime import date
from itertools import combinations
from math import isclose
from pathlib import Path

import pytest

from perspektiv.errors import Refused
from perspektiv.exchange.importing import import_package
from perspektiv.indicators import Figure, Period, figures
from perspektiv.package import Package, check, open_package
from perspektiv.records.access.trail import SYSTEM
from perspektiv.snapshot.making import make_snapshot

PERIOD = Period(date(2015, 1, 1), date(2018, 12, 31))
BREAKDOWNS = ("centre", "segment", "gender", "year", "quarter", "month")
NOT_KEPT_YET = {
    "spending_eur",
    "budget_use",
    "plan_use",
    "weekly_hours",
    "fte",
    "lead_time_days",
    "reminders_sent",
    "appointments_reminded_share",
    "no_show_rate_reminded_by_lot",
    "no_show_rate_without_by_lot",
    "slots_offered",
    "slots_used",
    "slot_use_rate",
    "reliable_improvement_rate",
    "session_alliance_below_threshold_rate",
}
"""Indicators over tables that records do not keep yet, or that this history does not tell."""

Cells = dict[tuple[str, tuple[tuple[str, str], ...]], Figure]


@pytest.mark.django_db(transaction=True)
def test_the_figures_are_those_of_the_cohort(cohort: Package, cohort_csv: Path, tmp_path: Path) -> None:
    import_package(cohort_csv, by=SYSTEM)
    frozen = make_snapshot(tmp_path / "frozen", by=SYSTEM, data_as_of=cohort.data_as_of)

    with open_package(frozen) as package:
        assert check(frozen).fault_count == 0
        assert package.made_up
        for by in ((), *combinations(BREAKDOWNS, 1), *combinations(BREAKDOWNS, 2)):
            for public in (False, True):
                assert _same(cells(package, by, public=public), cells(cohort, by, public=public)), by
        _says_what_is_not_collected(package)


def _says_what_is_not_collected(package: Package) -> None:
    """What the records do not keep is no nought: it is left out, with a sentence."""
    answer = figures(package, PERIOD)
    assert not NOT_KEPT_YET & {figure.indicator for figure in answer.figures}
    assert {left.indicator for left in answer.left_out} == NOT_KEPT_YET
    assert all("in diesem Paket nicht erhoben" in left.why.de for left in answer.left_out)
    with pytest.raises(Refused, match=r"nicht erhoben \(budgets"):
        figures(package, PERIOD, names=["budget_use"])
    for figure in figures(package, PERIOD, names=["spending_eur"], without_value=True).figures:
        assert (figure.value, figure.numerator, figure.withheld) == (None, None, False)


def cells(package: Package, by: tuple[str, ...], *, public: bool) -> Cells:
    """Every figure of the tables that are kept, with its interval and bounds."""
    try:
        answer = figures(package, PERIOD, breakdowns=[by], public=public)
    except Refused:  # a breakdown that nothing can have in public
        return {}
    found = {
        (figure.indicator, tuple(sorted(figure.by.items()))): figure
        for figure in answer.figures
        if figure.indicator not in NOT_KEPT_YET
    }
    assert found or public
    return found


def _same(found: Cells, expected: Cells) -> bool:
    return found.keys() == expected.keys() and all(_alike(found[key], expected[key]) for key in expected)


def _alike(found: Figure, expected: Figure) -> bool:
    """To the last digit; but a mean of shares adds up floats, whose last bits depend on the order of the rows."""
    if found.indicator != "satisfaction_mean" or found.value is None or expected.value is None:
        return found == expected
    names = ("value", "low", "high", "bound_low", "bound_high")
    close = all(isclose(getattr(found, n) or 0, getattr(expected, n) or 0, rel_tol=1e-12) for n in names)
    return close and _without_sums(found) == _without_sums(expected)


def _without_sums(figure: Figure) -> Figure:
    return replace(figure, value=None, low=None, high=None, bound_low=None, bound_high=None)
