"""Tables as CSV: numbers for machines, texts that no spreadsheet runs."""

import csv

import pytest

from perspektiv.report.tables import Table
from perspektiv.report.tables_csv import as_csv, harmless, number


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("1.234,50", "1234.50"),
        ("−12,5", "-12.5"),
        ("9794", "9794"),
        ("0", "0"),
        ("23–30", "23–30"),
        ("geschützt", "geschützt"),
        ("25\u00a0p", "25 p"),
        ("–", "–"),
        ("", ""),
    ],
)
def test_numbers_get_a_decimal_point_and_marks_stay(printed: str, written: str) -> None:
    assert number(printed) == written


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_a_spreadsheet_would_run_is_made_harmless(start: str) -> None:
    assert harmless(f"{start}1+1") == f"'{start}1+1"


def test_a_table_is_written_whole_with_its_remark() -> None:
    table = Table("t", "", "", ("Segment", "=Zahl"), (("@Coaching", "1.463"),), (False, True))
    rows = list(csv.reader(as_csv(table, "erfunden").splitlines()))
    assert rows == [["Segment", "'=Zahl", "Hinweis"], ["'@Coaching", "1463", "erfunden"]]


def test_the_remark_stands_once() -> None:
    table = Table("t", "", "", ("a",), (("x",), ("y",)), (False,))
    assert [row[-1] for row in csv.reader(as_csv(table, "erfunden").splitlines())] == ["Hinweis", "erfunden", ""]


def test_an_interval_has_a_column_for_each_end() -> None:
    rows = (("a", "19,2–22,0"), ("b", "geschützt"), ("c", "–"))
    table = Table("t", "", "", ("Zeile", "Intervall"), rows, (False, True))
    assert list(csv.reader(as_csv(table).splitlines())) == [
        ["Zeile", "Intervall, unten", "Intervall, oben"],
        ["a", "19.2", "22.0"],
        ["b", "geschützt", "geschützt"],
        ["c", "–", "–"],
    ]


def test_a_span_among_plain_numbers_stays_one_cell() -> None:
    table = Table("t", "", "", ("Zeile", "Anteil"), (("a", "63"), ("b", "56–67")), (False, True))
    assert list(csv.reader(as_csv(table).splitlines()))[1:] == [["a", "63"], ["b", "56–67"]]
