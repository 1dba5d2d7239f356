"""A chart that has nothing to draw says so: an empty package, a period before the first record, in every form."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from perspektiv.indicators import Period
from perspektiv.package import Package, open_package
from perspektiv.report.charts import CHARTS, SHORTEST_ALTERNATIVE, Given
from perspektiv.report.charts.nothing import SENTENCE
from perspektiv.report.checking import check_plan
from perspektiv.report.facts import Facts
from perspektiv.report.making import make_report
from perspektiv.report.naming import Naming
from perspektiv.report.pictures import svgs
from perspektiv.report.plan import read_plan

BEFORE = Period(date(2009, 1, 1), date(2010, 12, 31))
WHOLE = Period(date(2015, 1, 1), date(2019, 6, 30))
CHART = '[[sections.blocks]]\nchart = "{}"\ntitle = "Fast alle gehen weiter"\nholds = "personen > 3"'


@pytest.fixture(scope="module")
def empty_tables(cohort_csv: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example package with header rows only."""
    folder = tmp_path_factory.mktemp("empty") / "csv"
    shutil.copytree(cohort_csv, folder)
    for table in folder.glob("*.csv"):
        table.write_text(table.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def empty(empty_tables: Path) -> Iterator[Package]:
    """The same, open."""
    with open_package(empty_tables) as package:
        yield package


def given(name: str, package: Package, period: Period, plan: Path, *, public: bool) -> Given:
    wants = [(indicator, dims, period) for indicator, dims in CHARTS[name].needs]
    facts = Facts(package, replace(read_plan(plan), public=public, merge={}), wants)
    return Given(package, facts, period, Naming.of(package).segments, public, {})


@pytest.mark.parametrize("public", [True, False], ids=["public", "internal"])
@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_over_empty_tables_says_so(name: str, public: bool, empty: Package, reference_plan: Path) -> None:
    drawing = CHARTS[name].draw(given(name, empty, WHOLE, reference_plan, public=public))
    assert drawing.empty and drawing.rows == () and drawing.head
    assert SENTENCE in drawing.alternative and len(drawing.alternative) >= SHORTEST_ALTERNATIVE
    assert "liegt nichts vor" in svgs([drawing.specification])[0]


@pytest.mark.parametrize("public", [True, False], ids=["public", "internal"])
@pytest.mark.parametrize("name", CHARTS)
def test_so_does_one_of_a_period_before_the_first_record(
    name: str, public: bool, cohort: Package, reference_plan: Path
) -> None:
    assert CHARTS[name].draw(given(name, cohort, BEFORE, reference_plan, public=public)).empty


@pytest.mark.parametrize("name", CHARTS)
def test_nothing_is_not_said_of_what_is_there(name: str, cohort: Package, reference_plan: Path) -> None:
    assert not CHARTS[name].draw(given(name, cohort, WHOLE, reference_plan, public=False)).empty


def test_a_report_of_empty_charts_is_made_in_every_form(
    empty_tables: Path, plan_file: Callable[..., Path], tmp_path: Path
) -> None:
    plan = plan_file(blocks="\n".join(CHART.format(name) for name in CHARTS))
    make_report(plan, empty_tables, tmp_path / "bericht")
    page = (tmp_path / "bericht" / "report.html").read_text("utf-8")
    assert page.count("Leerer Rahmen") == page.count("Nichts in diesem Zeitraum.") == len(CHARTS)
    pieces = json.loads((tmp_path / "bericht" / "report.json").read_text("utf-8"))["document"]["sections"][0]["pieces"]
    assert [piece["chart"]["table"]["rows"] for piece in pieces] == [[]] * len(CHARTS)
    assert len(list((tmp_path / "bericht" / "tables").iterdir())) == len(CHARTS)


def test_no_title_of_the_author_stands_over_an_empty_chart(
    empty_tables: Path, plan_file: Callable[..., Path], tmp_path: Path
) -> None:
    blocks = '[[sections.blocks]]\nchart = "path"\ntitle = "Fast alle gehen weiter"'
    checked = check_plan(plan_file(blocks=blocks), empty_tables)
    assert [hint.kind for hint in checked.hints if "Fast alle" in hint.sentence.de] == ["unbacked", "title"]
    make_report(plan_file(blocks=blocks), empty_tables, tmp_path / "bericht")
    page = (tmp_path / "bericht" / "report.html").read_text("utf-8")
    assert "Fast alle" not in page and "Wege durch die Segmente" in page


def test_a_claim_on_an_empty_chart_is_no_fault(empty_tables: Path, plan_file: Callable[..., Path]) -> None:
    blocks = '[[sections.blocks]]\nchart = "path"\ntitle = "Fast alle gehen weiter"\nholds = "on_1 > 0.9 * total_1"'
    checked = check_plan(plan_file(blocks=blocks), empty_tables)
    assert "title" in {hint.kind for hint in checked.hints}
