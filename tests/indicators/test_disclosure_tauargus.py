"""The same tables as τ-ARGUS, the program of the statistical offices, protects them (its modular method, open engine).

Its optimal method is not used: on the published table the open engine withholds 179 with it, where 59 is enough.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from pytauargus import protect

from perspektiv.indicators.disclosure import withhold
from tests.indicators.linked_tables import Drawn, learnt, two_way

Rows = list[list[int]]
PRIMARY, SECONDARY = "U", "M"

# Fischetti & Salazar-González (2001), table 1: investments by activity (rows) and region. One enterprise made the 22.
INVESTMENTS: Rows = [[20, 50, 10], [8, 19, 22], [17, 32, 12]]


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine leaves its logs in the working folder."""
    monkeypatch.chdir(tmp_path)


def protected(values: Rows, respondents: Rows, folder: Path) -> set[str]:
    """The cells that τ-ARGUS withholds, at the cost of their values, where fewer than three respond."""
    records: dict[str, list[object]] = {"row": [], "column": [], "value": []}
    for row, line in enumerate(respondents):
        for column, persons in enumerate(line):
            for person in range(persons):
                rest = values[row][column] - persons + 1
                records["row"].append(str(row))
                records["column"].append(str(column))
                records["value"].append(rest if person == 0 else 1)
    result = protect(
        records, ["row", "column"], response="value", safety_rules="FREQ(3,30)", suppress="MOD(1)", workdir=str(folder)
    )
    names = (
        (cell["row"].replace("Total", "+") + cell["column"].replace("Total", "+"), cell["status"])
        for cell in result.tables[0].rows
    )
    return {name for name, status in names if status in (PRIMARY, SECONDARY)}


def cost(drawn: Drawn, names: set[str]) -> float:
    return sum(drawn.cells[name].cost for name in names)


def test_the_published_pattern(tmp_path: Path) -> None:
    drawn = two_way(INVESTMENTS)
    drawn.put("12", 22, persons=1)
    ours = drawn.names(withhold(drawn.listed, drawn.sums))
    respondents = [[3, 3, 3], [3, 3, 1], [3, 3, 3]]
    assert ours == protected(INVESTMENTS, respondents, tmp_path) == {"10", "12", "20", "22"}


@pytest.mark.parametrize(
    "counts",
    [
        [[20, 50, 10], [8, 19, 2], [17, 32, 12]],
        [[1, 20, 30], [5, 40, 9], [50, 60, 70]],
        [[2, 9, 14], [7, 2, 11], [10, 13, 2]],
    ],
)
def test_counts_are_hidden_at_the_same_cost(counts: Rows, tmp_path: Path) -> None:
    drawn = two_way(counts)
    ours = drawn.names(withhold(drawn.listed, drawn.sums))
    theirs = protected(counts, counts, tmp_path)
    places = {place for place, name in enumerate(drawn.cells) if name in theirs}
    assert learnt(drawn, places) == []
    assert cost(drawn, ours) == cost(drawn, theirs)


def test_where_their_margin_of_a_third_is_too_narrow_we_withhold_more(tmp_path: Path) -> None:
    """They leave a 2 known to be 1 or more: their margin is a share of the count, ours reaches 0."""
    counts = [[12, 9, 14, 6], [7, 2, 11, 8], [10, 13, 5, 1], [4, 6, 9, 15]]
    drawn = two_way(counts)
    ours = drawn.names(withhold(drawn.listed, drawn.sums))
    theirs = protected(counts, counts, tmp_path)
    places = {place for place, name in enumerate(drawn.cells) if name in theirs}
    assert learnt(drawn, places) == ["11"]
    assert cost(drawn, ours) > cost(drawn, theirs)
