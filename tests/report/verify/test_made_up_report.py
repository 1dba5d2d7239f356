"""A whole report, made up but with the figures and the traps of a real one: what is found in it, and nothing else."""

from collections import Counter
from pathlib import Path

import pytest

from perspektiv.report.verify import Verification, verify_text

REPORT = Path(__file__).parent / "made_up_report.txt"


@pytest.fixture(scope="module")
def check() -> Verification:
    return verify_text(REPORT)


def test_the_truncated_rate_and_the_wrong_label_are_found_and_nothing_else(check: Verification) -> None:
    found = [(finding.place.de, sorted(finding.outcomes)) for finding in check.findings]
    assert found == [("Zeile 21", ["holds", "other_unit"]), ("Zeile 36", ["truncated"])]
    assert check.exit_status == 1


def test_the_findings_say_what_comes_out_and_where(check: Verification) -> None:
    label, truncated = check.findings
    assert "geteilt" in label.remarks[1].sentence.de
    assert truncated.remarks[0].sentence.de == (
        "132 von 501 sind 26,35\u00a0%; gedruckt ist 26,34\u00a0%: abgeschnitten, nicht gerundet."
    )
    assert "26,34%" in truncated.words
    assert truncated.recomputed == 132 / 501


def test_everything_else_that_can_be_recomputed_holds(check: Verification) -> None:
    sentences = "\n".join(remark.sentence.en for verdict in check.verdicts for remark in verdict.remarks)
    assert len(check.verdicts) == 19
    assert Counter(outcome.value for verdict in check.verdicts for outcome in verdict.outcomes)["holds"] == 18
    for shown in (
        "939 + 524 = 1,463",
        "585 + 545 + 211 + 40 + 23 + 59 = 1,463",
        "374 + 361 + 138 + 20 + 11 + 35 = 939",
        "211 + 184 + 73 + 20 + 12 + 24 = 524",
        "7,225 + 2,017 + 552 = 9,794",
        "83 + 49 = 132",
        "2,017 of 9,794 are 20.59%; printed 21%",
        "247 of 501 are 49.30%; printed 49.30%",
        "247 of 501 are 49.30%; printed 49%",
        "625 of 973 are 64.23%",
        "The same rate is shown elsewhere (line 28)",
    ):
        assert shown in sentences


def test_percentages_without_counts_are_listed_and_not_judged(check: Verification) -> None:
    assert [verdict.place.en for verdict in check.unchecked] == ["line 13", "line 21", "line 34", "line 34", "line 40"]
