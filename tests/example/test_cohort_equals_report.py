"""Every figure of the report of 2019 comes out of the made-up cohort."""

from __future__ import annotations

import json
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

import counting
from perspektiv.example import write_cohort

PUBLISHED = json.loads((Path(__file__).parents[1] / "reference" / "published_figures.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("example") / "cohort"
    write_cohort(out)
    return out


@pytest.fixture(scope="module")
def tables(folder: Path) -> duckdb.DuckDBPyConnection:
    return counting.open_tables(folder)


def name(figure: dict[str, Any]) -> str:
    return "-".join([figure["indicator"], figure["from"][:4], *figure.get("by", {}).values()])


def rounded(value: float, like: float) -> Decimal:
    """To as many digits as the published value has, half away from zero."""
    digits = Decimal(1).scaleb(Decimal(repr(like)).as_tuple().exponent)  # type: ignore[arg-type]
    return Decimal(value).quantize(digits, ROUND_HALF_UP)


@pytest.mark.parametrize("figure", PUBLISHED["figures"], ids=name)
def test_plain_sql_counts_what_the_report_prints(figure: dict[str, Any], tables: duckdb.DuckDBPyConnection) -> None:
    numerator, denominator = counting.count(
        tables, figure["indicator"], figure["from"], figure["to"], figure.get("by")
    )
    value = numerator if denominator is None else numerator / denominator
    if "numerator" in figure:
        assert (numerator, denominator) == (figure["numerator"], figure["denominator"])
    elif figure["indicator"] == "units_due_per_participation":
        assert rounded(value, figure["value"]) == Decimal(figure["printed"].replace(",", "."))
    elif "printed" in figure:
        percent = figure["printed"].removesuffix(" %").replace(",", ".")
        assert Decimal(value * 100).quantize(Decimal("0.01"), ROUND_HALF_UP) == Decimal(percent)
    else:
        assert value == pytest.approx(figure["value"], abs=1e-6)
