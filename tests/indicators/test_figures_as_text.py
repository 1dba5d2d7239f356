"""Figures as JSON and CSV, as the contract writes them: nothing rounded, nothing that a spreadsheet would run."""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import cast

import pytest

from perspektiv.indicators import Answer, Figure, Period
from perspektiv.indicators.printing import as_csv, as_json
from perspektiv.package import Package

YEAR = Period(date(2015, 1, 1), date(2015, 12, 31))
PACKAGE = cast(Package, SimpleNamespace(name="erdacht", made_up=True, data_as_of=date(2016, 12, 31)))
SHARE = Figure("no_show_rate", {"segment": "intake"}, 1, 3, 1 / 3, "share", low=0.1, high=0.8, interval="clustered")
TOTAL = Figure("spending_eur", {}, Decimal("0.10"), None, Decimal("0.10"), "eur")
CONTRACT = {
    *("indicator", "by", "numerator", "denominator", "value", "unit", "provisional", "open_windows"),
    *("withheld", "low", "high", "bound_low", "bound_high", "interval"),
}


def rows(*figures: Figure) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(Answer(figures, [])))))


def test_json_names_package_day_and_period() -> None:
    written = json.loads(as_json(Answer([SHARE, TOTAL], []), PACKAGE, YEAR))
    figures = written.pop("figures")
    assert written == {
        "package": "erdacht",
        "made_up": True,
        "data_as_of": "2016-12-31",
        "from": "2015-01-01",
        "to": "2015-12-31",
    }
    assert all(set(figure) >= CONTRACT for figure in figures)
    assert figures[0]["value"] == 1 / 3
    assert figures[0]["by"] == {"segment": "intake"}
    assert (figures[1]["value"], figures[1]["denominator"], figures[1]["by"]) == (0.1, None, {})


def test_csv_has_one_column_a_breakdown_and_leaves_empty_what_is_absent() -> None:
    share, total = rows(SHARE, TOTAL)
    assert set(share) >= CONTRACT - {"by"} | {"segment"}
    assert (share["segment"], share["value"], share["withheld"]) == ("intake", str(1 / 3), "false")
    assert (total["segment"], total["denominator"], total["value"]) == ("", "", "0.1")


def test_a_withheld_figure_is_empty_and_not_zero() -> None:
    (hidden,) = rows(SHARE.hidden())
    assert (hidden["numerator"], hidden["denominator"], hidden["value"], hidden["withheld"]) == ("", "", "", "true")


@pytest.mark.parametrize("label", ["=1+1", "+1", "-1", "@x", "|x", "%x", "\tx"])
def test_a_category_is_never_a_formula(label: str) -> None:
    (row,) = rows(Figure("endings", {"segment": label}, 1, None, 1, "count"))
    assert row["segment"] == f"'{label}"
