"""Record by record, the cohort could have been: and it says in each row that it was not."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest

from perspektiv.errors import Refused
from perspektiv.example import write_cohort
from perspektiv.example.calendar import closed_days
from perspektiv.package import Package, check


def rows(tables: duckdb.DuckDBPyConnection, statement: str) -> list[tuple[object, ...]]:
    return tables.execute(statement).fetchall()


def test_it_has_no_faults_and_a_few_oddities_of_every_common_kind(cohort_csv: Path) -> None:
    found = check(cohort_csv)
    assert found.faults == ()
    odd = {kind: count for (kind, _), count in found.counts.items()}
    assert set(odd) == {
        "job start before exit",
        "unanswered question",
        "still planned",
        "parallel participations",
        "outside participation",
    }
    assert all(count < 100 for count in odd.values())


def test_it_says_that_it_is_made_up(cohort: Package) -> None:
    assert cohort.made_up
    assert "erfunden" in cohort.name and "erfunden" in cohort.title


def test_every_row_shows_that_it_is_made_up(cohort_csv: Path) -> None:
    for file in cohort_csv.glob("*.csv"):
        if file.stem == "segments":  # the offer of the reference centre, which is no invention
            continue
        with file.open(encoding="utf-8", newline="") as lines:
            for row in list(csv.reader(lines))[1:]:
                assert any(cell.startswith("bsp-") for cell in row), (file.name, row)


def test_the_same_bytes_every_time(cohort_csv: Path, tmp_path: Path) -> None:
    write_cohort(tmp_path)
    for file in sorted(cohort_csv.iterdir()):
        assert (tmp_path / file.name).read_bytes() == file.read_bytes(), file.name


def test_an_occupied_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(Refused):
        write_cohort(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_everyone_enters_through_an_intake(tables: duckdb.DuckDBPyConnection) -> None:
    first = "SELECT person_id, arg_min(segment_id, started_on) AS s FROM participations GROUP BY person_id"
    assert rows(tables, f"SELECT DISTINCT s FROM ({first})") == [("intake",)]


def test_appointments_are_on_working_days_in_working_hours(tables: duckdb.DuckDBPyConnection) -> None:
    tables.execute("SET TimeZone = 'Europe/Berlin'")
    days = [day for (day,) in rows(tables, "SELECT DISTINCT starts_at::DATE FROM appointments")]
    assert all(day.weekday() < 5 and day not in closed_days(day.year) for day in days)  # type: ignore[attr-defined]
    begins = "SELECT DISTINCT strftime(starts_at, '%H:%M') FROM appointments ORDER BY 1"
    assert [time for (time,) in rows(tables, begins)] == ["08:30", "10:00", "11:30", "13:00", "14:30", "16:00"]


def test_no_counsellor_and_no_participant_is_in_two_places_at_once(tables: duckdb.DuckDBPyConnection) -> None:
    for who in ("counsellor_id", "person_id"):
        twice = f"""SELECT {who} FROM appointments JOIN participations USING (participation_id)
                    GROUP BY {who}, starts_at HAVING count(*) > 1"""
        assert rows(tables, twice) == []


def test_counsellors_work_only_while_they_are_there(tables: duckdb.DuckDBPyConnection) -> None:
    absent = """SELECT participation_id FROM participations p JOIN staff s ON counsellor_id = staff_id
                WHERE p.started_on < s.started_on OR coalesce(p.ended_on, p.started_on) > s.ended_on"""
    assert rows(tables, absent) == []
    unknown = "SELECT 1 FROM participations WHERE counsellor_id NOT IN (SELECT staff_id FROM staff)"
    assert rows(tables, unknown) == []


def test_a_regular_ending_ends_with_a_closing_talk(tables: duckdb.DuckDBPyConnection) -> None:
    last = """SELECT DISTINCT kind, status FROM (
                SELECT arg_max(a.kind, starts_at) AS kind, arg_max(status, starts_at) AS status
                FROM appointments a JOIN participations USING (participation_id)
                WHERE ending = 'regular' GROUP BY participation_id)"""
    assert rows(tables, last) == [("closing_talk", "held")]


def test_holidays_are_thinner(tables: duckdb.DuckDBPyConnection) -> None:
    august, november = (
        rows(tables, f"SELECT count(*) FROM appointments WHERE month(starts_at) = {month} AND year(starts_at) < 2019")[
            0
        ][0]
        for month in (8, 11)
    )
    assert august < 0.7 * november  # type: ignore[operator]


def test_missed_appointments_vary_little_between_quarters(tables: duckdb.DuckDBPyConnection) -> None:
    shares = """SELECT count(*) FILTER (status = 'no_show') / count(*) FROM appointments
                WHERE status NOT IN ('excused', 'planned') AND starts_at < '2019-07-01'
                GROUP BY date_trunc('quarter', starts_at)"""
    assert all(0.17 <= share <= 0.27 for (share,) in rows(tables, shares))  # type: ignore[operator]


def test_the_answer_to_what_came_after_is_not_always_known(tables: duckdb.DuckDBPyConnection) -> None:
    answers = {answer for (answer,) in rows(tables, "SELECT DISTINCT answer FROM follow_ups")}
    assert answers == {"yes", "no", "unknown", "refused"}


def test_those_who_are_coached_have_started_work(tables: duckdb.DuckDBPyConnection) -> None:
    idle = """SELECT person_id FROM participations p WHERE segment_id = 'coaching' AND NOT EXISTS (
                SELECT 1 FROM job_starts j WHERE j.person_id = p.person_id AND j.started_on <= p.started_on)"""
    assert rows(tables, idle) == []


def test_nobody_is_in_two_participations_at_once_but_for_a_few_in_basics(tables: duckdb.DuckDBPyConnection) -> None:
    both = """SELECT DISTINCT 'basics' IN (a.segment_id, b.segment_id)
              FROM participations a JOIN participations b ON a.person_id = b.person_id
              WHERE a.participation_id < b.participation_id
              AND a.started_on <= coalesce(b.ended_on, '2019-10-31')
              AND b.started_on <= coalesce(a.ended_on, '2019-10-31')"""
    assert rows(tables, both) == [(True,)]
