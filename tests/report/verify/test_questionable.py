"""What does not fit what stands beside it, but may be right: asked about, never called wrong, and no finding."""

import json
from pathlib import Path

import pytest

from perspektiv.report.verify import as_json, as_text, verify_text
from perspektiv.report.verify.reading import Line, Place
from perspektiv.report.verify.report_text import check_lines
from perspektiv.report.verify.verdict import Verification
from tests.report.verify.test_patterns import DIFFERS, HOLDS, TRAPS, TRUNCATED

REPORT = Path(__file__).parent / "made_up_report.txt"


def said(text: str) -> Verification:
    return check_lines([Line(line, Place(number)) for number, line in enumerate(text.split("\n"), start=1)], "Bericht")


def asked(result: Verification) -> list[str]:
    return [remark.sentence.de.replace("\u00a0", " ") for one in result.questionable for remark in one.remarks]


PLANTED = {
    "a wrong digit": ("26,34%", "27,34%", ["132 von 501 sind 26,35 %, gedruckt ist 27,34 %."]),
    "another wrong digit": ("26,34%", "36,34%", ["132 von 501 sind 26,35 %, gedruckt ist 36,34 %."]),
    "another count": (
        "132 Menschen von",
        "131 Menschen von",
        [
            "Aufteilung nach Geschlecht: 83 + 49 = 132, gedruckt ist 131.",
            "131 von 501 sind 26,15 %, gedruckt ist 26,34 %.",
        ],
    ),
    "another part": ("83 Frauen", "84 Frauen", ["Aufteilung nach Geschlecht: 84 + 49 = 133, gedruckt ist 132."]),
    "another row": ("</b>\t552", "</b>\t553", ["Summe der Zeilen: 7.225 + 2.017 + 553 = 9.795, gedruckt ist 9.794."]),
    "another large row": (
        "</b>\t7225",
        "</b>\t7235",
        ["Summe der Zeilen: 7.235 + 2.017 + 552 = 9.804, gedruckt ist 9.794."],
    ),
    "swapped digits": ("64,23%", "64,32%", ["625 von 973 sind 64,23 %, gedruckt ist 64,32 %."]),
    "a rate told again": ("bei 49%", "bei 50%", ["247 von 501 sind 49 %, gedruckt ist 50 %."]),
}
QUESTIONABLE = {
    "a rate behind a semicolon": (
        "Von 200 Anträgen wurden 150 bewilligt; das ergibt eine Quote von 74,9 %.",
        "150 von 200 sind 75,0 %, gedruckt ist 74,9 %.",
    ),
    "a word that holds another": (
        "Von 200 Teilnehmenden wurden 150 vermittelt; das entspricht einer Quote von 74,9 %.",
        "150 von 200 sind 75,0 %, gedruckt ist 74,9 %.",
    ),
    "amounts that may be rounded": (
        "Von 850.000 Euro wurden 589.000 Euro (69,92 %) ausgegeben.",
        "589.000 von 850.000 sind 69,29 %, gedruckt ist 69,92 %.",
    ),
    "a total below": (
        "gehalten\t7.225\nversäumt\t2.017\nabgesagt\t553\nfällig\t9.794",
        "Summe der Zeilen: 7.225 + 2.017 + 553 = 9.795, gedruckt ist 9.794.",
    ),
}
RIGHT = {
    "a target": "Die Zielquote von 30 % wurde mit 132 von 501 Personen nicht erreicht.",
    "last year's rate": "Es fanden 132 von 501 Arbeit. Die Vorjahresquote lag bei 24 %.",
    "another rate of the same people": "Arbeit fanden 132 von 501 (26,35 %). Die Rückmeldequote lag bei 30 %.",
    "another rate in the sentence": "Arbeit fanden 132 von 501 (26,35 %), die Rückmeldequote lag bei 64 %.",
    "a rate far from the counts": "Es fanden 132 von 501 Arbeit. Die Zufriedenheitsquote lag bei 88 %.",
    "the other part": "Es fehlten 12 von 48 Eingeladenen; die Anwesenheitsquote betrug 75 %.",
    "an approximate rate": "Es fanden 132 von 501 Personen Arbeit; eine Quote von rund 27 %.",
    "approximate counts": "Es fanden etwa 130 von 501 Personen Arbeit; eine Quote von 27 %.",
    "some of them": "Es kamen 132 Menschen. Darunter waren 12 Frauen und 9 Männer.",
    "parts that go on": "Es kamen 132 Menschen. Darunter waren 83 Frauen und 40 Männer mit Kindern.",
    "rows that have nothing to do with each other": "Kurse\t100\nGäste\t340\nHelfer\t81\nTage\t12",
    "another number that is listed": "Es kamen 571 Menschen und von 7225 Terminen Berichte. Die Quote lag bei 12 %.",
    "years": "2018 kamen 120 Menschen, 2017 waren es 100; die Quote stieg auf 25 %.",
}
ASKED_WITH_REASON = {
    "named differently in brackets": "3 von 4 besucht and a rate of missing of 10 % cannot both be",
    "other counts in a column": "the rows make 9.794, printed is 9.795",
}
"""Traps in which nothing may be called wrong, and that are rightly asked about."""


@pytest.mark.parametrize(("right", "wrong", "questions"), PLANTED.values(), ids=PLANTED)
def test_a_planted_error_is_asked_about(right: str, wrong: str, questions: list[str], tmp_path: Path) -> None:
    report = REPORT.read_text("utf-8")
    assert report.count(right) == 1
    (tmp_path / "bericht.txt").write_text(report.replace(right, wrong), "utf-8")
    result = verify_text(tmp_path / "bericht.txt")
    assert asked(result) == questions
    assert not any(wrong in verdict.words for verdict in (*result.findings, *result.unchecked))


@pytest.mark.parametrize(("text", "question"), QUESTIONABLE.values(), ids=QUESTIONABLE)
def test_what_does_not_fit_is_asked_about(text: str, question: str) -> None:
    result = said(text)
    assert asked(result) == [question]
    assert not result.findings and not result.unchecked


def test_the_unchanged_report_is_not_asked_about() -> None:
    result = verify_text(REPORT)
    assert not result.questionable
    assert len(result.findings) == 2


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_what_may_well_be_right_is_not_asked_about(text: str) -> None:
    assert not said(text).questionable


@pytest.mark.parametrize(
    ("name", "text"), [(n, t) for texts in (HOLDS, DIFFERS, TRUNCATED, TRAPS) for n, t in texts.items()]
)
def test_what_is_settled_or_a_trap_is_not_asked_about(name: str, text: str) -> None:
    assert bool(said(text).questionable) == (text in TRAPS.values() and name in ASKED_WITH_REASON)


def test_a_question_is_no_finding_and_does_not_decide_the_exit_status() -> None:
    result = said("Gekommen sind 3 von 4 (75 %).\n\nVon 200 wurden 150 bewilligt; das ergibt eine Quote von 74,9 %.")
    assert (len(result.verdicts), len(result.questionable), result.exit_status) == (1, 1, 0)


def test_questions_stand_after_the_findings_and_in_the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERSPEKTIV_LANGUAGE", "de")
    result = said("Gekommen sind 3 von 4 (57 %).\n\nVon 200 wurden 150 bewilligt; das ergibt eine Quote von 74,9 %.")
    text = as_text(result)
    assert text.index("Befunde (1)") < text.index("Fraglich, bitte prüfen (1)") < text.index("gedruckt ist 74,9")
    assert "1 mit Befund. 1 fraglich." in text
    (question,) = json.loads(json.dumps(as_json(result)))["questionable"]
    assert question["outcomes"] == ["questionable"] and not question["finding"]


def test_amounts_are_set_in_relation_like_counts() -> None:
    held = said(
        "Von 1.234.567 Euro wurden 617.283,50 Euro (50,0 %) ausgegeben. Es sind 621.986 € von 650.000 € (96 %)."
    )
    assert [sorted(verdict.outcomes) for verdict in held.verdicts] == [["holds"], ["holds"]]
    assert "617.283,50 von 1.234.567" in held.verdicts[0].remarks[0].sentence.de
    wrong = said("Von 1.234.567 Euro wurden 617.283,50 Euro (51,0 %) ausgegeben.")
    assert [sorted(finding.outcomes) for finding in wrong.findings] == [["differs"]]
