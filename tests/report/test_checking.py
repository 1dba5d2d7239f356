"""``--check``: what the figures suggest to the author, and what the author may want to mend."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from perspektiv.report.checking import Checked, check_plan

Writer = Callable[..., Path]


@pytest.fixture(scope="module")
def checked(reference_plan: Path, cohort_parquet: Path) -> Checked:
    """The check of the shipped plan on the example cohort."""
    return check_plan(reference_plan, cohort_parquet)


def test_the_shipped_plan_is_decided_bound_and_backed(checked: Checked) -> None:
    assert not checked.undecided
    assert not checked.hints


@pytest.mark.parametrize(
    "remark",
    [
        "loss_above_tolerance:nicht_erschienen",
        "small_base:laenge_coaching",
        "response_bounds:zufriedenheit",
        "instrument_change:satisfaction:zufriedenheit",
        "different_periods",
        "data_quality",
    ],
)
def test_the_figures_suggest(remark: str, checked: Checked) -> None:
    assert remark in {proposal.remark.id for proposal in checked.proposals}


def test_the_remark_on_losses_names_both_figures_and_the_limit(checked: Checked) -> None:
    remark = next(p.remark for p in checked.proposals if p.remark.id.startswith("loss_above"))
    assert all(part in remark.sentence.de for part in ("26,2", "25", "20,6"))
    assert remark.section == "termine"
    assert remark.alarm


def test_open_windows_are_suggested_and_marked(plan_file: Writer, cohort_parquet: Path) -> None:
    plan = plan_file(
        figures='job = { indicator = "job_start_within_6m_rate" }',
        blocks='[[sections.blocks]]\ntext = "Es fanden {job} Arbeit."',
    )
    found = {p.remark.id: p for p in check_plan(plan, cohort_parquet).proposals}
    assert found["provisional_window:job"].state == "undecided"


def test_a_limit_broken_by_its_own_figure_is_suggested(plan_file: Writer, cohort_parquet: Path) -> None:
    plan = plan_file(top='[limits.t]\nvalue = 0.1\nname = "Ziel"\nfor = "no_show_rate"')
    assert "limit_exceeded:ausfall" in {p.remark.id for p in check_plan(plan, cohort_parquet).proposals}


def test_decisions_stay_in_the_plan(plan_file: Writer, cohort_parquet: Path) -> None:
    plan = plan_file(
        end='[remarks]\naccept = ["beyond_data:umfang"]\n'
        '[[remarks.dismissed]]\nid = "data_quality"\nreason = "schon gesagt"'
    )
    checked = check_plan(plan, cohort_parquet)
    dismissed = next(p for p in checked.proposals if p.state == "dismissed")
    assert (dismissed.remark.id, dismissed.reason) == ("data_quality", "schon gesagt")
    assert [hint.kind for hint in checked.hints if "beyond_data:umfang" in hint.sentence.de] == ["gone"]


def test_typed_unbacked_unused_and_neutral_are_hinted_with_their_lines(plan_file: Writer, cohort_parquet: Path) -> None:
    blocks = """\
[[sections.blocks]]
text = "Es begannen {personen} Personen, davon 571 zum ersten Mal."
[[sections.blocks]]
chart = "segments"
title = "Fast alle sind Männer"
holds = "intake_male > 5 * intake_female"
[[sections.blocks]]
chart = "lengths"
title = "Das Coaching dauert am längsten, fast doppelt so lang"
"""
    plan = plan_file(blocks=blocks)
    hints = {hint.kind: hint for hint in check_plan(plan, cohort_parquet).hints}
    lines = plan.read_text("utf-8").splitlines()
    assert "571" in lines[hints["typed"].line - 1]
    assert "Das Coaching" in lines[hints["unbacked"].line - 1]
    assert "Fast alle" in lines[hints["title"].line - 1]
    assert "ausfall" in lines[hints["unused"].line - 1]
    assert "Teilnahmen nach Segment und Geschlecht" in hints["title"].sentence.de


def test_the_check_is_told_as_text_and_as_data(
    plan_file: Writer, cohort_parquet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERSPEKTIV_LANGUAGE", "de")
    checked = check_plan(plan_file(), cohort_parquet)
    assert "noch nicht entschieden" in checked.as_text()
    assert "Zeile" in checked.as_text()
    data = json.loads(json.dumps(checked.as_data()))
    assert {remark["state"] for remark in data["remarks"]} == {"undecided"}
    assert Checked("plan.toml", (), ()).as_text() == "Nichts anzumerken."
