"""Every figure of the report of 2019 comes out of the made-up cohort, counted in two ways that share no code."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from perspektiv.example.cohort import cohort as made_cohort
from perspektiv.indicators import Figure, Period, figures
from perspektiv.package import Package
from tests.example import plain_counting

PUBLISHED: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "reference" / "published_figures.json").read_text("utf-8")
)["figures"]


def name(figure: dict[str, Any]) -> str:
    return "-".join([figure["indicator"], figure["from"][:4], *figure.get("by", {}).values()])


@pytest.fixture(scope="module")
def computed(cohort: Package) -> dict[tuple[str, str], Sequence[Figure]]:
    """All figures of the report's periods, by first and last day."""
    periods = {(figure["from"], figure["to"]) for figure in PUBLISHED}
    breakdowns = list({tuple(figure.get("by", {})) for figure in PUBLISHED})
    return {
        days: figures(cohort, Period(*map(date.fromisoformat, days)), breakdowns=breakdowns).figures for days in periods
    }


@pytest.mark.parametrize("figure", PUBLISHED, ids=name)
def test_the_indicators_give_what_the_report_prints(
    figure: dict[str, Any], computed: dict[tuple[str, str], Sequence[Figure]]
) -> None:
    cells = computed[figure["from"], figure["to"]]
    (found,) = [cell for cell in cells if (cell.indicator, cell.by) == (figure["indicator"], figure.get("by", {}))]
    assert not found.withheld and not found.provisional and found.value is not None
    if "numerator" in figure:
        assert (found.numerator, found.denominator) == (figure["numerator"], figure["denominator"])
    assert_printed(float(found.value), figure)


@pytest.mark.parametrize("figure", PUBLISHED, ids=name)
def test_plain_sql_gives_what_the_report_prints(figure: dict[str, Any], tables: duckdb.DuckDBPyConnection) -> None:
    assert_counted(figure, tables)


def test_other_people_give_the_same_figures() -> None:
    """The figures hold by construction, not by a lucky draw."""
    tables = plain_counting.hold_tables(made_cohort(seed=1))
    for figure in PUBLISHED:
        assert_counted(figure, tables)


@pytest.mark.parametrize(("gender", "starts"), [("female", 83), ("male", 49)])
def test_job_starts_of_women_and_men(gender: str, starts: int, tables: duckdb.DuckDBPyConnection) -> None:
    found, _ = plain_counting.count(tables, "job_start_within_6m_rate", "2015-07-01", "2019-01-31", {"gender": gender})
    assert found == starts


def assert_counted(figure: dict[str, Any], tables: duckdb.DuckDBPyConnection) -> None:
    numerator, denominator = plain_counting.count(
        tables, figure["indicator"], figure["from"], figure["to"], figure.get("by")
    )
    if "numerator" in figure:
        assert (numerator, denominator) == (figure["numerator"], figure["denominator"])
    assert_printed(numerator if denominator is None else numerator / denominator, figure)


def assert_printed(value: float, figure: dict[str, Any]) -> None:
    """The value to the digits that the report prints, half away from zero; exact where it prints counts or euros."""
    if figure["indicator"] == "units_due_per_participation" or ("numerator" not in figure and "printed" in figure):
        digits = Decimal("0.01") if figure["value"] > 1 else Decimal("0.0001")
        assert Decimal(value).quantize(digits, ROUND_HALF_UP) == Decimal(str(figure["value"]))
    else:
        assert value == pytest.approx(figure["value"], abs=1e-6)
