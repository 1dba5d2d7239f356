"""Pages are measured truly: what fails is counted, what is slow is said, and the tables show both databases."""

import pytest

from bench import printing
from bench.pages import INTRODUCTION, NAMES, Measured, Size, measure, tables
from bench.pages_asked import EMPTY, MARK
from bench.pages_load import Times


def times(slow: str = "", seconds: float = 0.05, failed: tuple[str, ...] = ()) -> Times:
    """The empty answer takes 10 ms, every page 50, and one of them as long as is said."""
    taken = {name: [0.01 if name == EMPTY else 0.05] * 20 for name in NAMES}
    if slow:
        taken[slow] = [seconds] * 20
    return Times(2.0, taken, list(failed))


def measured(alone: Times, together: Times) -> Measured:
    return found_on("SQLite", alone, together)


def found_on(database: str, alone: Times, together: Times) -> Measured:
    """Every page needs seven statements and 8 ms of the processor."""
    queries, cpu = dict.fromkeys(NAMES, 7), dict.fromkeys(NAMES, 0.008)
    return Measured(database, 1_234, queries, cpu, alone, together, times(), "")


def test_nothing_is_missed_where_all_is_fast() -> None:
    assert list(measured(times(), times()).missed()) == []


def test_a_slow_page_a_slow_mark_and_a_failed_one_are_said() -> None:
    assert list(measured(times("steering board", 0.3), times()).missed()) == [
        "SQLite: steering board takes 30.0 times the empty answer, at most 25"
    ]
    assert list(measured(times(MARK, 0.08), times(failed=(f"{MARK}: 500",))).missed()) == [
        f"SQLite: failed: {MARK}: 500",
        f"SQLite: {MARK} takes 8.0 times the empty answer, at most 7",
    ]


def test_the_page_shows_the_databases_side_by_side() -> None:
    other = found_on("PostgreSQL", times(), times("steering board", 0.2))
    page = printing.page(tables([measured(times(), times()), other]), INTRODUCTION)
    assert page.startswith("# Pages")
    assert "| steering board | 7 | 8.0 | 50 | 5.0 | 8.0 | 50 | 5.0 | 25 |" in page
    assert "| steering board | 50 | 50 | 200 | 200 |" in page
    asked = 20 * len(NAMES)
    assert f"SQLite: {asked} requests, {asked // 2} a second, of which 20 marks; 0 failed." in page


@pytest.mark.soak
def test_a_small_installation_is_served_and_measured() -> None:
    found = measure("SQLite", None, Size(centres=2, persons=40), turns=3)
    assert found.failed == []
    assert all(found.queries[name] and found.cpu[name] for name in NAMES)
    assert all(len(found.alone.seconds[name]) == 3 for name in NAMES)
    assert found.together.seconds[MARK]
