"""A plan that cannot be printed is answered with file, line, what is wrong and what to do."""

from collections.abc import Callable
from pathlib import Path

import pytest

from perspektiv.errors import Refused
from perspektiv.report.checking import check_plan
from perspektiv.report.making import make_report
from perspektiv.report.plan import PlanFaulty, read_plan

Writer = Callable[..., Path]

TABLE = """\
[[sections.blocks]]
table = "t"
title = "Niemand kam"
holds = "CLAIM"
columns = ["a"]
rows = [["{personen}"]]"""
CHART = '[[sections.blocks]]\nchart = "{}"'


BY_READING = {
    "a broken quotation mark": ({"top": 'kind = "Bericht'}, "TOML"),
    "a key written twice": ({"top": 'title = "noch einer"'}, "TOML"),
    "an unknown key": ({"top": 'untertitel = "x"'}, "„untertitel“ ist hier kein Schlüssel"),
    "a mistyped key": ({"top": 'offise = "x"'}, "Meinten Sie „office“?"),
    "a mistyped key of a block": ({"blocks": '[[sections.blocks]]\ntexxt = "x"'}, "Meinten Sie „text“?"),
    "a date in quotation marks": ({"section": 'from = "2015-01-01"\nto = 2019-01-01'}, "„from“ erwartet einen Tag"),
    "a number for a text": ({"top": "kind = 7"}, "„kind“ erwartet einen Text"),
    "a text for numbers": ({"blocks": '[[sections.blocks]]\ntable = "t"\ntotal = "5"'}, "„total“ erwartet"),
    "a reversed period": ({"section": "from = 2019-01-01\nto = 2015-01-01"}, "vor seinem Beginn"),
    "half a period": ({"section": "from = 2019-01-01"}, "„from“ und „to“"),
    "a figure's reversed period": (
        {"figures": 'x = { indicator = "endings", from = 2019-01-02, to = 2019-01-01 }'},
        "vor seinem Beginn",
    ),
    "an unknown indicator": ({"figures": 'x = { indicator = "no_show_rat" }'}, "Meinten Sie „no_show_rate“?"),
    "an unknown breakdown": (
        {"figures": 'x = { indicator = "endings", by = { segmnt = "intake" } }'},
        "Meinten Sie „segment“?",
    ),
    "three breakdowns": (
        {"figures": 'x = { indicator = "endings", by = { segment = "a", gender = "b", year = "c" } }'},
        "höchstens zwei",
    ),
    "a figure of an unknown section": (
        {"figures": 'x = { indicator = "endings", section = "umfangg" }'},
        "Meinten Sie „umfang“?",
    ),
    "a figure without indicator": ({"figures": 'x = { by = { gender = "female" } }'}, "braucht „indicator“"),
    "a name with capitals": ({"figures": 'Quote = { indicator = "endings" }'}, "taugt nicht als Name"),
    "a share of nothing": ({"figures": 'x = { part = "personen" }'}, "braucht „part“ und „of“"),
    "a share of an unknown figure": (
        {"figures": 'x = { part = "personen", of = "alle" }'},
        "steht nicht unter [figures]",
    ),
    "a limit for an unknown indicator": (
        {"top": '[limits.t]\nvalue = 0.2\nname = "T"\nfor = "no_shows"'},
        "gibt es nicht",
    ),
    "a limit and a figure of one name": (
        {"top": '[limits.ausfall]\nvalue = 0.2\nname = "T"\nfor = "no_show_rate"'},
        "gibt es zweimal",
    ),
    "a limit without value": ({"top": '[limits.t]\nname = "T"\nfor = "no_show_rate"'}, "fehlt „value“"),
    "a merge by what is no category": (
        {"top": 'merge = { gendr = { other = ["diverse"] } }'},
        "Meinten Sie „gender“?",
    ),
    "a merge by time": ({"top": 'merge = { year = { alle = ["2015"] } }'}, "Nach „year“ lässt sich nicht"),
    "an unknown audience": ({"top": 'audience = "alle"'}, "„public“ oder „internal“"),
    "a section without lead and blocks": ({"blocks": ""}, "Der Abschnitt „umfang“ ist leer"),
    "two sections of one id": (
        {"end": '[[sections]]\nid = "umfang"\ntitle = "x"\ncounts = "x"\n[[sections.blocks]]\ntext = "x"'},
        "gibt es zweimal",
    ),
    "a block of two kinds": (
        {"blocks": '[[sections.blocks]]\ntext = "x"\nchart = "path"'},
        "genau einen der Schlüssel",
    ),
    "an unknown chart": ({"blocks": CHART.format("pfad")}, "Das Bild „pfad“ gibt es nicht"),
    "a table without rows": ({"blocks": '[[sections.blocks]]\ntable = "t"\ncolumns = ["a"]'}, "Eine Tabelle braucht"),
    "a row too short": (
        {"blocks": '[[sections.blocks]]\ntable = "t"\ncolumns = ["a", "b"]\nrows = [["x"]]'},
        "hat 1 Zellen",
    ),
    "a total that is no row": (
        {"blocks": '[[sections.blocks]]\ntable = "t"\ncolumns = ["a"]\nrows = [["x"]]\ntotal = [3]'},
        "Die Zeile 3 gibt es",
    ),
    "an unknown part of a column": (
        {
            "blocks": '[[sections.blocks]]\ntable = "t"\nby = "year"\n'
            'columns = [{ head = "h", indicator = "endings", part = "w" }]'
        },
        "Den Teil „w“ gibt es nicht",
    ),
    "a dismissal without reason": (
        {"end": '[[remarks.dismissed]]\nid = "data_quality"\nreason = " "'},
        "Begründung fehlt",
    ),
    "a row of the first page without says": ({"end": '[[glance.rows]]\nfigure = "personen"'}, "„figure“ und „says“"),
}

BY_COMPUTING = {
    "an unknown figure in a text": ('[[sections.blocks]]\ntext = "Es kamen {persone}."', "Meinten Sie „personen“?"),
    "a malformed slot": ('[[sections.blocks]]\ntext = "Es kamen {Personen }."', "ist kein Platz für eine Kennzahl"),
    "an open brace": ('[[sections.blocks]]\ntext = "Es kamen {personen."', "ist kein Platz für eine Kennzahl"),
    "an unknown part": ('[[sections.blocks]]\ntext = "Es kamen {personen|ca}."', "Den Teil „ca“ gibt es nicht"),
    "a part that the figure lacks": (
        '[[sections.blocks]]\ntext = "Es kamen {personen|ci}."',
        "hat für diesen Zeitraum keinen Wert",
    ),
    "a wrong counting unit": (
        '[[sections.blocks]]\ntext = "Es kamen {personen} Teilnahmen."',
        "Diese Kennzahl zählt Personen",
    ),
    "a chart's unknown limit": (
        '[[sections.blocks]]\nchart = "quarters"\nlimit = "grenze"',
        "weder unter [figures] noch",
    ),
    "a contradicted finding": (
        TABLE.replace("CLAIM", "personen < 3"),
        "tragen diesen Satz nicht",
    ),
    "a claim on nothing": (
        TABLE.replace("CLAIM", "persone < 3"),
        "Die Prüfung nennt „persone“",
    ),
    "an unreadable claim": (
        TABLE.replace("CLAIM", "personen !! 3"),
        "ist nicht zu lesen",
    ),
}


MISTYPED_REMARKS = {
    "a remark of no kind": ("provisorisch:ausfall", "Den Hinweis „provisorisch:ausfall“ gibt es nicht"),
    "a mistyped kind": ("data_qualty", "Meinten Sie „data_quality“?"),
    "a mistyped figure": ("small_base:ausfal", "gibt es nicht"),
    "a row of a table that is not there": ("small_base:endings:segment=coaching", "gibt es nicht"),
}


@pytest.mark.parametrize("decision", ["accept = ['{}']", "dismissed = [{{ id = '{}', reason = 'x' }}]"])
@pytest.mark.parametrize(("remark", "said"), MISTYPED_REMARKS.values(), ids=MISTYPED_REMARKS)
def test_a_remark_that_cannot_be_stops_the_report(
    remark: str, said: str, decision: str, plan_file: Writer, cohort_parquet: Path, tmp_path: Path
) -> None:
    plan = plan_file(end=f"[remarks]\n{decision.format(remark)}")
    with pytest.raises(PlanFaulty) as refused:
        make_report(plan, cohort_parquet, tmp_path / "bericht")
    assert said in refused.value.sentence.de
    assert remark in plan.read_text("utf-8").splitlines()[refused.value.faults[0].line - 1]
    assert not (tmp_path / "bericht").exists()


@pytest.mark.parametrize(
    "remark", ["small_base:ausfall", "beyond_data:umfang", "break_in_series:no_show_rate:2018-Q4", "different_periods"]
)
def test_a_remark_that_the_figures_no_longer_suggest_stops_nothing(
    remark: str, plan_file: Writer, cohort_parquet: Path
) -> None:
    checked = check_plan(plan_file(end=f'[remarks]\naccept = ["{remark}"]'), cohort_parquet)
    assert "gone" in {hint.kind for hint in checked.hints}


@pytest.mark.parametrize(("lines", "said"), BY_READING.values(), ids=BY_READING)
def test_a_faulty_plan_is_answered_with_its_line(
    lines: dict[str, str], said: str, plan_file: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERSPEKTIV_LANGUAGE", "de")
    with pytest.raises(PlanFaulty) as refused:
        read_plan(plan_file(**lines))
    assert said in str(refused.value)
    assert str(refused.value).startswith("plan.toml, Zeile ")


@pytest.mark.parametrize(("blocks", "said"), BY_COMPUTING.values(), ids=BY_COMPUTING)
def test_a_text_that_the_figures_cannot_fill_is_answered_with_its_line(
    blocks: str, said: str, plan_file: Writer, cohort_parquet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERSPEKTIV_LANGUAGE", "de")
    plan = plan_file(blocks=blocks)
    with pytest.raises(PlanFaulty) as refused:
        check_plan(plan, cohort_parquet)
    assert said in str(refused.value)
    wrong = {"holds =": "holds", "{": "text ="}
    line = refused.value.faults[0].line
    assert any(sign in plan.read_text("utf-8").splitlines()[line - 1] for sign in (*wrong, "limit"))


def test_the_line_is_that_of_the_slot_in_a_text_of_several_lines(plan_file: Writer, cohort_parquet: Path) -> None:
    plan = plan_file(blocks='[[sections.blocks]]\ntext = """\nErst {personen}.\nDann {persone}.\n"""')
    with pytest.raises(PlanFaulty) as refused:
        check_plan(plan, cohort_parquet)
    assert "{persone}" in plan.read_text("utf-8").splitlines()[refused.value.faults[0].line - 1]


def test_all_faults_are_told_at_once_and_many_are_cut_short(plan_file: Writer) -> None:
    figures = "\n".join(f'x{n} = {{ indicator = "nix" }}' for n in range(30))
    with pytest.raises(PlanFaulty) as refused:
        read_plan(plan_file(figures=figures))
    assert len(refused.value.faults) == 30
    assert refused.value.sentence.de.count("\n") == 20
    assert "… und 10 weitere." in refused.value.sentence.de
    assert "… and 10 more." in refused.value.sentence.en


def test_a_missing_plan_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="UTF-8"):
        read_plan(tmp_path / "none.toml")


def test_a_row_that_does_not_occur_is_refused(plan_file: Writer, cohort_parquet: Path) -> None:
    plan = plan_file(figures='x = { indicator = "endings", by = { segment = "intak" } }')
    with pytest.raises(PlanFaulty, match="intake"):
        check_plan(plan, cohort_parquet)


def test_a_figure_that_its_indicator_cannot_give_is_refused_with_the_reason(
    plan_file: Writer, cohort_parquet: Path
) -> None:
    plan = plan_file(figures='x = { indicator = "persons_exited", by = { segment = "intake" } }')
    with pytest.raises(PlanFaulty) as refused:
        check_plan(plan, cohort_parquet)
    assert "nicht nach Segment" in refused.value.sentence.de
