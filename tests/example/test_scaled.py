"""Packages of any size, made of the same ways and shares as the cohort."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from perspektiv.errors import Refused
from perspektiv.example import scaled, write_scaled
from perspektiv.package import check, open_package
from perspektiv.schema import TABLES

CENTRES, PERSONS = 3, 300


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("scaled") / "package"
    write_scaled(out, centres=CENTRES, persons=PERSONS, seed=1)
    return out


def share(package: Path, table: str, part: str, of: str = "true") -> float:
    statement = f"SELECT count(*) FILTER ({part}) / count(*) FILTER ({of}) FROM '{package / table}.parquet'"
    (found,) = duckdb.execute(statement).fetchall()[0]
    return float(found)


def test_it_has_the_size_asked_for_and_no_faults(package: Path) -> None:
    found = check(package)
    assert found.faults == ()
    assert {kind for kind, _ in found.counts} == {"job start before exit"}
    assert pq.read_metadata(package / "centres.parquet").num_rows == CENTRES
    assert pq.read_metadata(package / "persons.parquet").num_rows == CENTRES * PERSONS
    appointments = pq.read_metadata(package / "appointments.parquet").num_rows
    assert 16 < appointments / (CENTRES * PERSONS) < 19


def test_it_says_that_it_is_made_up(package: Path) -> None:
    with open_package(package) as opened:
        assert opened.made_up and "erfunden" in opened.name
        assert "erfunden" in opened.connection.sql("SELECT name FROM centres").fetchall()[0][0]


def test_no_table_is_empty(package: Path) -> None:
    for table in TABLES:
        assert pq.read_metadata(package / f"{table.resource}.parquet").num_rows > 0, table.resource


def test_shares_are_those_of_the_cohort(package: Path) -> None:
    assert share(package, "appointments", "status = 'no_show'", "status != 'excused'") == pytest.approx(0.21, abs=0.03)
    assert share(package, "participations", "ending = 'early'", "ending IS NOT NULL") == pytest.approx(0.11, abs=0.03)
    assert share(package, "participations", "segment_id = 'intake'") == pytest.approx(0.41, abs=0.04)
    assert share(package, "job_starts", "insured") == pytest.approx(0.85, abs=0.06)


def test_tables_are_sorted_by_centre_and_participation(package: Path) -> None:
    for table, column in (
        ("persons", "centre_id"),
        ("persons", "person_id"),
        ("participations", "participation_id"),
        ("appointments", "participation_id"),
        ("responses", "centre_id"),
        ("answers", "response_id"),
    ):
        values = pq.read_table(package / f"{table}.parquet")[column].to_pylist()
        assert values == sorted(values), (table, column)


def test_keys_are_short(package: Path) -> None:
    for table in ("persons", "participations", "appointments", "responses"):
        keys = pq.read_table(package / f"{table}.parquet").column(0).to_pylist()
        assert max(map(len, keys)) <= 12 and len(set(keys)) == len(keys)


def test_blocks_join_without_a_seam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Persons of one centre in two blocks: still one package, without faults; progress is told."""
    monkeypatch.setattr(scaled, "PERSONS_AT_ONCE", 40)
    monkeypatch.setattr(scaled, "CENTRES_AT_ONCE", 1)
    told: list[tuple[int, int]] = []
    write_scaled(tmp_path / "p", centres=2, persons=50, seed=1, progress=lambda *done: told.append(done))
    assert told == [(40, 100), (80, 100), (100, 100)]
    assert check(tmp_path / "p").faults == ()


def test_the_same_seed_makes_the_same_package_and_another_seed_another(tmp_path: Path) -> None:
    for name, seed in (("a", 7), ("b", 7), ("c", 8)):
        write_scaled(tmp_path / name, centres=1, persons=20, seed=seed, form="csv")
    a, b, c = ((tmp_path / name / "appointments.csv").read_bytes() for name in "abc")
    assert a == b != c


@pytest.mark.parametrize(("centres", "persons"), [(0, 10), (1, 0), (10**6, 10**6)])
def test_impossible_sizes_are_refused(centres: int, persons: int, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        write_scaled(tmp_path / "p", centres=centres, persons=persons, seed=1)
    assert not (tmp_path / "p").exists()


def test_an_occupied_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(Refused):
        write_scaled(tmp_path, centres=1, persons=1, seed=1)
