"""What is published of a package tells nothing about single persons, however it is put together.

The attacker here knows every published figure of a linked set and solves linear programs, as a curious reader with a
computer would. It is written apart from the code that protects: it starts from figures, not from cells.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import linprog

from perspektiv.errors import Refused
from perspektiv.indicators import Figure, Period, figures, months_to_job_start, path_steps
from perspektiv.package import Package, open_package
from tests.bench.wild_package import write_wild

PERIOD = Period(date(2015, 1, 1), date(2019, 6, 30))
BREAKDOWNS = [(), ("segment",), ("gender",), ("segment", "gender"), ("year",), ("quarter",), ("month",)]
Row = frozenset[tuple[str, str]]
Cell = tuple[str, Row]

ENDINGS = {
    "endings": ("ended",),
    "early_ending_rate": ("early", "ended"),
    "early_ending_positive_share": ("early_positive", "early"),
}
LEAVERS = {
    "leavers_appointments_due": ("due",),
    "leavers_appointments_held": ("held",),
    "leavers_appointments_missed": ("missed",),
    "leavers_appointments_cancelled": ("cancelled",),
    "leavers_no_show_rate": ("missed", "due"),
    "leavers_loss_rate": ("lost", "due"),
}
EXITS = {
    "persons_exited": ("exited",),
    "job_start_within_6m_rate": ("job", "exited"),
    "job_start_during_or_within_6m_rate": ("job_during", "exited"),
    "follow_on_within_6m_rate": ("follow_on", "exited"),
}
DIFFERENCES = {
    "endings": [("ended", "early", "regular"), ("early", "early_positive", "early_other")],
    "leavers": [("due", "held", "lost"), ("lost", "missed", "cancelled"), ("due", "missed", "not_missed")],
    "exits": [
        ("exited", "job", "no_job"),
        ("exited", "job_during", "no_job_during"),
        ("job_during", "job", "job_before_exit"),
        ("exited", "follow_on", "no_follow_on"),
    ],
}
SETS = {"endings": ENDINGS, "leavers": LEAVERS, "exits": EXITS}


def counts(told: Iterable[Figure], names: dict[str, tuple[str, ...]]) -> dict[Cell, int]:
    """Every count that figures tell."""
    found = {}
    for figure in told:
        if not figure.withheld and figure.indicator in names:
            values = (figure.numerator, figure.denominator)
            for measure, value in zip(names[figure.indicator], values, strict=False):
                found[measure, frozenset(figure.by.items())] = int(value or 0)
    return found


def facts(cells: Iterable[Cell], differences: list[tuple[str, str, str]]) -> list[tuple[Cell, list[Cell]]]:
    """What everybody knows to add up: totals, years of quarters of months, segments of genders, and differences."""
    rows = {row for _, row in cells}
    measures = {measure for difference in differences for measure in difference}
    known = [((a, row), [(b, row), (c, row)]) for a, b, c in differences for row in rows]
    for dimension in ("segment", "gender", "year", "quarter", "month"):
        parts: dict[Row, list[Row]] = {}
        for row in rows:
            labels = dict(row)
            if dimension in labels:
                label = labels.pop(dimension)
                if dimension == "quarter":
                    labels["year"] = label[:4]
                if dimension == "month":
                    labels["quarter"] = f"{label[:4]}-Q{(int(label[5:]) + 2) // 3}"
                parts.setdefault(frozenset(labels.items()), []).append(row)
        known += [((m, total), [(m, part) for part in made_of]) for total, made_of in parts.items() for m in measures]
    return known


def narrowed(
    published: dict[Cell, int], truth: dict[Cell, int], differences: list[tuple[str, str, str]]
) -> list[tuple[Cell, int, float, float]]:
    """Every true count of 1 or 2 that the published ones narrow to less than 0 … 3, with what is left of it."""
    known = facts(truth, differences)
    cells = sorted({cell for total, parts in known for cell in (total, *parts)}, key=repr)
    place = {cell: number for number, cell in enumerate(cells)}
    matrix = np.zeros((len(known), len(cells)))
    for number, (total, parts) in enumerate(known):
        matrix[number, place[total]] = 1
        matrix[number, [place[part] for part in parts]] = -1
    bounds = [(published[cell],) * 2 if cell in published else (0, None) for cell in cells]
    broken = []
    for cell, count in truth.items():
        if count in (1, 2):
            goal = np.zeros(len(cells))
            goal[place[cell]] = 1
            low = linprog(goal, A_eq=matrix, b_eq=np.zeros(len(known)), bounds=bounds).fun
            high = linprog(-goal, A_eq=matrix, b_eq=np.zeros(len(known)), bounds=bounds).fun
            if low is None or high is None or low > 1e-6 or -high < 3 - 1e-6:
                broken.append((cell, count, low, -high if high is not None else np.inf))
    return [entry for entry in broken if entry[3] != np.inf]


@cache
def told(package: Package, *, public: bool) -> list[Figure]:
    return list(figures(package, PERIOD, breakdowns=BREAKDOWNS, public=public).figures)


@pytest.mark.parametrize("name", SETS)
def test_no_published_count_of_one_or_two_can_be_narrowed(cohort: Package, name: str) -> None:
    truth = counts(told(cohort, public=False), SETS[name])
    published = counts(told(cohort, public=True), SETS[name])
    assert published, "something is published"
    assert narrowed(published, truth, DIFFERENCES[name]) == []


@pytest.mark.parametrize("name", SETS)
def test_without_complementary_cells_counts_can_be_computed(cohort: Package, name: str) -> None:
    """The negative control: hiding only what is small itself protects nobody."""
    truth = counts(told(cohort, public=False), SETS[name])
    small_only = {cell: count for cell, count in truth.items() if count not in (1, 2)}
    assert narrowed(small_only, truth, DIFFERENCES[name])


def test_published_figures_say_what_the_internal_ones_say_or_nothing(cohort: Package) -> None:
    published = list(told(cohort, public=True))
    names = {figure.indicator for figure in published}
    internals = [figure for figure in told(cohort, public=False) if figure.indicator in names]
    for internal, public in zip(internals, published, strict=True):
        if public.withheld:
            shown = (public.value, public.numerator, public.denominator, public.low, public.high, public.bound_low)
            assert shown == (None,) * 6
        else:
            assert (public.numerator, public.denominator) == (internal.numerator, internal.denominator)
            assert public.value == pytest.approx(internal.value)


def test_a_true_zero_is_published(cohort: Package) -> None:
    zeros = [f for f in told(cohort, public=False) if f.indicator == "participations" and f.value == 0]
    published = {(f.indicator, frozenset(f.by.items())): f for f in told(cohort, public=True)}
    assert zeros
    assert all(not published[f.indicator, frozenset(f.by.items())].withheld for f in zeros)


def test_the_pattern_does_not_depend_on_what_is_asked_for(cohort: Package) -> None:
    every = {(f.indicator, frozenset(f.by.items())): f.withheld for f in told(cohort, public=True)}
    for name in ("early_ending_rate", "job_start_within_6m_rate"):
        for breakdown in (("quarter",), ("gender",)):
            alone = figures(cohort, PERIOD, breakdowns=[breakdown], names=[name], public=True).figures
            assert [every[name, frozenset(f.by.items())] for f in alone] == [f.withheld for f in alone]


def test_tables_that_are_not_protected_together_are_refused(cohort: Package) -> None:
    with pytest.raises(Refused, match="nicht nach Segment und Jahr veröffentlicht"):
        figures(cohort, PERIOD, breakdowns=[("segment", "year")], names=["participations"], public=True)


def test_the_curve_after_exit_does_not_rise_by_one_or_two(cohort: Package) -> None:
    months = months_to_job_start(cohort, Period(date(2015, 7, 1), date(2019, 1, 31)), public=True)
    shown = [0, *months.started]
    rises = [b - a for a, b in pairwise(shown) if a is not None and b is not None]
    assert months.started[-1] == 132, "what stands beside the curve as a figure stays"
    assert not {1, 2} & set(rises)


def test_the_public_path_shows_nobody_alone(cohort: Package) -> None:
    shown = [
        count
        for step in path_steps(cohort, PERIOD, public=True)
        for count in (step.persons, step.goes_on, step.leaves, step.still_there, *step.onward.values())
    ]
    assert None in shown
    assert not {1, 2} & set(shown)


def test_several_centres_are_protected_with_their_answers(tmp_path: Path) -> None:
    """Some answers belong to no participation: they are in the total, but in no row by segment or gender."""
    with open_package(write_wild(tmp_path / "wild", seed=3)) as package:
        by = [(), ("centre",), ("gender",), ("centre", "gender")]
        names = ["improvement_rate", "participations", "persons_entered"]
        period = Period(date(2015, 1, 1), date(2018, 12, 31))
        internal = figures(package, period, breakdowns=by, names=names).figures
        public = figures(package, period, breakdowns=by, names=names, public=True).figures
    small = [number for number, figure in enumerate(internal) if figure.numerator in (1, 2)]
    assert small
    assert all(public[number].withheld for number in small)
