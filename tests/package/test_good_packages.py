"""What is good is opened: the tables under their names, with typed columns, every key kept as it is written."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from perspektiv.package import check, convert, open_package
from perspektiv.package.writing import Form
from perspektiv.schema import TABLES

Write = Callable[..., Path]


def test_good_package_has_neither_faults_nor_warnings(good: Path) -> None:
    findings = check(good)
    assert (findings.faults, findings.warnings) == ((), ())


def test_package_tells_its_name_title_version_and_day(good: Path) -> None:
    with open_package(good) as package:
        assert (package.name, package.title, package.version) == ("gutes-paket", "Gutes Paket", "1")
        assert package.data_as_of == date(2015, 12, 31)
        assert not package.made_up
        assert package.warnings == ()


def test_every_table_is_there_with_the_columns_of_the_schema(good: Path) -> None:
    with open_package(str(good)) as package:
        for table in TABLES:
            described = package.connection.execute(f"DESCRIBE {table.resource}").fetchall()
            assert [row[0] for row in described] == [column.name for column in table.columns]


def test_columns_are_typed_and_empty_is_null(good: Path) -> None:
    with open_package(good) as package:
        types = {row[0]: row[1] for row in package.connection.execute("DESCRIBE segments").fetchall()}
        rows = package.connection.execute("SELECT * FROM segments ORDER BY position").fetchall()
    assert types["position"] == "BIGINT"
    assert types["surveyed"] == "BOOLEAN"
    assert types["valid_from"] == "DATE"
    assert rows == [
        ("s1", "Einstieg", 1, True, "individual", date(2010, 1, 1), None),
        ("s2", "Coaching", 2, False, None, None, None),
    ]


def test_days_are_berlin_days(good: Path) -> None:
    with open_package(good) as package:
        days = package.connection.execute("SELECT starts_at::DATE::VARCHAR, starts_at::VARCHAR FROM appointments")
        assert days.fetchall()[1] == ("2015-03-31", "2015-03-31 23:30:00+02")


KEYS = [
    "NULL",
    "nan",
    "-",
    "ä;ö",
    "null",
    "N/A",
    "0",
    "007",
    "1e5",
    "=1+1",
    "#",
    "\\",
    "'",
    "x" * 5000,
    " blank ",
    "🙂",
]


@pytest.mark.parametrize("key", KEYS)
def test_any_text_is_a_key(key: str, write: Write, with_rows: Callable[..., str]) -> None:
    folder = write(complaints=with_rows("complaints", f"{key},c1,2015-03-01,,"))
    with open_package(folder) as package:
        assert package.connection.execute("SELECT complaint_id FROM complaints").fetchall() == [(key,)]


@pytest.mark.parametrize(
    ("written", "key"), [('"a""b"', 'a"b'), ('"a\nb"', "a\nb"), ('"a,b"', "a,b"), ('"a\r\n\r\nb"', "a\r\n\r\nb")]
)
def test_quoted_text_is_a_key(written: str, key: str, write: Write, with_rows: Callable[..., str]) -> None:
    folder = write(complaints=with_rows("complaints", f"{written},c1,2015-03-01,,"))
    with open_package(folder) as package:
        assert package.connection.execute("SELECT complaint_id FROM complaints").fetchall() == [(key,)]


LAYOUTS: dict[str, Callable[[str], bytes]] = {
    "byte-order mark": lambda text: text.encode("utf-8-sig"),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "CRLF with byte-order mark": lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
    "CR alone": lambda text: text.replace("\n", "\r").encode(),
    "mixed line endings": lambda text: text.replace("\n", "\r\n", 1).encode(),
    "no last line ending": lambda text: text.rstrip("\n").encode(),
    "blank rows at the end": lambda text: (text + "\n\n").encode(),
    "all quoted": lambda text: "\n".join('"' + line.replace(",", '","') + '"' for line in text.splitlines()).encode(),
    "columns in another order": lambda text: "\n".join(
        ",".join(reversed(line.split(","))) for line in text.splitlines()
    ).encode(),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout_of_the_file_does_not_matter(layout: str, write: Write, good_files: dict[str, str]) -> None:
    with open_package(write("plain")) as plain:
        expected = plain.connection.execute("FROM persons").fetchall()
    with open_package(write(persons=LAYOUTS[layout](good_files["persons.csv"]))) as package:
        assert package.connection.execute("FROM persons").fetchall() == expected


def test_offsets_of_any_kind_are_instants(write: Write, with_rows: Callable[..., str]) -> None:
    written = [
        "2015-01-09T09:00:00+01:00",
        "2015-01-09t08:00:00z",
        "2015-01-09 08:00:00.000Z",
        "2015-01-09T13:30:00+05:30",
    ]
    rows = [f"a{n},t1,counselling,{moment},75,held" for n, moment in enumerate(written)]
    with open_package(write(appointments=with_rows("appointments", *rows))) as package:
        instants = package.connection.execute("SELECT DISTINCT starts_at::VARCHAR FROM appointments").fetchall()
    assert instants == [("2015-01-09 09:00:00+01",)]


def test_numbers_may_be_written_in_several_ways(write: Write, with_rows: Callable[..., str]) -> None:
    written = {"1": 1.0, "-1.5": -1.5, "+2": 2.0, ".5": 0.5, "3.": 3.0, "1e3": 1000.0}
    rows = [f"x{n},c1,2015-02-01,{number},Honorare," for n, number in enumerate(written)]
    with open_package(write(spending=with_rows("spending", *rows))) as package:
        assert package.connection.execute("SELECT amount_eur FROM spending").fetchall() == [
            (v,) for v in written.values()
        ]


def test_tables_may_be_empty(write: Write, with_rows: Callable[..., str]) -> None:
    empty = {table.resource: with_rows(table.resource) for table in TABLES}
    with open_package(write(**empty)) as package:
        assert package.connection.execute("SELECT count(*) FROM answers").fetchall() == [(0,)]


def test_missing_reference_to_an_empty_table_is_no_fault(write: Write, with_rows: Callable[..., str]) -> None:
    rows = ["t1,p1,s1,,2015-01-08,2015-03-31,regular,", "t2,p2,s1,,2015-02-01,,,", "t3,p3,s2,,2015-05-01,,,"]
    folder = write(ending_reasons=with_rows("ending_reasons"), participations=with_rows("participations", *rows))
    assert not check(folder).fault_count


def test_header_alone_needs_no_line_ending(write: Write, with_rows: Callable[..., str]) -> None:
    assert not check(write(complaints=with_rows("complaints").rstrip("\n"))).counts


def test_long_tables_span_several_chunks(
    write: Write, with_rows: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("perspektiv.package.scanning.CHUNK", 7)
    rows = [f"ä{n},c1,2015-03-01,," for n in range(100)]
    with open_package(write(complaints=with_rows("complaints", *rows).replace("\n", "\r\n"))) as package:
        assert package.connection.execute("SELECT count(*) FROM complaints").fetchall() == [(100,)]


@pytest.mark.parametrize("name", ['it\'s; [a] *? "test" {x}', "jahr=2015", "-- ' OR 1=1"])
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_odd_names_of_folders_are_only_names(name: str, form: Form, good: Path, tmp_path: Path) -> None:
    convert(good, tmp_path / name, form=form)
    with open_package(tmp_path / name) as package:
        assert package.connection.execute("FROM centres").fetchall() == [("c1", "Zentrum Nord")]
    convert(tmp_path / name, tmp_path / name / "kopie", form=form)


def test_progress_is_told_step_by_step(good: Path) -> None:
    steps: list[tuple[int, int]] = []
    check(good, progress=lambda done, total, label: steps.append((done, total)) if label.de else None)
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert {total for _, total in steps} == {2 * len(TABLES)}
