"""Change and alliance in reports for the centre itself, and checked where somebody has published them."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from perspektiv.errors import Refused
from perspektiv.example import write_scaled
from perspektiv.indicators import Period, figures
from perspektiv.package import open_package, seal
from perspektiv.report.making import make_report
from perspektiv.report.plan import PlanFaulty
from perspektiv.report.verify import Outcome, verify_published

PERIOD = Period(date(2015, 1, 1), date(2019, 6, 30))
FIGURES = """
besser = { indicator = "reliable_improvement_rate" }
gespraech = { indicator = "session_alliance_below_threshold_rate" }
"""
BLOCKS = """\
[[sections.blocks]]
text = "Verbessert waren {besser} der Vergleiche; in {gespraech} der Rückmeldungen war eine Antwort tief.\""""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("voices") / "paket"
    write_scaled(out, centres=1, persons=200, seed=1, questionnaires=True)
    seal(out)
    return out


def test_an_internal_report_tells_them_with_their_intervals(
    tmp_path: Path, plan_file: Callable[..., Path], package: Path
) -> None:
    plan = plan_file(top='audience = "internal"', figures=FIGURES, blocks=BLOCKS)
    make_report(plan, package, tmp_path / "bericht")
    data = json.dumps(json.loads((tmp_path / "bericht" / "report.json").read_text("utf-8")), ensure_ascii=False)
    assert "der Vergleiche; in" in data and "Verlässliche Verbesserung" in data


def test_a_public_report_refuses_them(tmp_path: Path, plan_file: Callable[..., Path], package: Path) -> None:
    with pytest.raises((PlanFaulty, Refused)) as refused:
        make_report(plan_file(figures=FIGURES, blocks=BLOCKS), package, tmp_path / "bericht")
    assert "nicht veröffentlicht" in str(refused.value)


@pytest.mark.parametrize(("more", "outcome"), [(0, Outcome.HOLDS), (1, Outcome.DIFFERS)])
def test_a_published_figure_is_reckoned_again(tmp_path: Path, package: Path, more: int, outcome: Outcome) -> None:
    published = tmp_path / "published.json"
    with open_package(package) as opened:
        (figure,) = figures(opened, PERIOD, names=["reliable_improvement_rate"]).figures
        told = {
            "indicator": figure.indicator,
            "from": PERIOD.from_.isoformat(),
            "to": PERIOD.to.isoformat(),
            "numerator": int(figure.numerator or 0) + more,
            "denominator": figure.denominator,
            "printed_unit": "comparisons",
        }
        published.write_text(json.dumps({"figures": [told]}), "utf-8")
        (verdict,) = verify_published(published, opened).verdicts
    assert outcome in verdict.outcomes and Outcome.OTHER_UNIT not in verdict.outcomes
