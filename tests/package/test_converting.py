"""From one form into another, and from what spreadsheets write; what was assumed is said."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from perspektiv.errors import Refused
from perspektiv.package import PackageFaulty, check, convert, open_package
from perspektiv.package.writing import Form
from perspektiv.schema import OPTIONAL

Write = Callable[..., Path]
Turn = Callable[[str], bytes]


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.glob("*.csv")}


FORMS: list[tuple[str, Form]] = [("x.zip", "csv"), ("x.xlsx", "csv"), ("x", "csv"), ("x", "parquet")]


@pytest.mark.parametrize(("through", "form"), FORMS)
def test_csv_comes_back_the_same_through_every_form(through: str, form: Form, good: Path, tmp_path: Path) -> None:
    convert(good, tmp_path / "erst")
    assert convert(tmp_path / "erst", tmp_path / through, form=form) == []
    assert convert(tmp_path / through, tmp_path / "zurück") == []
    assert contents(tmp_path / "zurück") == contents(tmp_path / "erst")


KEYS = ["=1+1", "+1", "-1", "@x", "|x", "%x", "\tx", "#N/A", "#REF!", "007", "1e5", "1" * 30, "_x000D_", " x ", "true",
        "2015-01-01", "a\nb", "a\rb", 'a"b', "NULL", "ä;ö", "<&>", "x" * 5000]  # fmt: skip


@pytest.mark.parametrize(("through", "form"), FORMS)
def test_keys_come_back_the_same_through_every_form(
    through: str, form: Form, write: Write, with_rows: Callable[..., str], tmp_path: Path
) -> None:
    rows = ['"' + key.replace('"', '""') + '",c1,2015-03-01,,' for key in KEYS]
    folder = write(complaints=with_rows("complaints", *rows))
    convert(folder, tmp_path / through, form=form)
    with open_package(tmp_path / through) as package:
        assert package.connection.execute("SELECT complaint_id FROM complaints").fetchall() == [(key,) for key in KEYS]


def test_workbook_holds_no_formulas_and_numbers_stay_numbers(
    write: Write, with_rows: Callable[..., str], tmp_path: Path
) -> None:
    import openpyxl

    starts = ["=", "+", "-", "@", "|", "%", "\t", "\r"]
    numbers = [-12.5, 0.30000000000000004, 1, 2, 3, 4, 5, 1e300]
    rows = [f'"{start}cmd",c1,2015-02-01,{number},x,' for start, number in zip(starts, numbers, strict=True)]
    convert(write(spending=with_rows("spending", *rows)), tmp_path / "x.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["spending"]
    assert {cell.data_type for cell in sheet["A"]} == {"s"}
    assert [cell.value for cell in sheet["D"]][1:4] == [-12.5, 0.30000000000000004, 1]
    assert sheet["C2"].is_date


def test_days_before_workbooks_count_are_kept(write: Write, with_rows: Callable[..., str], tmp_path: Path) -> None:
    folder = write(complaints=with_rows("complaints", "k1,c1,1899-12-31,1900-01-01,"))
    convert(folder, tmp_path / "x.xlsx")
    with open_package(tmp_path / "x.xlsx") as package:
        days = package.connection.execute("SELECT received_on, answered_on FROM complaints").fetchall()
    assert days == [(date(1899, 12, 31), date(1900, 1, 1))]


@pytest.mark.parametrize("target", ["x.zip", "x.xlsx", "x"])
def test_what_a_package_says_of_itself_is_kept(
    target: str, good: Path, good_files: dict[str, str], tmp_path: Path
) -> None:
    described = json.loads(good_files["datapackage.json"])
    words = {"made_up": True, "pseudonymous": True, "not_collected": ["complaints"]}
    (good / "datapackage.json").write_text(json.dumps({**described, **words}))
    (good / "complaints.csv").write_text(good_files["complaints.csv"].partition("\n")[0] + "\n")
    convert(good, tmp_path / target)
    with open_package(tmp_path / target) as package:
        assert (package.name, package.title, package.made_up) == ("gutes-paket", "Gutes Paket", True)
        assert package.pseudonymous
        assert package.not_collected == {"complaints", *(table.resource for table in OPTIONAL)}


def test_words_given_take_the_place_of_the_packages_own(good: Path, tmp_path: Path) -> None:
    convert(good, tmp_path / "x", name="neu", title="Neu", data_as_of=date(2016, 1, 31))
    with open_package(tmp_path / "x") as package:
        assert (package.name, package.title, package.data_as_of) == ("neu", "Neu", date(2016, 1, 31))


def test_words_given_make_up_for_a_missing_descriptor(write: Write, tmp_path: Path) -> None:
    folder = write(**{"datapackage.json": None})
    with pytest.raises(PackageFaulty, match=r"datapackage\.json"):
        convert(folder, tmp_path / "x", name="neu")
    convert(folder, tmp_path / "x", name="neu", data_as_of=date(2015, 12, 31))
    assert not check(tmp_path / "x").counts


def test_words_given_make_up_for_a_missing_sheet(good: Path, tmp_path: Path) -> None:
    import openpyxl

    convert(good, tmp_path / "x.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "x.xlsx")
    del workbook["package"]
    workbook.save(tmp_path / "y.xlsx")
    convert(tmp_path / "y.xlsx", tmp_path / "x", name="neu", data_as_of=date(2015, 12, 31))
    assert not check(tmp_path / "x").counts


@pytest.mark.parametrize("form", [None, "xlsx"])
def test_unknown_form_is_refused(form: Any, good: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=f"Form {form} gibt es nicht; möglich sind csv, parquet"):
        convert(good, tmp_path / "x", form=form)


@pytest.mark.parametrize("target", ["x.ods", "x.XLS", "x.csv"])
def test_target_of_unknown_kind_is_refused(target: str, good: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=f"{target} kann nicht geschrieben werden; .* ein Ordner, .zip und .xlsx"):
        convert(good, tmp_path / target)


def test_folder_may_have_a_point_in_its_name(good: Path, tmp_path: Path) -> None:
    (tmp_path / "stand.neu").mkdir()
    for target in ("2015.06", "stand.neu"):
        convert(good, tmp_path / target)
        assert not check(tmp_path / target).counts


@pytest.mark.parametrize("target", ["x.zip", "x.xlsx"])
def test_parquet_is_written_into_folders_only(target: str, good: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nur in einen Ordner"):
        convert(good, tmp_path / target, form="parquet")


def test_occupied_target_is_refused(good: Path, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_text("wichtig")
    with pytest.raises(Refused, match="gibt es schon"):
        convert(good, tmp_path / "x.xlsx")
    assert (tmp_path / "x.xlsx").read_text() == "wichtig"


def test_faulty_package_is_not_converted_and_nothing_is_written(
    write: Write, with_rows: Callable[..., str], tmp_path: Path
) -> None:
    folder = write(complaints=with_rows("complaints", "k1,c9,2015-03-01,,"))
    with pytest.raises(PackageFaulty, match=r"complaints\.csv, Zeile 2, Spalte centre_id"):
        convert(folder, tmp_path / "x.zip")
    assert [file.name for file in tmp_path.iterdir()] == ["paket"]


def test_faults_are_listed_when_nothing_is_converted(
    write: Write, with_rows: Callable[..., str], tmp_path: Path
) -> None:
    folder = write(complaints=with_rows("complaints", *(f"k{n},c9,2015-03-01,," for n in range(60))))
    with pytest.raises(PackageFaulty) as refused:
        convert(folder, tmp_path / "x")
    lines = refused.value.sentence.de.splitlines()
    assert lines[:2] == [f"{folder} hat Fehler; es wurde nichts geschrieben.", "Fehler: 60"]
    assert sum("Spalte centre_id" in line for line in lines) == 50
    assert "row 2, column centre_id" in refused.value.sentence.en


def test_missing_descriptor_says_what_makes_up_for_it(write: Write, tmp_path: Path) -> None:
    with pytest.raises(PackageFaulty, match="--name und --data-as-of"):
        convert(write(**{"datapackage.json": None}), tmp_path / "x")


def test_faulty_workbook_is_not_converted(good: Path, tmp_path: Path) -> None:
    import openpyxl

    convert(good, tmp_path / "x.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "x.xlsx")
    workbook["complaints"]["B2"] = "c9"
    workbook.save(tmp_path / "y.xlsx")
    with pytest.raises(PackageFaulty):
        convert(tmp_path / "y.xlsx", tmp_path / "x")


# --- what spreadsheets write

SPREADSHEETS: dict[str, tuple[Turn, str]] = {
    "semicolons": (lambda text: text.replace(",", ";").encode(), "Semikolon"),
    "tabs": (lambda text: text.replace(",", "\t").encode(), "Tabulator"),
    "Windows-1252": (lambda text: text.replace("Nord", "Köln").encode("cp1252"), "Windows-1252"),
    "UTF-16": (lambda text: text.replace(",", "\t").encode("utf-16"), "UTF-16"),
    "UTF-16, the other way round": (lambda text: b"\xfe\xff" + text.encode("utf-16-be"), "UTF-16"),
}


@pytest.mark.parametrize("case", SPREADSHEETS)
def test_file_of_a_spreadsheet_is_turned_and_says_so(
    case: str, write: Write, good_files: dict[str, str], tmp_path: Path
) -> None:
    turn, assumed = SPREADSHEETS[case]
    folder = write(centres=turn(good_files["centres.csv"]), persons=turn(good_files["persons.csv"]))
    sentences = convert(folder, tmp_path / "x")
    assert any(assumed in sentence.de and "centres.csv" in sentence.de for sentence in sentences)
    assert not check(tmp_path / "x").counts


def test_one_sentence_tells_what_was_assumed_of_several_files(write: Write, tmp_path: Path) -> None:
    folder = write(
        centres="centre_id;name\nc1;Nord\n",
        complaints="complaint_id;centre_id;received_on;answered_on;upheld\nk1;c1;1.3.2015;5.3.2015;ja\n",
    )
    assert [sentence.de for sentence in convert(folder, tmp_path / "x")] == [
        "Semikolon als Trennzeichen in 2 Dateien: centres.csv, complaints.csv.",
        "complaints.csv: 1 Angabe wie WAHR oder ja.",
        "complaints.csv: 2 Tage wie 31.12.2019.",
    ]


VALUES: dict[str, tuple[str, list[str], str, list[object], str]] = {
    "German days": ("complaints", ["k1;c1;31.12.2015;;", "k2;c1;1.3.2015;;"], "received_on",
                    [date(2015, 12, 31), date(2015, 3, 1)], "31.12.2019"),
    "decimal commas": (
        "spending", ["x1;c1;2015-01-01;1.234,56;a;", "x2;c1;2015-01-01;-12,5;a;",
                                    "x3;c1;2015-01-01;1.234.567;a;",
                     "x4;c1;2015-01-01;7 €;a;", "x5;c1;2015-01-01;2.500;a;"],
                       "amount_eur", [1234.56, -12.5, 1234567.0, 7.0, 2500.0], "Dezimalkomma"),
    "a comma that parts columns of semicolons": (
        "spending", ["x1;c1;2015-01-01;1,234;a;"], "amount_eur", [1.234], "Dezimalkomma"),
    "decimal points": ("spending", ["x1;c1;2015-01-01;1.234;a;", "x2;c1;2015-01-01;12.5 EUR;a;"], "amount_eur",
                       [1.234, 12.5], "Eurozeichen"),
    "whole numbers": ("budgets", ["b1;c1;2.015;1;", "b2;c1;2016,0;1;"], "year", [2015, 2016], "Tausenderpunkt"),
    "words for yes and no": ("complaints", [f"k{n};c1;2015-01-01;;{word}" for n, word in enumerate(
        ["WAHR", "FALSCH", "ja", "Nein", "TRUE"])], "upheld", [True, False, True, False, True], "WAHR"),
}  # fmt: skip


@pytest.mark.parametrize("case", VALUES)
def test_values_of_a_spreadsheet_are_turned_and_counted(
    case: str, write: Write, with_rows: Callable[..., str], tmp_path: Path
) -> None:
    table, rows, column, expected, assumed = VALUES[case]
    folder = write(**{table: with_rows(table).replace(",", ";") + "\n".join(rows)})
    sentences = [sentence.de for sentence in convert(folder, tmp_path / "x")]
    with open_package(tmp_path / "x") as package:
        assert package.connection.execute(f"SELECT {column} FROM {table}").fetchall() == [
            (value,) for value in expected
        ]
    assert any(assumed in sentence for sentence in sentences)


CLOCKS = {
    "2015-01-09 09:00": "2015-01-09 09:00:00+01",
    "2015-07-09 09:00:30": "2015-07-09 09:00:30+02",
    "2015-07-09T09:00:00.5": "2015-07-09 09:00:00.5+02",
    "9.7.2015 9:00": "2015-07-09 09:00:00+02",
    "09.07.2015 09:00:01": "2015-07-09 09:00:01+02",
    "2015-07-09T09:00Z": "2015-07-09 11:00:00+02",
    "2015-07-09 09:00:00+01:00": "2015-07-09 10:00:00+02",
}


def test_clock_times_without_offset_are_berlin_time(
    write: Write, with_rows: Callable[..., str], tmp_path: Path
) -> None:
    rows = [f"a{n},t1,counselling,{clock},75,held" for n, clock in enumerate(CLOCKS)]
    sentences = convert(write(appointments=with_rows("appointments", *rows)), tmp_path / "x")
    with open_package(tmp_path / "x") as package:
        instants = package.connection.execute("SELECT starts_at::VARCHAR FROM appointments").fetchall()
    assert instants == [(instant,) for instant in CLOCKS.values()]
    assert [sentence.de for sentence in sentences] == ["appointments.csv: 5 Uhrzeiten ohne Versatz als Berliner Zeit."]


UNKNOWABLE: dict[str, tuple[str, list[str], str, str]] = {
    "hour that autumn doubles": (
        "appointments", ["a1;t1;counselling;2015-10-25 02:30;75;held"], "clock change", "starts_at"),
    "hour that spring leaves out": (
        "appointments", ["a1;t1;counselling;29.03.2015 02:30;75;held"], "clock change", "starts_at"),
    "thousand or one and a bit": ("spending", ["x1;c1;2015-01-01;1.234;a;"], "ambiguous number", "amount_eur"),
    "comma among points": (
        "spending", ["x1;c1;2015-01-01;1,234;a;", "x2;c1;2015-01-01;12.5;a;"], "ambiguous number", "amount_eur"),
    "comma and point by turns": (
        "spending", ["x1;c1;2015-01-01;1.234;a;", "x2;c1;2015-01-01;12.5;a;", "x3;c1;2015-01-01;12,5;a;"],
        "ambiguous number", "amount_eur"),
}  # fmt: skip


@pytest.mark.parametrize("case", UNKNOWABLE)
def test_what_nobody_can_know_is_refused_with_its_place(
    case: str, write: Write, with_rows: Callable[..., str], tmp_path: Path
) -> None:
    table, rows, kind, column = UNKNOWABLE[case]
    folder = write(**{table: with_rows(table).replace(",", ";") + "\n".join(rows)})
    with pytest.raises(PackageFaulty) as refused:
        convert(folder, tmp_path / "x")
    found = [(f.kind, f.file, f.row, f.column) for f in refused.value.findings.faults]
    assert found == [(kind, f"{table}.csv", 2, column)]
    assert not (tmp_path / "x").exists()


NOT_UNDERSTOOD = ["31.2.2015", "2015-02-30", "31.12.15", "12/31/2015", "gestern"]


@pytest.mark.parametrize("day", NOT_UNDERSTOOD)
def test_day_that_is_not_understood_stays_a_fault(
    day: str, write: Write, with_rows: Callable[..., str], tmp_path: Path
) -> None:
    with pytest.raises(PackageFaulty, match="Zeile 3, Spalte received_on"):
        convert(write(complaints=with_rows("complaints", "k1,c1,1.3.2015,,", f"k2,c1,{day},,")), tmp_path / "x")


@pytest.mark.parametrize("clock", ["31.2.2015 09:00", "2015-02-30 09:00", "2015-01-01", "9 Uhr"])
def test_time_that_is_not_understood_stays_a_fault(
    clock: str, write: Write, with_rows: Callable[..., str], tmp_path: Path
) -> None:
    with pytest.raises(PackageFaulty, match="Zeile 2, Spalte starts_at"):
        convert(write(appointments=with_rows("appointments", f"a1,t1,counselling,{clock},75,held")), tmp_path / "x")


@pytest.mark.parametrize(
    ("content", "kind", "row"),
    [
        (b"centre_id;name\nc1;A\x81\n", "encoding", None),
        (b'centre_id;name\nc1;A\nc2;"B\n', "quoting", 3),
        (b"\xff\xfecentres", "encoding", None),
        (b"centre_id;name\nc1;A;B\n", "fields", 2),
        (b"", "header", 1),
    ],
)
def test_file_that_is_not_understood_is_refused(
    content: bytes, kind: str, row: int | None, write: Write, tmp_path: Path
) -> None:
    with pytest.raises(PackageFaulty) as refused:
        convert(write(centres=content), tmp_path / "x")
    fault = refused.value.findings.faults[0]
    assert (fault.kind, fault.file) == (kind, "centres.csv")
    assert row is None or fault.row == row


def test_blanks_around_names_of_columns_are_taken_off(write: Write, tmp_path: Path) -> None:
    convert(write(centres=" centre_id ; name\nc1; Nord\n"), tmp_path / "x")
    with open_package(tmp_path / "x") as package:
        assert package.connection.execute("FROM centres").fetchall() == [("c1", " Nord")]


def test_text_that_a_workbook_cannot_hold_is_refused(
    write: Write, with_rows: Callable[..., str], tmp_path: Path
) -> None:
    for name, key in {"lang": "x" * 33_000, "steuer": "a\x01b", "rand": "a\uffffb"}.items():
        folder = write(name, complaints=with_rows("complaints", f"{key},c1,2015-03-01,,"))
        with pytest.raises(Refused, match="complaints, Zeile 2, Spalte complaint_id"):
            convert(folder, tmp_path / "x.xlsx")
    assert not (tmp_path / "x.xlsx").exists()


def test_table_that_a_workbook_cannot_hold_is_refused(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("perspektiv.package.workbook.MOST_ROWS", 3)
    with pytest.raises(Refused, match="appointments"):
        convert(write(), tmp_path / "x.xlsx")
