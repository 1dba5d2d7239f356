"""What was checked once and has not changed since is not checked again."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from perspektiv.errors import Refused
from perspektiv.package import PackageFaulty, convert, open_package, seal
from perspektiv.package.checking import check_tables

Write = Callable[..., Path]


@pytest.fixture
def sealed(good: Path, tmp_path: Path) -> Path:
    convert(good, tmp_path / "versiegelt", form="parquet")
    return tmp_path / "versiegelt"


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """A list that grows with every check."""
    made: list[object] = []

    def counted(*args: Any) -> None:
        made.append(args)
        check_tables(*args)

    monkeypatch.setattr("perspektiv.package.opening.check_tables", counted)
    return made


def change(file: Path, sql: str) -> None:
    """Write a Parquet file anew from SQL over its rows."""
    changed = file.with_suffix(".new")
    duckdb.execute(f"COPY (SELECT {sql} FROM '{file}') TO '{changed}' (FORMAT parquet)")
    changed.replace(file)


def test_sealed_package_is_not_checked_again(sealed: Path, checks: list[object]) -> None:
    with open_package(sealed) as package:
        assert package.connection.execute("SELECT count(*) FROM answers").fetchall() == [(3,)]
    assert not checks


def test_changed_file_is_checked_again(sealed: Path, checks: list[object]) -> None:
    change(sealed / "centres.parquet", "* REPLACE ('Anders' AS name)")
    with open_package(sealed) as package:
        assert package.connection.execute("SELECT name FROM centres").fetchall() == [("Anders",)]
    assert checks


def test_changed_descriptor_is_checked_again(sealed: Path, checks: list[object]) -> None:
    text = (sealed / "datapackage.json").read_text(encoding="utf-8")
    (sealed / "datapackage.json").write_text(text.replace("2015-12-31", "2015-06-30"), encoding="utf-8")
    with open_package(sealed) as package:
        assert {warning.kind for warning in package.warnings} == {"after data_as_of"} or checks
    assert checks


def test_seal_of_an_older_check_does_not_count(
    sealed: Path, checks: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("perspektiv.package.sealing.CHECKS", 999)
    with open_package(sealed):
        assert checks


def test_changed_and_faulty_file_is_refused(sealed: Path) -> None:
    change(sealed / "centres.parquet", "* REPLACE ('' AS name)")
    with pytest.raises(PackageFaulty, match=r"centres\.parquet, Zeile 2, Spalte name"):
        open_package(sealed)


def test_removed_file_is_refused(sealed: Path) -> None:
    (sealed / "centres.parquet").unlink()
    with pytest.raises(PackageFaulty, match=r"centres\.parquet"):
        open_package(sealed)


def test_warnings_are_kept_with_the_seal(write: Write, with_rows: Callable[..., str], tmp_path: Path) -> None:
    folder = write(job_starts=with_rows("job_starts", "j1,p1,2015-03-30,true,"))
    convert(folder, tmp_path / "versiegelt", form="parquet")
    with open_package(tmp_path / "versiegelt") as package:
        assert [(w.kind, w.file, w.row, w.fault) for w in package.warnings] == [
            ("job start before exit", "job_starts.parquet", 2, False)
        ]
        assert "2015-03-30" in package.warnings[0].sentence.de
        assert package.warning_counts == {"job start before exit": 1}


def test_sealing_again_changes_nothing(sealed: Path) -> None:
    before = json.loads((sealed / "datapackage.json").read_text(encoding="utf-8"))
    seal(str(sealed))
    assert json.loads((sealed / "datapackage.json").read_text(encoding="utf-8")) == before
    assert not list(sealed.glob(".*"))


def test_only_a_folder_of_parquet_is_sealed(good: Path) -> None:
    with pytest.raises(Refused, match="Parquet"):
        seal(good)


def test_package_without_descriptor_is_not_sealed(sealed: Path) -> None:
    (sealed / "datapackage.json").unlink()
    with pytest.raises(PackageFaulty):
        seal(sealed)


def test_faulty_package_is_not_sealed(sealed: Path) -> None:
    change(sealed / "persons.parquet", "* REPLACE ('x' AS gender)")
    with pytest.raises(PackageFaulty):
        seal(sealed)


@pytest.mark.parametrize(
    ("sql", "kind", "row", "column"),
    [
        ("* REPLACE (NULL::VARCHAR AS name)", "required", 2, "name"),
        ("* REPLACE ('' AS name)", "empty text", 2, "name"),
        ("* REPLACE (1 AS name)", "type", 1, "name"),
        ("* EXCLUDE (name)", "missing column", 1, "name"),
        ("*, 1 AS more", "unknown column", 1, "more"),
    ],
)
def test_parquet_is_checked_like_csv(sql: str, kind: str, row: int, column: str, sealed: Path) -> None:
    change(sealed / "centres.parquet", sql)
    with pytest.raises(PackageFaulty) as refused:
        open_package(sealed)
    found = [(f.kind, f.row, f.column) for f in refused.value.findings.faults if f.file == "centres.parquet"]
    assert found == [(kind, row, column)]


def test_duplicate_keys_in_parquet_are_named_with_their_row(sealed: Path) -> None:
    change(sealed / "centres.parquet", "unnest([centre_id, 'c2', centre_id]) AS centre_id, name")
    with pytest.raises(PackageFaulty, match=r"centres\.parquet, Zeile 4, Spalte centre_id"):
        open_package(sealed)


@pytest.mark.parametrize("number", ["'nan'::DOUBLE", "'infinity'::DOUBLE"])
def test_number_in_parquet_is_finite(number: str, sealed: Path) -> None:
    change(sealed / "spending.parquet", f"* REPLACE ({number} AS amount_eur)")
    with pytest.raises(PackageFaulty, match="amount_eur"):
        open_package(sealed)


def test_smaller_and_dictionary_types_are_fine(sealed: Path) -> None:
    change(sealed / "segments.parquet", "* REPLACE (position::TINYINT AS position)")
    with open_package(sealed) as package:
        assert package.connection.execute("SELECT typeof(position) FROM segments LIMIT 1").fetchall() == [("BIGINT",)]


def test_file_that_is_no_parquet_is_a_fault(sealed: Path) -> None:
    (sealed / "centres.parquet").write_bytes(b"centre_id,name")
    with pytest.raises(PackageFaulty, match="Parquet-Datei"):
        open_package(sealed)
