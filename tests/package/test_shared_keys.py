"""What every centre keeps for itself is listed once, under keys that lead back to each."""

from datetime import date

import pytest

from perspektiv.package.shared_keys import Version, foreign, own_key, shared_rows

SEARCH = ("Stellensuche", 4)
LONGER_SEARCH = ("Stellensuche und Bewerbung", 4)


def test_what_two_centres_call_the_same_and_mean_alike_is_one_row() -> None:
    rows, keys = shared_rows({1: Version("nord", "search", SEARCH), 2: Version("sued", "search", SEARCH)}, dated=True)

    assert [row.key for row in rows] == ["search"]
    assert keys == {1: "search", 2: "search"}


def test_what_they_mean_differently_has_the_centre_in_its_key() -> None:
    rows, keys = shared_rows(
        {1: Version("nord", "search", SEARCH), 2: Version("sued", "search", LONGER_SEARCH)}, dated=True
    )

    assert [(row.key, row.says) for row in rows] == [("nord:search", SEARCH), ("sued:search", LONGER_SEARCH)]
    assert keys == {1: "nord:search", 2: "sued:search"}


def test_versions_that_say_the_same_are_one_row_from_first_to_last_day() -> None:
    rows, keys = shared_rows(
        {
            1: Version("nord", "search", SEARCH, date(2015, 1, 1), date(2016, 12, 31)),
            2: Version("nord", "search", SEARCH, date(2017, 1, 1), date(2018, 6, 30)),
        },
        dated=True,
    )

    assert [(row.valid_from, row.valid_to) for row in rows] == [(date(2015, 1, 1), date(2018, 6, 30))]
    assert keys == {1: "search", 2: "search"}


def test_a_version_that_says_something_else_has_its_first_day_in_its_key() -> None:
    rows, keys = shared_rows(
        {
            1: Version("nord", "search", SEARCH, None, date(2016, 12, 31)),
            2: Version("nord", "search", LONGER_SEARCH, date(2017, 1, 1), None),
        },
        dated=True,
    )

    assert keys == {1: "search", 2: "search@2017-01-01"}
    assert [row.valid_to for row in rows] == [date(2016, 12, 31), None]


def test_a_table_without_validity_does_not_tell_centres_apart_by_it() -> None:
    versions = {
        1: Version("nord", "moved", ("Umzug",), date(2015, 1, 1)),
        2: Version("sued", "moved", ("Umzug",), date(2020, 1, 1)),
    }

    assert [row.key for row in shared_rows(versions, dated=False)[0]] == ["moved"]
    assert [row.key for row in shared_rows(versions, dated=True)[0]] == ["nord:moved", "sued:moved"]


@pytest.mark.parametrize(
    ("shared", "own"),
    [
        ("search", ("search", None)),
        ("nord:search", ("search", None)),
        ("sued:search", ("sued:search", None)),
        ("nord:search@2017-01-01", ("search", date(2017, 1, 1))),
        ("job@home", ("job@home", None)),
    ],
)
def test_the_way_back_to_a_centres_own_key(shared: str, own: tuple[str, date | None]) -> None:
    assert own_key(shared, "nord") == own


def test_a_key_says_to_which_centre_it_belongs() -> None:
    assert foreign("sued:search", "nord", ["nord", "sued"])
    assert not foreign("nord:search", "nord", ["nord", "sued"])
    assert not foreign("search", "nord", ["nord", "sued"])
