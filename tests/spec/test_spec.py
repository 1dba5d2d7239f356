"""Every drawn case holds, every indicator is drawn, and the runner can fail."""

from pathlib import Path

import pytest

from perspektiv.indicators import CATALOGUE
from tests.spec.comparing import alike, differences
from tests.spec.drawn import HERE, Case, Misdrawn, all_cases, cases_in

CASES = list(all_cases())


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{topic}: {case.heading}") for topic, case in CASES])
def test_case(case: Case, tmp_path: Path) -> None:
    found = differences(case, tmp_path / "paket")
    assert not found, "\n".join(["", case.heading, *found])


def test_every_indicator_is_drawn_with_a_number_other_than_zero() -> None:
    drawn = {
        row["indicator"]
        for _, case in CASES
        for question in case.questions
        for row in question.expected
        if any(row.get(field, "–") not in ("–", "0") for field in ("numerator", "value"))
    }
    assert drawn == set(CATALOGUE)


def test_headings_are_told_apart() -> None:
    headings = [case.heading for _, case in CASES]
    assert len(headings) == len(set(headings))


def test_the_introduction_names_every_topic() -> None:
    introduction = (HERE / "README.md").read_text(encoding="utf-8")
    assert all(f"({path.name})" in introduction for path in HERE.glob("*.md") if path.name != "README.md")


ONE = """## Anna zählt.

`participations`

| person_id | started_on |
|---|---|
| Anna | 2015-03-01 |

Zeitraum: 2015-01-01 bis 2015-12-31
"""


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ("| Kennzahl | Wert |\n|---|---|\n| participations | 2 |", "value ist 1, erwartet 2"),
        ("| Kennzahl | Wert | von |\n|---|---|---|\n| participations | 1 | 0,5 |", "low ist None, erwartet 0,5"),
        ("| Kennzahl | gender | Wert |\n|---|---|---|\n| participations | male | 0 |", "unerwartet"),
        ("| Kennzahl | gender | Wert |\n|---|---|---|\n| participations | male | 0 |", "fehlt"),
        ("Gefragt: participations nach segment\n> Abgelehnt: Nein.", "wurde nicht abgelehnt"),
        ("Gefragt: persons_exited nach segment\n> Abgelehnt: Nein.", "abgelehnt mit"),
        ("Hinweis der Prüfung: still planned\n\n| Kennzahl | Wert |\n|---|---|\n| participations | 1 |", "Hinweise"),
    ],
)
def test_a_wrong_number_fails(figures: str, said: str, tmp_path: Path) -> None:
    (case,) = cases_in(f"{ONE}\n{figures}\n")
    assert said in "\n".join(differences(case, tmp_path / "paket"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ONE, "keine erwarteten Zahlen"),
        ("## Regel\n\nNur ein Absatz.\n", "keine erwarteten Zahlen"),
        ("## Regel\n\n| Kennzahl | Wert |\n|---|---|\n| participations | 1 |\n", "Zahlen ohne Zeitraum"),
        ("## Regel\n\n`people`\n", "die Tabelle people gibt es nicht"),
        (f"{ONE}\n| Kennzahl | Wort |\n|---|---|\n| participations | 1 |\n", "unbekannte Spalte Wort"),
    ],
)
def test_a_case_of_another_form_is_refused(text: str, said: str) -> None:
    with pytest.raises(Misdrawn, match=said):
        cases_in(text)


@pytest.mark.parametrize(
    ("cell", "found", "same"),
    [
        ("–", None, True),
        ("–", 0, False),
        ("0", None, False),
        ("0", 0, True),
        ("1/3", 1 / 3, True),
        ("1/3", 0.3333, False),
        ("0,33", 1 / 3, True),
        ("0,34", 1 / 3, False),
        ("1.250,50", 1250.5, True),
        ("ja", True, True),
        ("nein", True, False),
        ("wilson", "wilson", True),
        ("wilson", "clustered", False),
    ],
)
def test_a_cell_is_compared_as_exactly_as_it_is_written(cell: str, found: object, same: bool) -> None:
    assert alike(cell, found) is same
