"""Packages are written whole or not at all, and read back as they were."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from perspektiv.errors import Refused
from perspektiv.package import PackageWriter, check, open_package
from perspektiv.package.writing import Form, arrow_schema
from perspektiv.schema.tables import Appointments, Centres, Spending

FORMS: tuple[Form, ...] = ("csv", "parquet")


def writer(out: Path, form: Form = "csv", **more: Any) -> PackageWriter:
    return PackageWriter(out, form=form, name="neu", title="Neu", data_as_of=date(2015, 12, 31), **more)


def centres(*rows: tuple[str | None, str]) -> pa.Table:
    keys, names = zip(*rows, strict=True)
    return pa.table({"centre_id": keys, "name": names}, schema=arrow_schema(Centres))


@pytest.mark.parametrize("form", FORMS)
def test_pieces_of_a_table_are_appended_and_missing_tables_are_empty(form: Form, tmp_path: Path) -> None:
    with writer(tmp_path / "neu", form, made_up=True) as package:
        package.write("centres", centres(("c1", "Nord")))
        package.write("centres", centres(("c2", "Süd"), ("c3", "West")))
    with open_package(tmp_path / "neu") as read:
        assert read.connection.execute("SELECT centre_id FROM centres").fetchall() == [("c1",), ("c2",), ("c3",)]
        assert read.connection.execute("SELECT count(*) FROM answers").fetchall() == [(0,)]
        assert (read.name, read.title, read.made_up) == ("neu", "Neu", True)


@pytest.mark.parametrize("form", FORMS)
def test_full_row_groups_are_written_on_the_way(form: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("perspektiv.package.writing.ROW_GROUP", 2)
    with writer(tmp_path / "neu", form) as package:
        for n in range(5):
            package.write("centres", centres((f"c{n}", "Nord")))
    with open_package(tmp_path / "neu") as read:
        assert read.connection.execute("SELECT centre_id FROM centres").fetchall() == [(f"c{n}",) for n in range(5)]


@pytest.mark.parametrize("form", FORMS)
def test_empty_text_is_written_as_missing(form: Form, tmp_path: Path) -> None:
    with writer(tmp_path / "neu", form) as package:
        package.write("centres", centres(("", "Nord"), (None, "Süd")))
    assert [(f.kind, f.row) for f in check(tmp_path / "neu").faults] == [("required", 2), ("required", 3)]


INSTANTS = [
    (datetime(2015, 7, 1, 8, tzinfo=UTC), "2015-07-01T10:00:00+02:00"),
    (datetime(2015, 1, 1, 8, tzinfo=UTC), "2015-01-01T09:00:00+01:00"),
    (datetime(2015, 10, 25, 0, 30, tzinfo=UTC), "2015-10-25T02:30:00+02:00"),
    (datetime(2015, 10, 25, 1, 30, tzinfo=UTC), "2015-10-25T02:30:00+01:00"),
    (datetime(2015, 1, 1, 8, 0, 0, 5, tzinfo=UTC), "2015-01-01T09:00:00.000005+01:00"),
    (datetime(1880, 1, 1, 8, tzinfo=UTC), "1880-01-01T08:00:00.000000Z"),
]


@pytest.mark.parametrize("form", FORMS)
def test_instants_come_back_to_the_microsecond(form: Form, tmp_path: Path) -> None:
    rows = [
        {"appointment_id": f"a{n}", "participation_id": "t1", "kind": "counselling", "starts_at": instant,
         "minutes": 75, "status": "held"}
        for n, (instant, _) in enumerate(INSTANTS)
    ]  # fmt: skip
    with writer(tmp_path / "neu", form) as package:
        package.write("appointments", pa.Table.from_pylist(rows, schema=arrow_schema(Appointments)))
    if form == "csv":
        written = (tmp_path / "neu" / "appointments.csv").read_text().splitlines()[1:]
        assert [line.split(",")[3] for line in written] == [text for _, text in INSTANTS]
        read = duckdb.execute(f"SELECT epoch_us(starts_at::TIMESTAMPTZ) FROM '{tmp_path}/neu/appointments.csv'")
    else:
        read = duckdb.execute(f"SELECT epoch_us(starts_at) FROM '{tmp_path}/neu/appointments.parquet'")
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    micros = [(instant - epoch) // timedelta(microseconds=1) for instant, _ in INSTANTS]
    assert [row[0] for row in read.fetchall()] == micros


@pytest.mark.parametrize("form", FORMS)
def test_texts_and_numbers_come_back_as_they_were(form: Form, tmp_path: Path) -> None:
    texts = [
        "=1+1",
        "+1",
        "-1",
        "@x",
        "|x",
        "%x",
        "\tx",
        "\rx",
        'a"b',
        "a\nb",
        "a,b",
        "NULL",
        "null",
        " x ",
        "1e5",
        "ä",
    ]
    numbers = [0.1 + 0.2, -12.5, 1e300, 5e-324, 1 / 3, 0.0, 100000.0, 2.0**53]
    rows = [
        {"spending_id": f"x{n}", "centre_id": "c1", "booked_on": date(2015, 1, 1), "amount_eur": number,
         "budget_line": text, "budget_year": None}
        for n, (text, number) in enumerate(zip(texts, numbers * 2, strict=True))
    ]  # fmt: skip
    with writer(tmp_path / "neu", form) as package:
        package.write("centres", centres(("c1", "Nord")))
        package.write("spending", pa.Table.from_pylist(rows, schema=arrow_schema(Spending)))
    with open_package(tmp_path / "neu") as read:
        found = read.connection.execute("SELECT budget_line, amount_eur FROM spending").fetchall()
    assert found == list(zip(texts, numbers * 2, strict=True))


def test_types_that_fit_are_taken(tmp_path: Path) -> None:
    rows = pa.table({"name": ["Nord"], "centre_id": pa.array(["c1"]).dictionary_encode()})
    with writer(tmp_path / "neu") as package:
        package.write("centres", rows)
    assert not check(tmp_path / "neu").counts


def test_after_an_error_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), writer(tmp_path / "neu", "parquet") as package:
        package.write("centres", centres(("c1", "Nord")))
        _ = 1 / 0
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("colours", {"x": ["1"]}),
        ("centres", {"centre_id": ["c1"]}),
        ("centres", {"name": ["x"], "centre_id": ["x"], "more": ["x"]}),
    ],
)
def test_unknown_tables_and_columns_are_errors(table: str, columns: dict[str, list[str]], tmp_path: Path) -> None:
    with pytest.raises(KeyError), writer(tmp_path / "neu") as package:
        package.write(table, pa.table(columns))
    assert not (tmp_path / "neu").exists()


def test_empty_folder_may_be_there_already(tmp_path: Path) -> None:
    (tmp_path / "neu").mkdir()
    with writer(tmp_path / "neu"):
        pass
    assert not check(tmp_path / "neu").counts


def occupied_folder(place: Path) -> None:
    place.mkdir()
    (place / "x").touch()


@pytest.mark.parametrize("occupy", [occupied_folder, Path.touch, lambda place: place.symlink_to("nowhere")])
def test_occupied_target_is_refused(occupy: Callable[[Path], None], tmp_path: Path) -> None:
    occupy(tmp_path / "neu")
    with pytest.raises(Refused, match="gibt es schon"):
        writer(tmp_path / "neu")


def test_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused, match="nicht schreiben"), writer(tmp_path / "file" / "neu"):
        pass


def test_row_groups_suit_a_scan_by_several_threads(tmp_path: Path) -> None:
    many = 1_100_000
    keys = pa.array(range(many)).cast(pa.string())
    with writer(tmp_path / "neu", "parquet") as package:
        package.write("centres", pa.table({"centre_id": keys, "name": keys}))
    groups = duckdb.execute(
        f"SELECT DISTINCT row_group_num_rows FROM parquet_metadata('{tmp_path}/neu/centres.parquet')"
    ).fetchall()
    assert len(groups) > 1
    assert all(rows >= 122_880 or rows == many % 983_040 for (rows,) in groups)
