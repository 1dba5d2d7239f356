"""The guide to operating names every variable that an installation reads."""

import re
from pathlib import Path

import pytest

import perspektiv

ROOT = Path(perspektiv.__file__).parents[1]
GUIDE = (ROOT / "docs/guide/betrieb.md").read_text(encoding="utf-8")
SOURCES = [path.read_text(encoding="utf-8") for path in (ROOT / "perspektiv").rglob("*.py")]
VARIABLES = {"DATABASE_URL"} | {found for source in SOURCES for found in re.findall(r'"(PERSPEKTIV_[A-Z_]+)"', source)}


def test_variables_are_found() -> None:
    assert {"PERSPEKTIV_HOME", "PERSPEKTIV_SMTP_TLS", "PERSPEKTIV_BACKUP_KEY"} <= VARIABLES


@pytest.mark.parametrize("variable", sorted(VARIABLES))
def test_every_variable_has_its_row(variable: str) -> None:
    assert f"| `{variable}` |" in GUIDE


ROLES = ("teamassistenz", "beratung", "fallsteuerung", "leitung", "jobcoach", "verwaltung", "teilnehmende")


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_a_page(role: str) -> None:
    assert (ROOT / f"docs/guide/rolle-{role}.md").stat().st_size > 500
