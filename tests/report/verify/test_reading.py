"""What the check of a report can read, and the sentence for what it cannot."""

import os
from pathlib import Path

import pytest

from perspektiv.errors import Refused
from perspektiv.report.verify import reading, verify_text

SENTENCE = "Gefunden haben 132 von 501 Übrigen (26,34 %) eine Stelle."


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return tmp_path / "bericht.txt"


@pytest.mark.parametrize(
    ("encoding", "note"),
    [("utf-8", None), ("utf-8-sig", None), ("cp1252", "cp1252"), ("utf-16", "UTF-16")],
)
def test_text_is_read_in_its_encoding_and_what_was_assumed_is_said(
    report: Path, encoding: str, note: str | None
) -> None:
    report.write_text(SENTENCE, encoding=encoding)
    check = verify_text(report)
    assert "Übrigen" in check.findings[0].words
    assert len(check.notes) == (note is not None)
    assert all((note or "") in text.de for text in check.notes)


def test_the_place_is_the_line_on_which_the_number_stands(report: Path) -> None:
    report.write_bytes(b"Ein Titel\r\n\r\nLange vorher stand\r\nnichts. Es waren 3 von 4\r\nGruppen (57 %).\r\n")
    assert [finding.place.en for finding in verify_text(report).findings] == ["line 4"]


def test_words_parted_at_the_end_of_a_line_are_joined(report: Path) -> None:
    report.write_text("Es endeten 30 Teil-\nnahmen von 120 Per-\nsonen (25 %).", encoding="utf-8")
    assert [sorted(finding.outcomes) for finding in verify_text(report).findings] == [["holds", "other_unit"]]


def test_a_markdown_report_is_read_without_its_marks(report: Path) -> None:
    report.write_text(
        "# Titel\n\n- **132** von [501](https://example.org/1) __Übrigen__ (26,34&nbsp;%)\n\n"
        "| Haus | Termine |\n|---|---:|\n| versäumt[^1] | 2017[^2] |\n\n"
        "[^2]: Das entspricht einer Quote von 23 % bei einer Gesamtzahl von 9794.\n",
        encoding="utf-8",
    )
    assert [sorted(finding.outcomes) for finding in verify_text(report).findings] == [["truncated"], ["differs"]]


@pytest.mark.parametrize("content", [b"\0\1\2\3" * 50, b"PK\3\4\0\0\0\0", bytes(range(1, 32)) * 9, b"\xff\xfea"])
def test_what_is_no_text_is_refused(report: Path, content: bytes) -> None:
    report.write_bytes(content)
    with pytest.raises(Refused, match=r"weder Text noch PDF|neither text nor PDF"):
        verify_text(report)


@pytest.mark.parametrize("content", ["", " \n\n\t"])
def test_an_empty_file_is_refused(report: Path, content: str) -> None:
    report.write_text(content)
    with pytest.raises(Refused, match=r"keinen Text|no text"):
        verify_text(report)


@pytest.mark.parametrize(("name", "content"), [("published.json", "[1]"), ("liste.txt", ' {"figures": []}')])
def test_json_is_refused_with_what_is_missing(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(Refused, match="--package"):
        verify_text(tmp_path / name)


def test_a_missing_file_a_folder_and_a_locked_file_are_refused(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Refused, match=r"gibt es nicht|does not exist"):
        verify_text(report)
    with pytest.raises(Refused, match=r"Ordner|folder"):
        verify_text(tmp_path)
    report.write_text(SENTENCE)

    def locked(_: Path) -> bytes:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(Path, "read_bytes", locked)
    with pytest.raises(Refused, match=r"lässt sich nicht lesen|cannot be read"):
        verify_text(report)


def test_a_huge_file_is_refused(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 10)
    report.write_text(SENTENCE)
    with pytest.raises(Refused, match=r"100 MB"):
        verify_text(report)
