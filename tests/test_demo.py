"""The page that ``make demo`` opens."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import perspektiv

ROOT = Path(perspektiv.__file__).parents[1]


@pytest.fixture
def page(tmp_path: Path) -> str:
    """The page over a folder with a report, one table with a space in its name, and nothing else."""
    (tmp_path / "report/tables").mkdir(parents=True)
    (tmp_path / "report/report.html").write_text("<p>Bericht</p>")
    (tmp_path / "report/report.pdf").write_bytes(bytes(2_345_678))
    (tmp_path / "report/tables/Teilnahmen & Enden.csv").write_text("segment,value\n")
    subprocess.run([sys.executable, "-m", "demo", str(tmp_path)], cwd=ROOT, check=True, capture_output=True)
    return (tmp_path / "index.html").read_text(encoding="utf-8")


def test_links_what_is_there_and_nothing_else(page: str) -> None:
    assert re.findall(r'href="([^"]+)"', page) == [
        "report/report.html",
        "report/report.pdf",
        "report/tables/Teilnahmen%20%26%20Enden.csv",
    ]


def test_leaves_out_parts_without_files(page: str) -> None:
    assert re.findall(r"<h2[^>]*>(.+?)</h2>", page) == ["Bericht", "Tabellen des Berichts"]


def test_names_files_and_sizes_as_people_do(page: str) -> None:
    assert "Bericht als PDF, barrierefrei nach PDF/UA-1" in page
    assert "2,3 MB" in page
    assert "Teilnahmen &amp; Enden.csv" in page


def test_says_that_the_cohort_is_made_up(page: str) -> None:
    assert "Erfunden" in page


def test_links_the_application_where_it_is_set_up(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home/perspektiv.sqlite3").touch()
    command = [sys.executable, "-m", "demo", str(tmp_path), "http://127.0.0.1:8765/"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert 'href="http://127.0.0.1:8765/"' in (tmp_path / "index.html").read_text(encoding="utf-8")
