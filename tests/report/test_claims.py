"""Claims: findings in words, decided by figures."""

from datetime import date
from pathlib import Path

import pytest

from perspektiv.indicators import Period
from perspektiv.report.claims import Claims
from perspektiv.report.facts import Fact
from perspektiv.report.plan import Faults, Said
from perspektiv.report.plan.source import Source
from tests.report.small_figures import a_figure

PERIOD = Period(date(2019, 1, 1), date(2019, 12, 31))
FACTS = {
    "job": Fact(
        "job", a_figure("job_start_within_6m_rate", 0.25, numerator=25, denominator=100, low=0.18, high=0.34), PERIOD
    ),
    "intake": Fact("intake", a_figure("units_due_per_participation", 6.0), PERIOD),
    "coaching": Fact("coaching", a_figure("units_due_per_participation", 12.0), PERIOD),
    "hidden": Fact("hidden", a_figure(value=None, withheld=True), PERIOD),
}


def claims() -> tuple[Claims, Faults]:
    faults = Faults(Source(Path("plan.toml"), ""))
    return Claims(FACTS, faults), faults


@pytest.mark.parametrize(
    "claim",
    [
        "job between 0.2 and 0.3",
        "job between 20% and 30 %",
        "job = 0.25",
        "job.low > 0.1 and job.high < 0.4 and job.n = 25",
        "coaching > 1.8 * intake",
        "2 * intake >= coaching",
        "coaching <= 2 * intake and job <= 25%",
        "on_1 > 0.9 * total_1",
    ],
)
def test_what_holds_holds(claim: str) -> None:
    decided, faults = claims()
    assert decided.hold(Said("…", (claim,), ("lead",)), {"on_1": 95, "total_1": 100})
    assert not faults.found


@pytest.mark.parametrize(
    "claim", ["job > 0.3", "job between 0.3 and 0.4", "intake > coaching", "job < 0.3 and job < 0.2"]
)
def test_what_contradicts_is_a_fault_with_the_values(claim: str) -> None:
    decided, faults = claims()
    decided.demand(Said("…", (claim,), ("lead",)))
    assert len(faults.found) == 1
    assert "= " in faults.found[0].sentence.de.partition("stimmt nicht (")[2]


@pytest.mark.parametrize(
    "claim", ["", "job", "job >", "> 3", "job 3", "job between 1", "job > 3 or job < 2", "job; 3", "job > 1 2"]
)
def test_what_cannot_be_read_is_a_fault(claim: str) -> None:
    decided, faults = claims()
    assert not decided.hold(Said("…", (claim,), ("lead",)))
    assert "nicht zu lesen" in faults.found[0].sentence.de


@pytest.mark.parametrize("claim", ["jo > 3", "job.lo > 3", "on_1 > 3"])
def test_an_unknown_name_is_a_fault(claim: str) -> None:
    decided, faults = claims()
    decided.demand(Said("…", (claim,), ("lead",)))
    assert "gibt es nicht" in faults.found[0].sentence.de


def test_a_withheld_value_backs_nothing() -> None:
    decided, faults = claims()
    assert not decided.hold(Said("…", ("hidden > 3",), ("title",)))
    assert not faults.found
    decided.demand(Said("…", ("hidden > 3",), ("lead",)))
    assert "geschützt" in faults.found[0].sentence.de
