"""The command line: what it prints, what it refuses, and how it ends."""

import json
import os
import re
import stat
from pathlib import Path

import pytest

from perspektiv import cli

PERIOD = ["--from", "2015-01-01", "--to", "2019-06-30"]


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Exit status, standard output, standard error."""
    try:
        status = cli.main([str(argument) for argument in arguments])
    except SystemExit as left:
        status = left.code if isinstance(left.code, int) else 1
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_figures_as_json_have_the_contract_s_form(cohort_parquet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(
        capsys,
        "figures",
        cohort_parquet,
        *PERIOD,
        "--by",
        "segment",
        "--indicator",
        "participations",
        "--format",
        "json",
    )
    answer = json.loads(out)
    assert status == 0
    assert {key: answer[key] for key in ("data_as_of", "from", "to")} == {
        "data_as_of": "2019-10-31",
        "from": "2015-01-01",
        "to": "2019-06-30",
    }
    assert answer["figures"][0] | {"by": {"segment": "intake"}, "value": 585, "numerator": 585} == answer["figures"][0]
    assert [figure["by"]["segment"] for figure in answer["figures"]] == [
        "intake", "review", "orientation", "search", "coaching", "basics",
    ]  # fmt: skip


def test_figures_as_csv_have_a_column_a_breakdown(cohort_parquet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(
        capsys, "figures", cohort_parquet, *PERIOD, "--by", "segment,gender", "--indicator", "participations",
        "--format", "csv",
    )  # fmt: skip
    header, first, *_ = out.splitlines()
    assert status == 0
    assert header.startswith("indicator,segment,gender,numerator,denominator,value,unit,provisional,open_windows")
    assert first.startswith("participations,intake,female,374,,374,count,false,")


def test_the_table_is_readable_at_eighty_columns(
    cohort_parquet: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    status, out, _ = run(capsys, "figures", cohort_parquet, *PERIOD)
    assert status == 0
    assert max(len(line.rstrip()) for line in out.splitlines()) <= 80
    assert "20,6\u00a0%" in out
    assert "2.017    9.794" in out


def test_what_cannot_be_broken_down_is_named_beside_the_answer(
    cohort_parquet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, "figures", cohort_parquet, *PERIOD, "--by", "segment", "--format", "json")
    assert status == 0
    assert "persons_exited" not in out
    assert "persons_exited" in err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--by", "segment", "--indicator", "persons_exited"], "gehört zur Person"),
        (["--by", "gender", "--indicator", "satisfaction_mean"], "anonym"),
        (["--by", "counsellor"], "counsellor"),
        (["--by", "segment,gender,year"], "höchstens zwei"),
        (["--by", "segment,segment"], "höchstens zwei"),
        (["--indicator", "no_show_rat"], "Meinten Sie no_show_rate?"),
        (["--indicator", "budget_use"], "ganze Haushaltsjahre"),
    ],
)
def test_a_question_without_an_answer_is_refused_in_one_sentence(
    cohort_parquet: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    status, out, err = run(capsys, "figures", cohort_parquet, *PERIOD, *arguments)
    assert (status, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("from_", "to", "sentence"),
    [
        ("2019-06-30", "2015-01-01", "den früheren Tag"),
        ("2015-02-30", "2015-12-31", "kein Tag"),
        ("gestern", "2015-12-31", "kein Tag"),
        ("20150101", "2015-12-31", "JJJJ-MM-TT"),
        ("0001-01-01", "9999-12-31", "außerhalb der Jahre"),
    ],
)
def test_a_period_that_is_none_is_refused(
    cohort_parquet: Path, capsys: pytest.CaptureFixture[str], from_: str, to: str, sentence: str
) -> None:
    status, out, err = run(capsys, "figures", cohort_parquet, "--from", from_, "--to", to)
    assert (status, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1


def test_a_package_that_is_none_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "figures", tmp_path / "nowhere", *PERIOD)
    assert (status, out) == (2, "")
    assert "nowhere" in err


def test_sentences_come_in_english_for_those_who_want_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERSPEKTIV_LANGUAGE", "en")
    _, _, err = run(capsys, "figures", tmp_path, "--from", "2019-01-01", "--to", "2018-01-01")
    assert "before it" in err


def test_check_names_faults_and_says_so_by_its_status(
    cohort_csv: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "check", cohort_csv)[0] == 0
    broken = tmp_path / "broken"
    broken.mkdir()
    for file in cohort_csv.iterdir():
        text = file.read_text(encoding="utf-8")
        broken.joinpath(file.name).write_text(text.replace(",female,", ",weiblich,", 1), encoding="utf-8")
    status, out, _ = run(capsys, "check", broken)
    assert status == 2
    assert "persons.csv" in out
    assert "weiblich" in out
    assert json.loads(run(capsys, "check", broken, "--format", "json")[1])["faults"]["count"] == 1


def test_the_catalogue_names_every_indicator(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "catalogue")
    assert status == 0
    assert "job_start_within_6m_rate" in out
    data = json.loads(run(capsys, "catalogue", "--format", "json")[1])
    assert {"de", "en"} == set(data[0]["title"])


def test_a_template_is_written_and_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "template", tmp_path / "listen.xlsx")[0] == 0
    assert run(capsys, "template", tmp_path / "listen.xlsx")[0] == 2


def test_convert_writes_another_form(cohort_csv: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "convert", cohort_csv, tmp_path / "paket.zip")[0] == 0
    assert run(capsys, "check", tmp_path / "paket.zip")[0] == 0


def test_convert_to_a_folder_writes_csv_unless_told_otherwise(
    cohort_parquet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "convert", cohort_parquet, tmp_path / "ordner")[0] == 0
    assert run(capsys, "check", tmp_path / "ordner")[0] == 0
    assert (tmp_path / "ordner" / "appointments.csv").is_file()


def test_a_wrong_call_is_explained_in_german(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "figures")
    assert status == 2
    assert "es fehlt: PAKET, --from, --to" in err


def test_help_is_german_throughout(capsys: pytest.CaptureFixture[str]) -> None:
    for verb in cli.VERBS:
        status, out, _ = run(capsys, verb, "--help")
        assert status == 0
        assert not {"PACKAGE", "OUT", "EMPTY", "VERB", "SOURCE", "FILE", "DIR", "KEY", "YYYY"} & set(
            re.split(r"\W+", out)
        )
    assert "BEFEHL" in run(capsys, "--help")[1]


def test_help_is_english_for_those_who_want_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERSPEKTIV_LANGUAGE", "en")
    assert "PACKAGE" in run(capsys, "import", "--help")[1]


def test_an_example_of_any_size(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "example", tmp_path / "klein", "--centres", 2, "--persons", 20, "--seed", 3)[0] == 0
    status, out, _ = run(
        capsys, "figures", tmp_path / "klein", *PERIOD, "--by", "centre", "--indicator", "persons_entered",
        "--format", "json",
    )  # fmt: skip
    assert status == 0
    assert len(json.loads(out)["figures"]) == 2


def test_an_example_with_whole_questionnaires(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "ganz"
    assert run(capsys, "example", out, "--centres", 1, "--persons", 60, "--seed", 3, "--questionnaires")[0] == 0
    status, told, _ = run(
        capsys, "figures", out, *PERIOD, "--indicator", "reliable_improvement_rate", "--format", "json",
    )  # fmt: skip
    assert status == 0 and json.loads(told)["figures"][0]["denominator"] > 0
    assert run(capsys, "template", tmp_path / "vorlage.xlsx", "--questionnaires")[0] == 0


def test_an_unknown_verb_gets_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "figure")
    assert status == 2
    assert err.count("\n") == 1


def test_a_mistake_of_ours_is_no_traceback(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PERSPEKTIV_DEBUG", raising=False)
    monkeypatch.setitem(cli.VERBS, "catalogue", lambda _: 1 // 0)
    status, _, err = run(capsys, "catalogue")
    assert status == 70
    assert "ZeroDivisionError" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("verb", "mode"), [("export", 0o600), ("import", 0o600), ("snapshot", 0o600), ("figures", 0o644)]
)
def test_what_holds_people_s_data_is_readable_by_its_owner_only(
    verb: str, mode: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = tmp_path / "written"
    arguments = [str(written), *(PERIOD if verb == "figures" else [])]

    def write(_: object) -> int:
        written.write_text("Distel", encoding="utf-8")
        return 0

    monkeypatch.setitem(cli.VERBS, verb, write)
    before = os.umask(0o022)
    try:
        assert cli.main([verb, *arguments]) == 0
        assert stat.S_IMODE(written.stat().st_mode) == mode
        assert os.umask(0o022) == 0o022, "and afterwards it is as it was"
    finally:
        os.umask(before)
