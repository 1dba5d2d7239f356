"""Reports that the installation keeps: listed and given to those who see figures, of their own centres only."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from perspektiv.records.access.models import User
from tests.records.personas import Personas

As = Callable[[User], Client]


@pytest.fixture
def kept(personas: Personas, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """One report of our centre, one of another, and a file that is none."""
    home = tmp_path / "reports"
    monkeypatch.setattr(settings, "REPORTS", home)
    for centre in (personas.centre, personas.elsewhere):
        folder = home / centre.key / "bilanz-2026"
        folder.mkdir(parents=True)
        (folder / "report.pdf").write_bytes(b"%PDF- of " + centre.key.encode())
        (folder / "report.html").write_text("<script>alert(1)</script>")
    (tmp_path / "secret.key").write_text("secret")
    (home / "secret.key").symlink_to(tmp_path / "secret.key")
    return home


def address(centre_key: str, report: str, file: str) -> str:
    return reverse("desk:report", args=[centre_key, report, file])


def test_the_head_finds_and_opens_a_report(personas: Personas, kept: Path, as_user: As) -> None:
    browser = as_user(personas.hanne)
    page = browser.get(reverse("desk:reports")).content.decode()
    pdf = address("musterplatz", "bilanz-2026", "report.pdf")
    assert f'href="{pdf}"' in page
    assert "anderswo" not in page
    assert reverse("desk:reports") in browser.get("/").content.decode()
    answer = browser.get(pdf)
    assert answer.content == b"%PDF- of musterplatz"
    assert answer.headers["Content-Type"] == "application/pdf"


def test_a_report_is_called_as_it_calls_itself(personas: Personas, kept: Path, as_user: As) -> None:
    browser, written = as_user(personas.hanne), kept / personas.centre.key / "bilanz-2026" / "report.json"
    for content, shown in (
        ('{"document": {"title": ["Musterplatz", "Bilanz 2026"]}}', "Musterplatz – Bilanz 2026"),
        ("{", "bilanz-2026"),
    ):
        written.write_text(content)
        assert f">{shown}</h3>" in browser.get(reverse("desk:reports")).content.decode()


def test_a_report_is_a_file_and_never_a_page_of_ours(personas: Personas, kept: Path, as_user: As) -> None:
    answer = as_user(personas.hanne).get(address("musterplatz", "bilanz-2026", "report.html"))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("centre", "report", "file"),
    [
        ("anderswo", "bilanz-2026", "report.pdf"),
        ("musterplatz", "bilanz-2025", "report.pdf"),
        ("musterplatz", "bilanz-2026", "secret.key"),
        ("musterplatz", "..", "secret.key"),
        ("..", "reports", "secret.key"),
    ],
)
def test_nothing_else_is_given(
    centre: str, report: str, file: str, personas: Personas, kept: Path, as_user: As
) -> None:
    assert as_user(personas.hanne).get(f"/berichte/{centre}/{report}/{file}").status_code == 404


def test_without_reports_it_says_how_one_is_made(
    personas: Personas, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, as_user: As
) -> None:
    monkeypatch.setattr(settings, "REPORTS", tmp_path / "none")
    assert "perspektiv report" in as_user(personas.hanne).get(reverse("desk:reports")).content.decode()
