"""The page of the reference says what was measured, and nothing of where."""

import json
import platform
from pathlib import Path

import pytest

from bench import printing, running
from bench.measuring import Comparison, Measured
from bench.processes import Waited
from tests.bench.wild_package import write_wild

OURS = Measured(seconds=[0.3, 0.5, 0.4], peaks=[100 << 20, 200 << 20], statements=44)
SQL = Measured(seconds=[0.8, 0.8, 0.8], peaks=[400 << 20], statements=66)
LEFT_OUT = Measured(note="left out above 1,000,000 appointments")


def test_the_page_shows_medians_ratios_and_what_was_left_out() -> None:
    engines = {"ours": OURS, "sql": SQL, "single": LEFT_OUT}
    table = printing.compared(Comparison("400 centres", 3_900_000, engines, cells=12_345))
    page = printing.page([table, printing.waited([Waited("figures", 0.5, 0.271, 5)])])
    assert "## 400 centres: 3,900,000 appointments" in page
    assert "| Perspektiv | 0.400 | 1.00 | 200 | 1.00 | 44 |" in page
    assert "| SQL by hand | 0.800 | 0.50 | 400 | 0.50 | 66 |" in page
    assert "| figure by figure | left out above 1,000,000 appointments | – | – | – | – |" in page
    assert "| figures | 0.271 | ≤ 0.5 | 5 |" in page
    assert platform.node() not in page


def test_tables_fit_a_terminal_of_eighty_columns(capsys: pytest.CaptureFixture[str]) -> None:
    printing.show(printing.compared(Comparison("1 centre", 9_794, {"ours": OURS, "sql": SQL}, cells=1)))
    shown = capsys.readouterr().out
    assert "SQL by hand" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_an_engine_tells_what_its_process_took(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    running.main("sql", str(write_wild(tmp_path / "package", seed=1)), "no", str(tmp_path / "cells.json"))
    told = json.loads(capsys.readouterr().out)
    assert told.keys() == {"opening", "seconds", "peak", "statements"}
    assert told["peak"] > 10 << 20
    assert (tmp_path / "cells.json").exists()
