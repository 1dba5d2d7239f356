"""Series for charts, by the same rules as figures."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import pytest

from perspektiv.indicators import PathStep, Period, months_to_follow_on, months_to_job_start, path_steps
from perspektiv.indicators.interval import wilson
from perspektiv.package.database import connect
from tests.indicators.in_memory import package_of

YEAR = Period(date(2015, 1, 1), date(2015, 12, 31))
AS_OF = date(2016, 12, 31)
PLACES: dict[str, list[dict[str, Any]]] = {
    "centres": [{"centre_id": "north"}],
    "segments": [
        {"segment_id": name, "position": place, "surveyed": True}
        for place, name in enumerate(("intake", "review", "coaching"), start=1)
    ],
    "persons": [{"person_id": who, "centre_id": "north", "gender": "female"} for who in "abcde"],
}


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with connect() as made:
        yield made


def participations(*taken: tuple[str, str, str, str | None]) -> list[dict[str, Any]]:
    return [
        {
            "participation_id": str(number),
            "person_id": person,
            "segment_id": segment,
            "started_on": date.fromisoformat(start),
            "ended_on": end and date.fromisoformat(end),
        }
        for number, (person, segment, start, end) in enumerate(taken)
    ]


def starts(*taken: tuple[str, str], insured: bool = True) -> list[dict[str, Any]]:
    return [{"person_id": who, "started_on": date.fromisoformat(day), "insured": insured} for who, day in taken]


PATHS = participations(
    ("a", "intake", "2015-01-01", "2015-02-28"),
    ("a", "coaching", "2015-03-01", "2015-04-30"),
    ("b", "intake", "2015-01-01", "2015-02-28"),
    ("b", "review", "2015-03-01", None),
    ("c", "intake", "2015-01-01", "2015-02-28"),
    ("d", "review", "2015-05-01", "2015-12-31"),
    ("d", "coaching", "2016-01-01", None),
    ("e", "intake", "2014-12-31", None),
)


def test_each_step_tells_who_goes_on_who_leaves_and_who_is_still_there(connection: duckdb.DuckDBPyConnection) -> None:
    steps = path_steps(package_of({**PLACES, "participations": PATHS}, AS_OF, connection), YEAR)
    assert list(steps) == [
        PathStep(1, "", 4, 2, {"review": 1, "coaching": 1}, 2, 0),
        PathStep(1, "intake", 3, 2, {"review": 1, "coaching": 1}, 1, 0),
        PathStep(1, "review", 1, 0, {}, 1, 0),
        PathStep(2, "", 2, 0, {}, 1, 1),
        PathStep(2, "review", 1, 0, {}, 0, 1),
        PathStep(2, "coaching", 1, 0, {}, 1, 0),
    ]


def test_merged_segments_are_one_station_of_the_path(connection: duckdb.DuckDBPyConnection) -> None:
    package = package_of({**PLACES, "participations": PATHS}, AS_OF, connection)
    steps = path_steps(package, YEAR, merge={"segment": {"further": ["review", "coaching"]}})
    assert [(step.step, step.segment, step.persons) for step in steps] == [
        (1, "", 4),
        (1, "intake", 3),
        (1, "further", 1),
        (2, "", 2),
        (2, "further", 2),
    ]


def test_without_participations_there_is_no_path(connection: duckdb.DuckDBPyConnection) -> None:
    assert not path_steps(package_of(PLACES, AS_OF, connection), YEAR)


LEFT = participations(*((who, "intake", "2015-01-01", "2015-08-31") for who in "abcd"))


def test_months_to_a_job_count_from_the_day_of_the_exit(connection: duckdb.DuckDBPyConnection) -> None:
    """Month 0 is the day of the exit, month k the days up to the same day k months on: 31 August, 30 September, …"""
    jobs = starts(
        ("a", "2015-08-31"), ("b", "2015-09-30"), ("c", "2015-10-01"), ("c", "2016-02-01"), ("d", "2016-03-01")
    )
    months = months_to_job_start(
        package_of({**PLACES, "participations": LEFT, "job_starts": jobs}, AS_OF, connection), YEAR
    )
    assert months.exited == 4
    assert list(months.started) == [1, 2, 3, 3, 3, 3, 3]
    assert (months.share(0), months.share(6)) == (1 / 4, 3 / 4)
    assert months.interval(6) == wilson(3, 4)


def test_only_insured_jobs_and_complete_windows_count(connection: duckdb.DuckDBPyConnection) -> None:
    left = participations(("a", "intake", "2015-01-01", "2015-08-31"), ("b", "intake", "2015-01-01", "2015-09-01"))
    rows = {**PLACES, "participations": left, "job_starts": starts(("a", "2015-09-01"), insured=False)}
    months = months_to_job_start(package_of(rows, date(2016, 2, 29), connection), YEAR)
    assert (months.exited, list(months.started)) == (1, [0] * 7)


def test_months_to_a_follow_on_measure(connection: duckdb.DuckDBPyConnection) -> None:
    measures = [
        {"person_id": "a", "started_on": date(2016, 2, 29)},
        {"person_id": "b", "started_on": date(2015, 8, 30)},
    ]
    rows = {**PLACES, "participations": LEFT, "follow_on_measures": measures}
    months = months_to_follow_on(package_of(rows, AS_OF, connection), YEAR)
    assert list(months.started) == [0, 0, 0, 0, 0, 0, 1]


def test_where_nobody_left_there_is_no_share(connection: duckdb.DuckDBPyConnection) -> None:
    months = months_to_job_start(package_of(PLACES, AS_OF, connection), YEAR)
    assert (months.exited, months.share(6), months.interval(6)) == (0, None, None)


def test_a_curve_over_few_persons_is_withheld_as_a_whole_in_public(connection: duckdb.DuckDBPyConnection) -> None:
    rows = {**PLACES, "participations": LEFT, "job_starts": starts(("a", "2015-09-01"))}
    months = months_to_job_start(package_of(rows, AS_OF, connection), YEAR, public=True)
    assert (months.exited, list(months.started)) == (None, [None] * 7)
    assert (months.share(6), months.interval(6)) == (None, None)
