"""Paper is accessible or it is not set, in the fonts that we ship; what prints nothing starts without Typst."""

import subprocess
import sys
from pathlib import Path

import pytest

from perspektiv.paper import CUTS, FONTS, check_fonts, set_pdf

HEAD = '#let data = json("data.json")\n#set document(title: data.title)\n#set text(font: "Fira Sans", lang: "de")\n'
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


def template(folder: Path, body: str) -> Path:
    (folder / "main.typ").write_text(HEAD + body, encoding="utf-8")
    return folder


def test_a_template_is_filled_with_data_and_files(tmp_path: Path) -> None:
    body = '= #data.title\n#image("pictures/one.svg", alt: data.says)'

    pdf = set_pdf(
        template(tmp_path, body), "main.typ", {"title": "Ü", "says": "Quadrat"}, {"pictures/one.svg": PICTURE}
    )

    assert pdf.startswith(b"%PDF-")
    assert b"pdfuaid" in pdf
    assert b"FiraSans" in pdf


def test_a_picture_without_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="alt"):
        set_pdf(template(tmp_path, '#image("one.svg")'), "main.typ", {"title": "Ü"}, {"one.svg": PICTURE})


def test_a_template_reaches_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x")
    with pytest.raises(RuntimeError):
        set_pdf(template(tmp_path, '#read("secret.txt")'), "main.typ", {"title": "Ü"})


def test_every_template_may_use_the_look_of_a_sheet(tmp_path: Path) -> None:
    common = {"title": "Ü", "centre": "Zentrum", "kind": "Brief", "note": "", "made_up": ""}
    body = '#import "sheet.typ": *\n#show: sheet\n#rows((("Was", "das"),))\n#part("Teil", points(("eins", "zwei")))'

    assert set_pdf(template(tmp_path, body), "main.typ", common).startswith(b"%PDF-")


def test_a_missing_cut_is_said_before_text_vanishes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    check_fonts()
    assert all((FONTS / cut).is_file() for cut in CUTS)
    monkeypatch.setattr("perspektiv.paper.fonts.FONTS", tmp_path)
    with pytest.raises(FileNotFoundError, match=r"FiraSans-Regular\.ttf"):
        check_fonts()


def test_figures_start_without_typst() -> None:
    code = "import sys, perspektiv.cli, perspektiv.report.pdf; sys.exit('typst' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
