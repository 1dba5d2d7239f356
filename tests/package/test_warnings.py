"""What is odd but possible is listed, keeps nobody from counting, and is kept with the package."""

from collections.abc import Callable
from pathlib import Path

import pytest

from perspektiv.package import open_package

Write = Callable[..., Path]

ENDED = [
    "t1,p1,s1,,2015-01-08,2015-03-31,regular,",
    "t2,p2,s1,,2015-02-01,2015-02-20,early,e1",
    "t3,p3,s2,,2015-05-01,,,",
]

CASES: dict[str, tuple[str, list[str], str, int, str | None]] = {
    "appointment before its participation": (
        "appointments", ["a1,t1,counselling,2015-01-07T23:30:00+01:00,75,held"],
        "outside participation", 2, "starts_at"),
    "appointment after its participation": (
        "appointments", ["a1,t1,counselling,2015-04-01T00:00:00+02:00,75,held"],
        "outside participation", 2, "starts_at"),
    "appointment already over": (
        "appointments", ["a1,t1,counselling,2015-03-01T09:00:00Z,75,planned"], "still planned", 2, "status"),
    "appointment after the day of the data": (
        "appointments", ["a1,t3,counselling,2016-01-01T00:00:00+01:00,75,held"], "after data_as_of", 2, "starts_at"),
    "event after the day of the data": (
        "spending", ["x1,c1,2016-01-01,1,Honorare,"], "after data_as_of", 2, "booked_on"),
    "job start before the exit": (
        "job_starts", ["j1,p1,2015-03-30,true,"], "job start before exit", 2, "started_on"),
    "job start while still taking part": (
        "job_starts", ["j1,p3,2015-06-01,true,"], "job start before exit", 2, "started_on"),
    "parallel participations": (
        "participations", [*ENDED, "t4,p1,s2,,2015-03-30,2015-04-10,regular,"],
        "parallel participations", 5, "started_on"),
    "participation within another": (
        "participations", [*ENDED, "t4,p3,s2,,2015-06-30,2015-07-10,regular,"],
        "parallel participations", 5, "started_on"),
    "question unanswered": ("answers", ["R1,i1,6", "R2,i1,1"], "unanswered question", 2, None),
    "freelance with hours": (
        "staff", ["m1,c1,Beratung,freelance,20,2015-01-01,"], "freelance with hours", 2, "weekly_hours"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_odd_row_is_a_warning(case: str, write: Write, with_rows: Callable[..., str]) -> None:
    table, rows, kind, row, column = CASES[case]
    with open_package(write(**{table: with_rows(table, *rows)})) as package:
        found = [(warning.kind, warning.row, warning.column) for warning in package.warnings]
    assert found == [(kind, row, column)]
    assert not any(warning.fault for warning in package.warnings)


NOT_ODD: dict[str, tuple[str, list[str]]] = {
    "first contact before the start": ("appointments", ["a1,t1,first_contact,2015-01-02T09:00:00Z,75,held"]),
    "last minute of the last day": ("appointments", ["a1,t1,counselling,2015-03-31T23:59:59+02:00,75,held"]),
    "first minute of the first day": ("appointments", ["a1,t1,counselling,2015-01-08T00:00:00+01:00,75,held"]),
    "planned for later": ("appointments", ["a1,t3,counselling,2016-02-01T09:00:00Z,75,planned"]),
    "planned for the day of the data": ("appointments", ["a1,t3,counselling,2015-12-31T00:00:00+01:00,75,planned"]),
    "held on the day of the data": ("appointments", ["a1,t3,counselling,2015-12-31T23:59:59+01:00,75,held"]),
    "job start on the day of the exit": ("job_starts", ["j1,p1,2015-03-31,true,"]),
    "next participation on the last day": ("participations", [*ENDED, "t4,p1,s2,,2015-03-31,2015-04-10,regular,"]),
    "position planned ahead": ("staff", ["m1,c1,Beratung,employed,20,2016-02-01,2017-01-01"]),
}


@pytest.mark.parametrize("case", NOT_ODD)
def test_ordinary_row_is_none(case: str, write: Write, with_rows: Callable[..., str]) -> None:
    table, rows = NOT_ODD[case]
    with open_package(write(**{table: with_rows(table, *rows)})) as package:
        assert package.warnings == ()
