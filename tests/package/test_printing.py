"""Findings as a person and as a program reads them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from perspektiv.package import check, findings_dict, findings_text
from perspektiv.package.odd import ODD_BETWEEN_TABLES, odd_in_row
from perspektiv.package.printing import KINDS
from perspektiv.package.questionnaire_rules import QUESTIONNAIRE_RULES
from perspektiv.package.references import reference_rules
from perspektiv.package.rules import BETWEEN_TABLES, row_rules
from perspektiv.package.values import value_rules
from perspektiv.schema import KNOWN

Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERSPEKTIV_LANGUAGE", "de")


@pytest.fixture
def faulty(write: Write, with_rows: Callable[..., str]) -> Path:
    rows = [f"k{n},c9,2016-03-01,," for n in range(60)]
    return write(complaints=with_rows("complaints", *rows, "k1,c1,2015-02-30,,"))


def test_each_fault_is_a_line_with_file_row_column_and_sentence(write: Write, with_rows: Callable[..., str]) -> None:
    text = findings_text(check(write(complaints=with_rows("complaints", "k1,c1,2015-02-30,,"))))
    assert text.splitlines() == [
        "Fehler: 1",
        "complaints.csv, Zeile 2, Spalte received_on: „2015-02-30“ ist kein Kalendertag der Form JJJJ-MM-TT. "
        "Bitte wie 2015-03-31 schreiben.",
    ]


def test_fifty_are_listed_then_counted_by_kind(faulty: Path) -> None:
    lines = findings_text(check(faulty)).splitlines()
    assert lines[0] == "Fehler: 62"
    assert sum("„c9“ gibt es in centres nicht" in line for line in lines[1:51]) == 48
    assert lines[51:55] == [
        "Alle, nach Art:",
        "         60  Verweis ins Leere",
        "          1  falscher Typ",
        "          1  doppelter Schlüssel",
    ]
    assert lines[55] == "Hinweise (auffällig, aber möglich): 60"


def test_english_is_complete(faulty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERSPEKTIV_LANGUAGE", "en")
    text = findings_text(check(faulty))
    assert text.startswith("Faults: 62\ncomplaints.csv, row ")
    assert "Zeile" not in text


def test_nothing_found_is_said(good: Path) -> None:
    assert findings_text(check(good)) == "Keine Fehler, keine Hinweise."


def test_programs_get_counts_and_examples(faulty: Path) -> None:
    answer = json.loads(json.dumps(findings_dict(check(faulty))))
    assert answer["faults"]["count"] == 62
    assert answer["faults"]["by_kind"] == {"duplicate key": 1, "reference": 60, "type": 1}
    assert answer["warnings"]["by_kind"] == {"after data_as_of": 60}
    example = next(entry for entry in answer["faults"]["examples"] if entry["kind"] == "type")
    assert (example["file"], example["row"], example["column"]) == ("complaints.csv", 62, "received_on")
    assert example["sentence"].keys() == {"de", "en"}


def test_every_kind_of_rule_has_a_name() -> None:
    from datetime import date

    rules = [rule for table in KNOWN for rule in value_rules(table)]
    rules += [rule for table in KNOWN for rule in reference_rules(table, set(KNOWN))]
    rules += [rule for table in KNOWN for rule in (*row_rules(table), *odd_in_row(table, date(2015, 1, 1)))]
    rules += [rule for group in (*BETWEEN_TABLES, *QUESTIONNAIRE_RULES, *ODD_BETWEEN_TABLES) for rule in group.rules]
    assert {rule.kind for rule in rules} <= KINDS.keys()
