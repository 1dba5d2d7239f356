"""Reports as PDF: findings by page; footnote marks are no digits; what cannot be read is refused."""

from pathlib import Path

import pytest
import typst

from perspektiv.errors import Refused
from perspektiv.report.verify import Verification, verify_text

REPORT = r"""
#set document(title: "Erfunden")
#set text(lang: "de", hyphenate: true)
#set par(justify: true)
#set page(width: 14cm, height: 20cm, footer: context [Seite #counter(page).display() von 2])
= Umfang
Im Jahr 2018 fanden hier erstaunlich viele Beratungsgespräche statt. Abgesagt wurden 12 von 96 Terminen (12,5 %),
und das Haus blieb bis zum 30.06.2019 geöffnet. Gezählt wurden 101 Teilnahmen (60 w / 40 m / 1 d).

#table(columns: (6cm, 5cm),
  [vereinbarte Gespräche aller, die das Haus inzwischen verlassen haben], [9794],
  [geführte Gespräche], [7225],
  [versäumte Gespräche], [2017 #footnote[Das entspricht einer Ausfallquote von 21% bei einer Bezugsgröße von 9794.]],
  [abgesagte Gespräche], [552#footnote[Meist war jemand krank.]],
  [frühes Ende], [Früh gegangen sind 152 Menschen, das sind 10,87 % von 1398 Menschen, die insgesamt gegangen sind.])

#table(columns: 4, stroke: none, column-gutter: 1cm,
  [Angebot], [gesamt], [w], [m], [Erstgespräch], [585], [374], [211], [Lagebild], [545], [361], [184],
  [Summe], [1.130], [735], [395])
#pagebreak()
= Wirkung
Eine Arbeit fanden 132 von 501 Menschen, die gegangen waren. Darunter waren 83 Frauen und 49 Männer. Die Quote
beträgt 26,34 %.

#table(columns: 2, stroke: none, column-gutter: 3cm, [Haus], [Termine], [Nord], [1.200], [Süd], [800], [Summe], [2.100])
"""


def _compiled(folder: Path, source: str) -> Path:
    path = folder / "bericht.pdf"
    path.write_bytes(typst.compile(source.encode()))
    return path


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory) -> Verification:
    return verify_text(_compiled(tmp_path_factory.mktemp("pdf"), REPORT))


def test_what_is_wrong_is_found_by_page(check: Verification) -> None:
    found = [(finding.place.de, sorted(finding.outcomes)) for finding in check.findings]
    assert found == [("Seite 2", ["truncated"]), ("Seite 2", ["differs"])]


def test_what_is_right_holds(check: Verification) -> None:
    sentences = "\n".join(remark.sentence.en for verdict in check.verdicts for remark in verdict.remarks)
    for shown in (
        "12 of 96 are 12.50%",
        "60 + 40 + 1 = 101",
        "7,225 + 2,017 + 552 = 9,794",
        "2,017 of 9,794 are 20.59%",
        "152 of 1,398 are 10.87%",
        "374 + 211 = 585",
        "585 + 545 = 1,130",
        "83 + 49 = 132",
    ):
        assert shown in sentences
    assert not check.unchecked


def test_a_picture_of_a_report_is_refused(tmp_path: Path) -> None:
    path = _compiled(tmp_path, "#rect(fill: blue)")
    with pytest.raises(Refused, match=r"nur Bilder|only pictures"):
        verify_text(path)


def test_a_broken_pdf_is_refused(tmp_path: Path) -> None:
    whole = _compiled(tmp_path, REPORT).read_bytes()
    for content in (whole[: len(whole) // 3], b"%PDF-1.7\nnothing", b"no PDF at all", b""):
        path = tmp_path / "kaputt.pdf"
        path.write_bytes(content)
        with pytest.raises(Refused, match=r"beschädigt|damaged"):
            verify_text(path)


def test_a_locked_pdf_is_refused(tmp_path: Path) -> None:
    lock = f"<</Filter/Standard/V 2/R 3/Length 128/P -4/O<{'41' * 32}>/U<{'42' * 32}>>>"
    path = tmp_path / "geschützt.pdf"
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"xref\n0 1\n0000000000 65535 f \n"
        + f"trailer<</Root 1 0 R/Size 3/ID[<41><41>]/Encrypt {lock}>>\nstartxref\n97\n%%EOF".encode()
    )
    with pytest.raises(Refused, match=r"Kennwort|password"):
        verify_text(path)


def test_a_one_without_fixed_width_is_no_footnote_mark(tmp_path: Path) -> None:
    source = r"""
#set page(width: 14cm, height: 8cm)
#set text(lang: "de", font: "Libertinus Serif")
#table(columns: 2, ..("Nord", "1.117", "Süd", "1.000", "Summe", "2.117").map(text.with(number-width: "tabular")))
#text(number-width: "proportional")[Es kamen 117 von 1.117 Menschen (10,5 %).]
"""
    check = verify_text(_compiled(tmp_path, source))
    assert [verdict.has_finding for verdict in check.verdicts] == [False, False]
