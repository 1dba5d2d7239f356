"""What counts as the same, and that a difference is never passed over."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench import measuring
from bench.comparing import Cell, Cells, Key, differences, read_cells, write_cells
from bench.measuring import EnginesDisagree, Measured, compare

TOTAL: Key = ("no_show_rate", ())
INTAKE: Key = ("no_show_rate", (("segment", "intake"),))
FTE: Key = ("fte", ())


def cells(**numbers: Any) -> Cells:
    return {TOTAL: Cell(**numbers)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (cells(numerator=1, denominator=3, value=1 / 3), cells(numerator=1, denominator=3, value=1 / 3 + 1e-12)),
        (cells(numerator=0, denominator=0), {}),
        ({FTE: Cell(numerator=0, denominator=39, value=0.0)}, {}),
    ],
    ids=["rounding", "a row in which nothing was counted", "no positions"],
)
def test_the_same(one: Cells, other: Cells) -> None:
    assert list(differences(one, other)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (cells(numerator=1, denominator=3, value=1 / 3), cells(numerator=1, denominator=3, value=1 / 3 + 1e-8)),
        (cells(numerator=10**10), cells(numerator=10**10 + 1)),
        (cells(numerator=1, low=0.1), cells(numerator=1)),
        (cells(numerator=0, denominator=5, value=0.0), {}),
        ({}, cells(numerator=1)),
        (cells(withheld=True), {}),
    ],
    ids=["value", "one in ten thousand million", "no interval", "missing row", "row too many", "not withheld"],
)
def test_a_difference(one: Cells, other: Cells) -> None:
    assert len(list(differences(one, other))) == 1


def test_a_difference_is_told_with_its_place() -> None:
    told = list(differences({INTAKE: Cell(numerator=1)}, {INTAKE: Cell(numerator=2)}))
    assert told == ["no_show_rate {'segment': 'intake'}: numerator 1 against numerator 2"]


def test_cells_are_kept_as_they_are(tmp_path: Path) -> None:
    kept = {INTAKE: Cell(numerator=1, denominator=3, value=1 / 3), TOTAL: Cell(withheld=True)}
    write_cells(kept, tmp_path / "cells.json")
    assert read_cells(tmp_path / "cells.json") == kept


def running(counts: dict[str, int]) -> Callable[..., None]:
    """In place of processes: each engine finds its count within a second."""

    def run(name: str, _package: Path, _warm_up: bool, found: Measured, _timeout: float, workshop: Path) -> None:
        write_cells(cells(numerator=counts[name]), workshop / f"cells-{name}.json")
        found.seconds.append(1.0)
        found.peaks.append(1)

    return run


def compared(engines: list[str], folder: Path, *, appointments: int = 1, asked_for: bool = True) -> dict[str, str]:
    comparison = compare(
        folder, "", appointments, engines, asked_for=asked_for, timeout=1, workshop=folder, tell=lambda _: None
    )
    return {name: found.note for name, found in comparison.engines.items()}


def test_engines_that_disagree_end_the_bench(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(measuring, "_run", running({"ours": 1, "sql": 2}))
    with pytest.raises(EnginesDisagree, match="ours and sql differ in 1 cells"):
        compared(["ours", "sql"], tmp_path)


def test_what_is_too_slow_for_a_size_is_left_out_and_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(measuring, "_run", running({"ours": 1, "single": 1}))
    notes = compared(["ours", "single"], tmp_path, appointments=2_000_000, asked_for=False)
    assert notes == {"ours": "", "single": "left out above 1,000,000 appointments"}
    assert compared(["ours", "single"], tmp_path, appointments=2_000_000) == {"ours": "", "single": ""}
