"""What the tests of the report share: the reference plan, a report made once, small figures."""

from collections.abc import Callable
from pathlib import Path

import pytest

from perspektiv.report.making import make_report

PLANS = Path(__file__).parents[2] / "perspektiv" / "report" / "plans"


@pytest.fixture(scope="session")
def reference_plan() -> Path:
    """The shipped plan of the reference report."""
    return PLANS / "perspektivzentrum.toml"


@pytest.fixture(scope="session")
def report(cohort_parquet: Path, reference_plan: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference report on the example cohort, in all forms."""
    out = tmp_path_factory.mktemp("report") / "bericht"
    make_report(reference_plan, cohort_parquet, out)
    return out


@pytest.fixture
def plan_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes a plan: the smallest that can be printed, with lines added or replaced."""

    def write(*, top: str = "", figures: str = "", section: str = "", blocks: str = TEXT, end: str = "") -> Path:
        path = tmp_path / "plan.toml"
        path.write_text(
            f"{HEAD}\n{top}\n[figures]\n{FIGURES}\n{figures}\n{SECTION}\n{section}\n{blocks}\n{end}\n", "utf-8"
        )
        return path

    return write


HEAD = """\
title = "Bericht"
office = "Jobcenter"
date = 2019-11-14
from = 2015-01-01
to = 2019-06-30"""
FIGURES = """\
personen = { indicator = "persons_entered" }
ausfall = { indicator = "no_show_rate" }"""
SECTION = """\
[[sections]]
id = "umfang"
title = "Umfang"
counts = "Personen\""""
TEXT = """\
[[sections.blocks]]
text = "Es begannen {personen} Personen.\""""
