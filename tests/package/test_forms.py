"""The same package as zip, Parquet and workbook."""

import re
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from perspektiv.errors import Refused
from perspektiv.package import PackageFaulty, check, convert, open_package
from perspektiv.schema import TABLES

Write = Callable[..., Path]


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, instants as text."""
    with open_package(path) as package:
        return {
            table.resource: package.connection.execute(
                f"SELECT * REPLACE ({', '.join(f'{c.name}::VARCHAR AS {c.name}' for c in table.columns)}) "
                f"FROM {table.resource} ORDER BY ALL"
            ).fetchall()
            for table in TABLES
        }


def zipped(folder: Path, within: str = "") -> Path:
    target = folder.with_suffix(".zip")
    with zipfile.ZipFile(target, "w") as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, within + file.name)
    return target


@pytest.mark.parametrize("within", ["", "paket/"])
def test_zip_may_hold_the_files_at_its_top_or_in_a_folder(within: str, good: Path) -> None:
    assert rows_of(zipped(good, within)) == rows_of(good)


def test_litter_in_a_zip_is_left_alone(good: Path) -> None:
    target = zipped(good, "paket/")
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("__MACOSX/paket/._persons.csv", "x")
        archive.writestr("paket/.DS_Store", "x")
        archive.mkdir("paket/leer")
    assert not check(target).counts


def test_unknown_table_in_a_folder_of_a_zip_is_a_fault(good: Path) -> None:
    target = zipped(good)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("alt/x.csv", "x")
    assert [(fault.kind, fault.file) for fault in check(target).faults] == [("unknown table", "alt/x.csv")]


def test_zip_without_descriptor_is_faulty(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("readme.txt", "x")
    assert [fault.kind for fault in check(tmp_path / "x.zip").faults] == ["descriptor"]


def test_empty_zip_is_refused(tmp_path: Path) -> None:
    zipfile.ZipFile(tmp_path / "x.zip", "w").close()
    with pytest.raises(Refused):
        check(tmp_path / "x.zip")


@pytest.mark.parametrize("target", ["kopie.zip", "kopie.xlsx", "kopie", "kopie-parquet"])
def test_every_form_holds_the_same_rows(target: str, good: Path, tmp_path: Path) -> None:
    convert(good, tmp_path / target, form="parquet" if target.endswith("parquet") else "csv")
    assert rows_of(tmp_path / target) == rows_of(good)


def test_zip_of_parquet_is_read_too(good: Path, tmp_path: Path) -> None:
    convert(good, tmp_path / "parquet", form="parquet")
    assert rows_of(zipped(tmp_path / "parquet")) == rows_of(good)


# --- workbooks


@pytest.fixture
def workbook(good: Path, tmp_path: Path) -> openpyxl.Workbook:
    """The good package as a workbook, to be changed and saved."""
    convert(good, tmp_path / "gut.xlsx")
    return openpyxl.load_workbook(tmp_path / "gut.xlsx")


def saved(workbook: openpyxl.Workbook, tmp_path: Path) -> Path:
    workbook.save(tmp_path / "geändert.xlsx")
    return tmp_path / "geändert.xlsx"


def test_cells_are_read_as_a_csv_file_would_hold_them(workbook: openpyxl.Workbook, tmp_path: Path) -> None:
    workbook["complaints"].delete_rows(2)
    workbook["complaints"].append([7, "c1", date(2015, 3, 1), datetime(2015, 3, 2), True])
    workbook["complaints"].append([2.5, "c1", "2015-03-01", None, "false"])
    with open_package(saved(workbook, tmp_path)) as package:
        assert package.connection.execute("FROM complaints").fetchall() == [
            ("7", "c1", date(2015, 3, 1), date(2015, 3, 2), True),
            ("2.5", "c1", date(2015, 3, 1), None, False),
        ]


def test_times_without_offset_are_berlin_time(workbook: openpyxl.Workbook, tmp_path: Path) -> None:
    workbook["appointments"]["D2"] = datetime(2015, 1, 8, 9)
    workbook["appointments"]["D3"] = datetime(2015, 3, 30, 9)
    workbook["appointments"]["D4"] = "2015-02-03T08:00:00Z"
    with open_package(saved(workbook, tmp_path)) as package:
        instants = package.connection.execute("SELECT epoch(starts_at) FROM appointments LIMIT 3").fetchall()
    assert instants == [
        (datetime(2015, 1, 8, 8, tzinfo=UTC).timestamp(),),
        (datetime(2015, 3, 30, 7, tzinfo=UTC).timestamp(),),
        (datetime(2015, 2, 3, 8, tzinfo=UTC).timestamp(),),
    ]


HOURS = {
    datetime(2015, 10, 25, 2, 30): "zweimal .*: 2015-10-25T02:30:00\\+02:00 oder 2015-10-25T02:30:00\\+01:00",
    datetime(2015, 3, 29, 2, 30): "gibt es nicht .die Uhren sprangen vor.*, etwa 2015-03-29T03:30:00\\+02:00",
}


@pytest.mark.parametrize("clock", HOURS)
def test_hour_that_nobody_can_know_is_a_fault(clock: datetime, workbook: openpyxl.Workbook, tmp_path: Path) -> None:
    workbook["appointments"]["D3"] = clock
    faults = check(saved(workbook, tmp_path)).faults
    assert [(f.kind, f.file, f.row, f.column) for f in faults] == [("clock change", "appointments", 3, "starts_at")]
    assert re.search(HOURS[clock], faults[0].sentence.de)


def test_day_in_place_of_a_time_is_a_fault(workbook: openpyxl.Workbook, tmp_path: Path) -> None:
    workbook["appointments"]["D3"] = date(2015, 1, 8)
    workbook["appointments"]["D3"].number_format = "yyyy-mm-dd"
    faults = check(saved(workbook, tmp_path)).faults
    assert all((f.file, f.row, f.column) == ("appointments", 3, "starts_at") for f in faults)


def test_blank_rows_count_but_hold_nothing(workbook: openpyxl.Workbook, tmp_path: Path) -> None:
    workbook["centres"].insert_rows(2, amount=2)
    workbook["centres"].append([None, "Süd"])
    faults = check(saved(workbook, tmp_path)).faults
    assert [(f.kind, f.file, f.row, f.column) for f in faults] == [("required", "centres", 5, "centre_id")]


def test_columns_without_name_or_content_are_left_alone(workbook: openpyxl.Workbook, tmp_path: Path) -> None:
    workbook["centres"]["F1"] = ""
    workbook["centres"]["F1"].number_format = "@"
    assert not check(saved(workbook, tmp_path)).counts


def test_values_beside_the_table_are_a_fault(workbook: openpyxl.Workbook, tmp_path: Path) -> None:
    workbook["centres"]["D2"] = "Notiz"
    assert ("unknown column", 1) in [(f.kind, f.row) for f in check(saved(workbook, tmp_path)).faults]


def test_sheets_of_tables_are_held_against_the_schema(workbook: openpyxl.Workbook, tmp_path: Path) -> None:
    del workbook["persons"]
    workbook.create_sheet("colours")
    faults = check(saved(workbook, tmp_path)).faults
    assert {(f.kind, f.column) for f in faults} == {("descriptor", None)}
    assert {name for name in ("persons", "colours") for f in faults if name in f.sentence.de} == {"persons", "colours"}


def test_empty_sheet_lacks_its_header(workbook: openpyxl.Workbook, tmp_path: Path) -> None:
    workbook["centres"].delete_rows(1, 5)
    assert ("header", "centres") in [(f.kind, f.file) for f in check(saved(workbook, tmp_path)).faults]


def test_sheet_with_header_alone_is_an_empty_table(workbook: openpyxl.Workbook, tmp_path: Path) -> None:
    workbook["complaints"].delete_rows(2)
    assert not check(saved(workbook, tmp_path)).counts


def test_missing_sheet_package_is_a_fault(workbook: openpyxl.Workbook, tmp_path: Path) -> None:
    del workbook["package"]
    with pytest.raises(PackageFaulty, match="package"):
        open_package(saved(workbook, tmp_path))


def test_sheet_package_may_hold_real_days_and_numbers(workbook: openpyxl.Workbook, tmp_path: Path) -> None:
    workbook["package"]["B3"] = 1
    workbook["package"]["B4"] = date(2015, 12, 31)
    workbook["package"]["A5"] = "made_up"
    workbook["package"]["B5"] = True
    with open_package(saved(workbook, tmp_path)) as package:
        assert (package.data_as_of, package.made_up) == (date(2015, 12, 31), True)


def test_sheet_package_with_keys_alone_is_faulty(workbook: openpyxl.Workbook, tmp_path: Path) -> None:
    workbook["package"].delete_cols(2)
    cells = [f.sentence.de.partition(":")[0] for f in check(saved(workbook, tmp_path)).faults]
    assert cells == [f"Blatt package, Zelle {cell}" for cell in ("B1", "B3", "B4")]


def test_explanations_are_not_read(workbook: openpyxl.Workbook, tmp_path: Path) -> None:
    workbook.create_sheet("Erläuterung").append(["nur zum Lesen"])
    assert not check(saved(workbook, tmp_path)).counts
