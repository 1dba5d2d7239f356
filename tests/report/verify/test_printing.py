"""A verification as people and programs read it."""

import json
from pathlib import Path

import pytest

from perspektiv.report.verify import as_json, as_text, verify_text
from perspektiv.report.verify.reading import Line, Place
from perspektiv.report.verify.report_text import check_lines

REPORT = Path(__file__).parent / "made_up_report.txt"


def test_the_text_fits_80_columns_and_begins_with_the_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERSPEKTIV_LANGUAGE", "de")
    text = as_text(verify_text(REPORT))
    assert max(map(len, text.splitlines())) <= 80
    assert text.index("Befunde (2)") < text.index("abgeschnitten statt gerundet") < text.index("Ohne Befund (17)")
    assert "Nicht prüfbar" in text


def test_the_text_is_english_for_an_english_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERSPEKTIV_LANGUAGE", "en")
    text = as_text(verify_text(REPORT))
    assert "19 checked: 17 hold, 2 with a finding." in text
    assert "Not checked: percentages to which no counts could be related (5)" in text


def test_a_report_without_figures_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERSPEKTIV_LANGUAGE", "en")
    result = check_lines([Line("Nichts zu zählen.", Place(1))], "leer.txt")
    assert "Nothing was found that could be checked." in as_text(result)
    assert as_json(result)["summary"]["de"].startswith("Nichts gefunden, was sich prüfen ließe.")
    assert result.exit_status == 1


def test_what_was_assumed_in_reading_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERSPEKTIV_LANGUAGE", "de")
    path = tmp_path / "alt.txt"
    path.write_bytes("3 von 4 Bürgern (75 %)".encode("cp1252"))
    assert "Hinweise\n  Die Datei ist kein UTF-8" in as_text(verify_text(path))


def test_escape_sequences_in_a_report_do_not_reach_the_terminal() -> None:
    result = check_lines([Line("\x1b[31mEs waren 3 von 4 \x1b]0;x\x07Gruppen (57 %).", Place(1))], "x\x1b[2J.txt")
    assert "\x1b" not in as_text(result)


def test_json_carries_every_verdict_in_both_languages() -> None:
    answer = json.loads(json.dumps(as_json(verify_text(REPORT))))
    assert (answer["checked"], answer["findings"], answer["exit_status"]) == (19, 2, 1)
    truncated = next(verdict for verdict in answer["verdicts"] if "truncated" in verdict["outcomes"])
    assert truncated["place"] == {"de": "Zeile 36", "en": "line 36"}
    assert truncated["recomputed"] == 132 / 501
    assert truncated["remarks"][0]["en"].endswith("truncated, not rounded.")
    assert len(answer["unchecked"]) == 5
