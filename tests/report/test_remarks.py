"""Remarks and notes drawn from small figures that the example does not have."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from perspektiv.indicators import Period
from perspektiv.language import Text
from perspektiv.package import Finding
from perspektiv.report.checking import check_plan
from perspektiv.report.facts import Fact, Facts
from perspektiv.report.naming import Naming
from perspektiv.report.notes import Notes, words
from perspektiv.report.plan import Limit, PlanFaulty, read_plan
from perspektiv.report.quality import NOTHING, quality_notes
from perspektiv.report.remarks.remark import Ground
from perspektiv.report.remarks.series import breaks_in_series
from tests.report.small_figures import a_figure

Writer = Callable[..., Path]
PERIOD = Period(date(2019, 1, 1), date(2019, 12, 31))
WITHHELD_SHARE = """\
x = { indicator = "early_ending_positive_share", by = { segment = "coaching" } }"""


def test_a_withheld_figure_in_a_text_is_an_error_with_the_line(plan_file: Writer, cohort_parquet: Path) -> None:
    plan = plan_file(figures=WITHHELD_SHARE, blocks='[[sections.blocks]]\ntext = """Zuerst dies.\nDann {x}."""')
    with pytest.raises(PlanFaulty, match=r"geschützt|withheld") as refused:
        check_plan(plan, cohort_parquet)
    assert "{x}" in plan.read_text("utf-8").splitlines()[refused.value.faults[0].line - 1]


def test_the_same_figure_in_a_table_is_printed_as_withheld(plan_file: Writer, cohort_parquet: Path) -> None:
    blocks = '[[sections.blocks]]\ntable = "t"\ncolumns = ["a", "b"]\nrows = [["Coaching", "{x}"]]'
    assert check_plan(plan_file(figures=WITHHELD_SHARE, blocks=blocks), cohort_parquet).proposals


@pytest.mark.parametrize(
    ("part", "of"),
    [("participations", "persons_entered"), ("endings", "participations"), ("no_show_rate", "no_show_rate")],
)
def test_what_counts_different_things_makes_no_share(
    part: str, of: str, plan_file: Writer, cohort_parquet: Path
) -> None:
    figures = f'a = {{ indicator = "{part}" }}\nb = {{ indicator = "{of}" }}\nx = {{ part = "a", of = "b" }}'
    with pytest.raises(PlanFaulty, match=r"Verhältnis|relates"):
        check_plan(plan_file(figures=figures), cohort_parquet)


def test_a_share_of_a_withheld_count_is_withheld_and_of_nothing_is_absent() -> None:
    facts = Facts.__new__(Facts)
    whole = Fact("b", a_figure(value=12), PERIOD)
    facts.named = {"a": Fact("a", a_figure(value=None, withheld=True), PERIOD), "b": whole}
    share = cast(Any, SimpleNamespace(id="x", part=("a",), of="b", place=()))
    made = facts._share(share, cast(Any, None))
    assert made and made.figure.withheld and made.figure.value is None
    facts.named = {"a": Fact("a", a_figure(value=0), PERIOD), "b": Fact("b", a_figure(value=0), PERIOD)}
    empty = facts._share(share, cast(Any, None))
    assert empty and empty.figure.value is None and not empty.figure.withheld


def test_a_quarter_apart_from_the_one_before_is_suggested(reference_plan: Path) -> None:
    plan = read_plan(reference_plan)
    section = next(s for s in plan.sections if s.id == "termine")
    facts = Facts.__new__(Facts)
    rates = {"2015-Q1": (0.2, 0.15, 0.25), "2015-Q2": (0.4, 0.35, 0.45), "2015-Q3": (0.41, 0.36, 0.46)}
    facts.known = {
        ("no_show_rate", section.period, (("quarter", quarter),)): a_figure(
            "no_show_rate", value, numerator=value * 100, denominator=100, low=low, high=high
        )
        for quarter, (value, low, high) in rates.items()
    }
    found = list(breaks_in_series(Ground(plan, cast(Any, None), facts, {})))
    assert [remark.id for remark in found] == ["break_in_series:no_show_rate:2015-Q2"]
    assert "2. Quartal 2015" in found[0].sentence.de
    assert found[0].section == "termine"


def test_a_footnote_says_unit_base_period_interval_bounds_and_what_is_left_out() -> None:
    rate = a_figure(
        "job_start_within_6m_rate",
        0.25,
        numerator=25,
        denominator=100,
        low=0.2,
        high=0.3,
        bound_low=0.25,
        bound_high=0.4,
        provisional=True,
        open_windows=7,
    )
    said = words(Fact("job", rate, PERIOD)).replace("\u00a0", " ")
    for part in (
        "Personen (25 von 100)",
        "01.01.2019–31.12.2019",
        "95-%-Intervall 20–30 %",
        "25–40 %",
        "vorläufig: bei 7",
    ):
        assert part in said
    mean = words(Fact("s", a_figure("satisfaction_mean", 0.8, denominator=50), PERIOD)).replace("\u00a0", " ")
    assert "(n = 50)" in mean
    hidden = words(Fact("h", a_figure("job_start_within_6m_rate", None, withheld=True), PERIOD))
    assert "(geschützt)" in hidden
    limit = Limit("t", 0.25, "Toleranz", ("no_show_rate",), "vom Zentrum gesetzt", ())
    assert "vom Zentrum gesetzt" in words(Fact("t", a_figure(), PERIOD, limit))


def test_the_footnote_of_a_mean_says_units_and_participations() -> None:
    mean = a_figure("units_due_per_participation", 6.15, numerator=3442, denominator=560, unit="units")
    assert "(3.442 Einheiten / 560 Teilnahmen)" in words(Fact("m", mean, PERIOD)).replace("\u00a0", " ")


def test_the_footnote_of_one_year_names_that_year() -> None:
    long = Period(date(2015, 1, 1), date(2018, 6, 30))
    whole, cut = (
        words(Fact(year, a_figure("spending_eur", 1, unit="eur", by={"year": year}), long)) for year in ("2017", "2018")
    )
    assert "01.01.2017–31.12.2017" in whole
    assert "01.01.2018–30.06.2018" in cut


AHEAD = "from = 2019-01-01\nto = 2019-12-31"


@pytest.mark.parametrize(
    ("section", "figures", "blocks", "proposed"),
    [
        (AHEAD, "", '[[sections.blocks]]\nchart = "path"', True),
        (AHEAD, 'x = { indicator = "endings", section = "umfang" }', '[[sections.blocks]]\ntext = "{x}"', True),
        (AHEAD, "", '[[sections.blocks]]\ntext = "Wir planen. Bisher: {personen}."', False),
        ("", "", '[[sections.blocks]]\nchart = "path"', False),
    ],
)
def test_figures_of_days_beyond_the_data_are_suggested_and_plans_are_not(
    section: str, figures: str, blocks: str, *, proposed: bool, plan_file: Writer, cohort_parquet: Path
) -> None:
    checked = check_plan(plan_file(section=section, figures=figures, blocks=blocks), cohort_parquet)
    found = {p.remark.id: p.remark.sentence.de for p in checked.proposals}
    assert ("beyond_data:umfang" in found) is proposed
    if proposed:
        assert "31.12.2019" in found["beyond_data:umfang"] and "31.10.2019" in found["beyond_data:umfang"]


def test_two_questionnaires_are_no_versions_and_two_versions_are(reference_plan: Path, cohort_parquet: Path) -> None:
    remarks = [p.remark.id for p in check_plan(reference_plan, cohort_parquet).proposals]
    changes = [name for name in remarks if name.startswith("instrument_change")]
    assert changes == ["instrument_change:satisfaction:zufriedenheit"]


def test_one_basis_has_one_footnote() -> None:
    notes = Notes()
    women, men = (Fact(g, a_figure(by={"gender": g}), PERIOD) for g in ("female", "male"))
    later = replace(women, period=Period(date(2018, 1, 1), date(2018, 12, 31)))
    assert [notes.number(fact) for fact in (women, men, later, women)] == [1, 1, 2, 1]


def test_the_note_on_the_data_tells_each_kind_in_a_sentence() -> None:
    odd = [Finding("still planned", "appointments.csv", 2, "status", Text("…", "…"), fault=False)] * 3
    new = [Finding("something new", "x.csv", 2, None, Text("…", "…"), fault=False)]
    many = [Finding("outside participation", "a.csv", n, None, Text("…", "…"), fault=False) for n in range(50)]
    told = quality_notes(cast(Any, SimpleNamespace(warnings=(*odd, *new, *many))))
    assert told[0].startswith("50 oder mehr Termine")
    assert told[1].startswith("3 vergangene Termine")
    assert "„something new“" in told[2]
    assert quality_notes(cast(Any, SimpleNamespace(warnings=()))) == (NOTHING,)


def test_rows_are_named_in_german_and_ordered_along_the_path() -> None:
    naming = Naming({"intake": "Einstieg", "search": "Suche"}, {"c": "Mitte"})
    assert naming.row((("gender", "female"), ("segment", "intake"))) == "Frauen, Einstieg"
    assert [naming.word(*pair) for pair in (("centre", "c"), ("month", "2019-03"), ("year", "2019"))] == [
        "Mitte",
        "03/2019",
        "2019",
    ]
    rows = [(("segment", key),) for key in ("search", "new", "intake")]
    assert [row[0][1] for row in sorted(rows, key=naming.order)] == ["intake", "search", "new"]
