"""A list of published figures against a package: the reference list on the example cohort, and lists of all faults."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from perspektiv.errors import Refused
from perspektiv.indicators import CATALOGUE, Figure, Period, figures
from perspektiv.package import Package
from perspektiv.report.verify import Outcome, Verdict, Verification, as_text, entries, verify_published
from perspektiv.report.verify.comparing import compared
from perspektiv.report.verify.recomputing import Recomputed
from perspektiv.report.verify.units import COUNTED

REFERENCE = Path(__file__).parents[2] / "reference" / "published_figures.json"
EXTENT = {"from": "2015-01-01", "to": "2019-06-30"}
EXITS = {"from": "2015-07-01", "to": "2019-01-31"}

TAKING_PART = {"indicator": "participations", **EXTENT}
EARLY = {"indicator": "early_ending_rate", **EXTENT}
JOBS = {"indicator": "job_start_within_6m_rate", **EXITS}

Check = Callable[..., Sequence[Verdict]]


@pytest.fixture(scope="module")
def reference(cohort: Package) -> Verification:
    return verify_published(REFERENCE, cohort)


@pytest.fixture
def check(tmp_path: Path, cohort: Package) -> Check:
    def checked(*listed: Any, context: dict[str, Any] | None = None) -> Sequence[Verdict]:
        return _checked(tmp_path / "published.json", cohort, listed, context)

    return checked


def _checked(
    path: Path, package: Package, listed: Sequence[Any], context: dict[str, Any] | None = None
) -> Sequence[Verdict]:
    path.write_text(json.dumps({"figures": listed, "context": context or {}}), encoding="utf-8")
    return verify_published(path, package).verdicts


def _outcomes(verdict: Verdict) -> list[str]:
    return sorted(outcome.value for outcome in verdict.outcomes)


def test_the_reference_list_holds_but_for_what_is_known_to_be_wrong_with_it(reference: Verification) -> None:
    found = {finding.words.split(",")[0]: _outcomes(finding) for finding in reference.findings}
    assert found == {
        "early_ending_rate": ["holds", "other_unit"],
        "job_start_within_6m_rate": ["holds", "truncated"],
        "leavers_loss_rate": ["remark"],
    }
    listed = len(json.loads(REFERENCE.read_text(encoding="utf-8"))["figures"])
    assert sum(Outcome.HOLDS in verdict.outcomes for verdict in reference.verdicts) == listed
    assert reference.exit_status == 1


def test_the_reference_list_uses_four_periods(reference: Verification) -> None:
    assert reference.notes[0].en.startswith("The list uses 4 different periods: ")
    assert "single years 2015 to 2018" in reference.notes[0].en


def test_the_findings_are_told_in_sentences(reference: Verification, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERSPEKTIV_LANGUAGE", "de")
    text = " ".join(as_text(reference).split())
    assert "Gedruckt ist 26,34 %, nachgerechnet 26,35 %: abgeschnitten, nicht gerundet." in text
    assert "Als Personen benannt, gezählt werden aber Teilnahmen" in text
    assert "alle Verluste zusammen mit den abgesagten Terminen (26,2 %) liegen darüber" in text


def test_a_listed_figure_is_shown_as_people_write_it(
    tmp_path: Path, cohort: Package, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERSPEKTIV_LANGUAGE", "de")
    path = tmp_path / "published.json"
    spent = {"indicator": "spending_eur", "from": "2017-01-01", "to": "2017-12-31", "value": 621986.0}
    listed = [
        {**TAKING_PART, "value": 1463},
        spent,
        {**JOBS, "numerators_by": {"gender": {"female": 84}}},
        {**TAKING_PART, "by": {"gender": "male"}, "printed": "524"},
        {"indicator": "happiness", **EXTENT, "value": 0.5},
    ]
    _checked(path, cohort, listed)
    text = " ".join(as_text(verify_published(path, cohort)).split())
    for shown in (
        "Teilnahmen (participations), 01.01.2015 bis 30.06.2019: 1.463",
        "(spending_eur), 01.01.2017 bis 31.12.2017: 621.986,00",
        "Zähler (gender=female): angegeben ist 84, nachgerechnet 83.",
        "(participations, gender=male), 01.01.2015 bis 30.06.2019: 524",
        "happiness, 01.01.2015 bis 30.06.2019: 0,5",
    ):
        assert shown in text


COMPARED: list[tuple[dict[str, Any], list[str]]] = [
    ({**TAKING_PART, "value": 1463}, ["holds"]),
    ({**TAKING_PART, "value": 1464}, ["differs"]),
    ({**TAKING_PART, "printed": "1.463"}, ["holds"]),
    ({**TAKING_PART, "printed": "1.436"}, ["differs"]),
    ({**TAKING_PART, "printed": "14 %"}, ["differs"]),
    ({**TAKING_PART, "denominator": 5, "value": 1463}, ["differs"]),
    ({**TAKING_PART, "by": {"gender": "male", "segment": "intake"}, "value": 211}, ["holds"]),
    ({**EARLY, "printed": "10,87 %"}, ["holds"]),
    ({**EARLY, "printed": "11 %"}, ["holds"]),
    ({**EARLY, "printed": "10,8 %"}, ["holds", "truncated"]),
    ({**EARLY, "printed": "0,11"}, ["holds"]),
    ({**EARLY, "value": 0.1087}, ["holds"]),
    ({**EARLY, "value": 0.108}, ["holds", "truncated"]),
    ({**EARLY, "value": 0.10872675250357654}, ["holds"]),
    ({**EARLY, "value": 0.10872675250000001}, ["holds"]),
    ({**EARLY, "value": 0.10872575250000001}, ["differs"]),
    ({**EARLY, "numerator": 151, "denominator": 1398}, ["differs"]),
    ({**EARLY, "printed": "10,87 %", "printed_unit": "participations"}, ["holds"]),
    ({**EARLY, "printed": "12 %", "printed_unit": "persons"}, ["differs", "other_unit"]),
    ({**JOBS, "numerators_by": {"gender": {"female": 83, "male": 49}}}, ["holds"]),
    ({**JOBS, "numerators_by": {"gender": {"female": 84}}}, ["differs"]),
    ({**JOBS, "numerators_by": {"gender": {"cats": 8}}, "numerator": 132},
     ["holds", "not_recomputed"]),
    ({**JOBS, "to": "2019-09-30", "printed": "99,9 %"}, ["differs"]),
    ({"indicator": "satisfaction_mean", "from": "2015-01-01", "to": "2018-10-31", "numerator": 1}, ["differs"]),
    ({"indicator": "satisfaction_mean", "from": "2015-01-01", "to": "2018-10-31", "printed": "87,8 %"}, ["holds"]),
]  # fmt: skip


@pytest.fixture(scope="module")
def all_compared(tmp_path_factory: pytest.TempPathFactory, cohort: Package) -> Sequence[Verdict]:
    return _checked(tmp_path_factory.mktemp("list") / "published.json", cohort, [figure for figure, _ in COMPARED])


@pytest.mark.parametrize("number", range(len(COMPARED)), ids=lambda number: str(COMPARED[number]))
def test_a_figure_is_compared_at_the_digits_it_is_given_with(all_compared: Sequence[Verdict], number: int) -> None:
    assert _outcomes(all_compared[number]) == COMPARED[number][1]


IMPOSSIBLE: list[tuple[Any, str]] = [
    ({"indicator": "happiness", **EXTENT, "value": 1}, "There is no indicator “happiness”."),
    ({"indicator": "persons_exited", **EXTENT, "by": {"segment": "intake"}, "value": 1}, "belongs to the person"),
    ({**TAKING_PART, "by": {"counsellor": "x"}, "value": 1}, "counsellor"),
    ({**TAKING_PART, "by": {"segment": "x"}, "value": 1}, "has no row for segment = x"),
    ({**TAKING_PART, "by": {"year": "2015", "gender": "male", "segment": "x"}, "value": 1}, "two"),
    ({"indicator": "early_ending_rate", "from": "1999-01-01", "to": "1999-12-31", "value": 1}, "nothing to count"),
    ({"indicator": "budget_use", **EXTENT, "value": 1}, "whole budget years"),
    ({"indicator": "participations", "from": "2019-06-31", "to": "2019-06-30", "value": 1}, '"from" must be a day'),
    ({"indicator": "participations", "from": "2019-06-30", "to": 2019, "value": 1}, '"to" must be a day'),
    ({"indicator": "participations", "from": "2019-06-30", "to": "2015-01-01", "value": 1}, "before it"),
    ({"indicator": "participations", "value": 1}, '"from" must be a day'),
    ({"indicator": 7, **EXTENT, "value": 1}, '"indicator", the name'),
    (TAKING_PART, "There is no figure"),
    ({**TAKING_PART, "value": "many"}, '"value" is no usable number'),
    ({**TAKING_PART, "value": True}, '"value" is no usable number'),
    ({**TAKING_PART, "value": 1e30}, '"value" is no usable number'),
    ({**TAKING_PART, "printed": "viele"}, '"printed" is no number'),
    ({**TAKING_PART, "printed": 5}, '"printed" is no number'),
    ({**TAKING_PART, "by": ["segment"], "value": 1}, '"by" must name'),
    ({**TAKING_PART, "by": {"year": 2015}, "value": 1}, '"by" must name'),
    ({**TAKING_PART, "value": 1, "printed_unit": "cats"}, '"printed_unit" must be one of'),
    ({**TAKING_PART, "value": 1, "printed_unit": ["persons"]}, '"printed_unit" must be one'),
    ({**TAKING_PART, "value": 1, "numerators_by": {"gender": 5}}, '"numerators_by" must'),
    ("participations", "no object in braces"),
    (None, "no object in braces"),
]  # fmt: skip


@pytest.fixture(scope="module")
def all_impossible(tmp_path_factory: pytest.TempPathFactory, cohort: Package) -> Sequence[Verdict]:
    listed = [*(figure for figure, _ in IMPOSSIBLE), {"indicator": "endings", **EXTENT, "value": 1398}]
    return _checked(tmp_path_factory.mktemp("list") / "published.json", cohort, listed)


@pytest.mark.parametrize("number", range(len(IMPOSSIBLE)), ids=lambda number: str(IMPOSSIBLE[number]))
def test_what_cannot_be_recomputed_is_told_with_its_reason(all_impossible: Sequence[Verdict], number: int) -> None:
    assert _outcomes(all_impossible[number]) == ["not_recomputed"]
    assert IMPOSSIBLE[number][1] in all_impossible[number].remarks[0].sentence.en


def test_a_withheld_figure_cannot_be_recomputed(tmp_path: Path) -> None:
    path = tmp_path / "published.json"
    path.write_text(json.dumps({"figures": [{**JOBS, "value": 0.5}]}))
    entry = entries.read_published(path).entries[0][1]
    assert isinstance(entry, entries.Entry)
    few = Figure(entry.indicator, {}, None, None, None, "share", withheld=True)
    remarks = compared(entry, Recomputed({(entry.period, entry.indicator, frozenset()): few}))
    assert [remark.outcome for remark in remarks] == [Outcome.NOT_RECOMPUTED]
    assert "fewer than five responses" in remarks[0].sentence.en


def test_a_provisional_figure_says_so(check: Check, cohort: Package) -> None:
    now = Period(date(2015, 7, 1), date(2019, 9, 30))
    rate = figures(cohort, now, names=["job_start_within_6m_rate"]).figures[0]
    verdict = check({**JOBS, "to": "2019-09-30", "numerator": rate.numerator})[0]
    assert _outcomes(verdict) == ["holds"]
    assert f"the window of {rate.open_windows} persons is still open" in verdict.remarks[0].sentence.en


def test_a_figure_that_cannot_be_recomputed_harms_no_other(all_impossible: Sequence[Verdict]) -> None:
    assert _outcomes(all_impossible[-1]) == ["holds"]


@pytest.mark.parametrize("tolerance", [0.2, 0.27, 25, "25 %", None, True])
def test_a_tolerance_that_both_rates_keep_or_break_is_no_remark(check: Check, tolerance: object) -> None:
    figure = {"indicator": "leavers_no_show_rate", **EXTENT, "printed": "21 %"}
    assert len(check(figure, context={"no_show_tolerance": tolerance})) == 1


def test_a_tolerance_in_a_period_without_appointments_is_no_remark(check: Check) -> None:
    figure = {"indicator": "no_show_rate", "from": "1999-01-01", "to": "1999-12-31", "printed": "21 %"}
    assert len(check(figure, context={"no_show_tolerance": 0.25})) == 1


def test_one_period_needs_no_note(tmp_path: Path, cohort: Package) -> None:
    path = tmp_path / "published.json"
    path.write_text(json.dumps({"figures": [{"indicator": "endings", **EXTENT, "value": 1398}]}))
    result = verify_published(path, cohort)
    assert (result.notes, result.exit_status) == ((), 0)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"7",
        b'{"figures": {}}',
        b'{"figures": [NaN]}',
        b"\xff\xfe",
        b"[" * 10**5,
        b"[1e9999999999999999999]",
    ],
)
def test_a_file_that_is_no_list_is_refused(tmp_path: Path, cohort: Package, content: bytes) -> None:
    path = tmp_path / "published.json"
    path.write_bytes(content)
    with pytest.raises(Refused):
        verify_published(path, cohort)


def test_a_missing_or_huge_list_is_refused(tmp_path: Path, cohort: Package, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match=r"lässt sich nicht lesen|cannot be read"):
        verify_published(tmp_path / "published.json", cohort)
    monkeypatch.setattr(entries, "LARGEST", 3)
    (tmp_path / "published.json").write_text('{"figures": []}')
    with pytest.raises(Refused, match="20 MB"):
        verify_published(tmp_path / "published.json", cohort)


def test_every_counting_unit_of_the_catalogue_has_a_name() -> None:
    assert {indicator.counted for indicator in CATALOGUE.values()} <= COUNTED.keys()
