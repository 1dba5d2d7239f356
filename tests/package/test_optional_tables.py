"""Packages with optional tables: read in every form, checked, converted; without them, nothing is different."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from perspektiv.package import PackageWriter, check, convert, open_package, seal
from perspektiv.package.writing import arrow_schema
from perspektiv.schema import OPTIONAL, TABLES, TABLES_OF, descriptor
from perspektiv.schema.optional import ARRIVING, AppointmentBookings, OfferedSlots

Write = Callable[..., Path]
BOOKINGS = "appointment_id,booked_on,reminders,lot\na1,2015-01-02,1,reminded\na3,2015-02-04,0,\n"
SLOTS = "slot_id,centre_id,starts_at,minutes,used\nz1,c1,2015-01-08T12:00:00+01:00,75,true\n"


def described(*tables: type, version: str = "") -> str:
    made = descriptor(name="paket", title="Paket", data_as_of="2015-12-31", tables=[*TABLES, *tables])
    return json.dumps({**made, "version": version or made["version"]})


@pytest.fixture
def full(write: Write) -> Path:
    return write(appointment_bookings=BOOKINGS, offered_slots=SLOTS, **{"datapackage.json": described(*ARRIVING)})


def kinds(path: Path) -> set[str]:
    findings = check(path)
    return {finding.kind for finding in (*findings.faults, *findings.warnings)}


def test_they_are_read_and_checked(full: Path) -> None:
    assert check(full).fault_count == 0
    with open_package(full) as package:
        assert package.version == "1.1" and not package.not_collected & {"appointment_bookings", "offered_slots"}
        assert package.connection.execute("SELECT reminders FROM appointment_bookings").fetchall() == [(1,), (0,)]
        assert package.connection.execute("SELECT used FROM offered_slots").fetchall() == [(True,)]
    assert {"booked after the appointment"} <= kinds(full), "a3 was booked the day after"


def test_without_them_they_are_empty_and_not_collected(good: Path) -> None:
    with open_package(good) as package:
        assert package.version == "1"
        assert package.not_collected == {table.resource for table in OPTIONAL}
        for table in OPTIONAL:
            assert package.connection.execute(f"SELECT * FROM {table.resource}").fetchall() == []


def test_one_of_them_is_enough(write: Write) -> None:
    folder = write(offered_slots=SLOTS, **{"datapackage.json": described(OfferedSlots)})
    with open_package(folder) as package:
        assert package.not_collected == {table.resource for table in OPTIONAL} - {"offered_slots"}


def test_version_1_knows_none_of_them(write: Write) -> None:
    folder = write(offered_slots=SLOTS, **{"datapackage.json": described(OfferedSlots, version="1")})
    assert "descriptor" in kinds(folder)


def test_an_unknown_version_is_refused_with_those_that_are_known(write: Write) -> None:
    (fault,) = check(write(**{"datapackage.json": described(version="3")})).faults
    assert "kennt 1, 1.1 und 2" in fault.sentence.de and "knows 1, 1.1 and 2" in fault.sentence.en


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ("a9,2015-01-02,1,\n", "reference"),
        ("a1,2015-01-02,-1,\n", "minimum"),
        ("a1,2015-01-02,,\n", "required"),
        ("a1,2015-01-02,1,perhaps\n", "allowed"),
        ("a1,2015-01-02,1,\na1,2015-01-02,1,\n", "duplicate key"),
        ("a1,2016-01-02,1,\n", "after data_as_of"),
    ],
)
def test_their_rows_are_checked_like_all_others(write: Write, rows: str, kind: str) -> None:
    header = BOOKINGS.partition("\n")[0]
    folder = write(appointment_bookings=f"{header}\n{rows}", **{"datapackage.json": described(AppointmentBookings)})
    assert kind in kinds(folder)


@pytest.mark.parametrize("target", ["paket.zip", "paket.xlsx", "als-parquet"])
def test_they_go_through_every_form_and_back(full: Path, tmp_path: Path, target: str) -> None:
    there, back = tmp_path / "there" / target, tmp_path / "back"
    first = tmp_path / "first"
    convert(full, first)
    convert(full, there, form="parquet" if target == "als-parquet" else "csv")
    convert(there, back)
    for table in TABLES_OF["1.1"]:
        assert (back / f"{table.resource}.csv").read_text() == (first / f"{table.resource}.csv").read_text()
    assert json.loads((back / "datapackage.json").read_text())["version"] == "1.1"


def test_a_sealed_package_has_them_or_empty_ones_in_their_place(full: Path, write: Write, tmp_path: Path) -> None:
    for name, source, rows in (("mit", full, 2), ("ohne", write("gut"), 0)):
        convert(source, tmp_path / name, form="parquet")
        with open_package(tmp_path / name) as package:
            found = package.connection.execute("SELECT count(*) FROM appointment_bookings").fetchall()
            assert found == [(rows,)]


def test_words_stand_in_for_a_missing_descriptor(write: Write, full: Path, tmp_path: Path) -> None:
    folder = write("ohne", offered_slots=SLOTS, **{"datapackage.json": None})
    convert(folder, tmp_path / "gewandelt", name="paket", data_as_of=date(2015, 12, 31))
    assert (tmp_path / "gewandelt" / "offered_slots.csv").exists()
    assert not (tmp_path / "gewandelt" / "appointment_bookings.csv").exists()
    workbook = tmp_path / "paket.xlsx"
    convert(full, workbook)
    _drop_sheet(workbook, "package")
    convert(workbook, tmp_path / "aus-mappe", name="paket", data_as_of=date(2015, 12, 31))
    assert (tmp_path / "aus-mappe" / "offered_slots.csv").read_text() == SLOTS


def _drop_sheet(workbook: Path, sheet: str) -> None:
    from openpyxl import load_workbook

    book = load_workbook(workbook)
    del book[sheet]
    book.save(workbook)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_an_optional_table_without_rows_is_not_written(tmp_path: Path, form: str) -> None:
    words = {"name": "paket", "title": "Paket", "data_as_of": date(2015, 12, 31)}
    empty = arrow_schema(OfferedSlots).empty_table()
    slot = pa.Table.from_pylist(
        [{"slot_id": "z", "centre_id": "c", "starts_at": None, "minutes": 75, "used": True}],
        schema=arrow_schema(OfferedSlots),
    )
    written = {}
    for name, tables in (("without", []), ("empty", [empty]), ("one", [empty, slot])):
        with PackageWriter(tmp_path / name, form=form, **words) as writer:  # type: ignore[arg-type]
            for rows in tables:
                writer.write("offered_slots", rows)
        written[name] = {file.name: file.read_bytes() for file in (tmp_path / name).iterdir()}
    assert written["without"] == written["empty"]
    assert written["one"].keys() - written["empty"].keys() == {f"offered_slots.{form}"}


def test_sealing_reads_them(full: Path, tmp_path: Path) -> None:
    convert(full, tmp_path / "p", form="parquet")
    seal(tmp_path / "p")
    (tmp_path / "p" / "offered_slots.parquet").unlink()
    assert check(tmp_path / "p").fault_count
