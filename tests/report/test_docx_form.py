"""A city's own form: filled if it has the places, refused with a sentence if not."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from perspektiv.errors import Refused
from perspektiv.report.docx import check_template
from perspektiv.report.docx.form import DEFAULT, NEEDED, PLACES
from perspektiv.report.docx.styles import ensure_styles
from perspektiv.report.docx.template import write_form
from perspektiv.report.making import make_report


def form(path: Path, *paragraphs: str, header: str = "") -> Path:
    word = Document()
    for text in paragraphs:
        word.add_paragraph(text)
    word.sections[0].header.paragraphs[0].text = header
    word.save(str(path))
    return path


def test_the_shipped_form_has_every_place_and_is_current(tmp_path: Path) -> None:
    check_template(DEFAULT)
    write_form(tmp_path / "vorlage.docx")
    with zipfile.ZipFile(DEFAULT) as shipped, zipfile.ZipFile(tmp_path / "vorlage.docx") as fresh:
        for part in ("word/document.xml", "word/styles.xml", "word/footer1.xml", "word/settings.xml"):
            assert shipped.read(part) == fresh.read(part), part
    text = zipfile.ZipFile(DEFAULT).read("word/document.xml").decode("utf-8")
    assert all(f"{{{{ {name} }}}}" in text for name in PLACES)
    assert set(NEEDED) <= PLACES.keys()


def test_a_citys_form_keeps_its_head_and_takes_the_report_at_its_place(
    tmp_path: Path, plan_file: Callable[..., Path], cohort_parquet: Path
) -> None:
    own = form(
        tmp_path / "stadt.docx", "Stadt Beispiel", "{{ titel }}", "{{ abschnitte }}", "Unterschrift", header="{{ amt }}"
    )
    make_report(plan_file(), cohort_parquet, tmp_path / "bericht", docx_template=own)
    word = Document(BytesIO((tmp_path / "bericht" / "report.docx").read_bytes()))
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert texts[0:2] == ["Stadt Beispiel", "Bericht"]
    assert texts[-1] == "Unterschrift"
    assert "1 Umfang" in texts
    assert word.sections[0].header.paragraphs[0].text == "Jobcenter"
    assert not any("abschnitte" in text for text in texts)


@pytest.mark.parametrize(
    ("paragraphs", "said"),
    [
        (("{{ abschnitte }}",), "titel"),
        (("{{ titel }}",), "abschnitte"),
        (("{{ titel }}", "{{ abschnitte }}", "{{ ratsherr }}"), "ratsherr"),
    ],
)
def test_a_form_without_its_places_is_refused(paragraphs: tuple[str, ...], said: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=said):
        check_template(form(tmp_path / "stadt.docx", *paragraphs))


def test_a_report_in_the_header_only_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="abschnitte"):
        check_template(form(tmp_path / "stadt.docx", "{{ titel }}", header="{{ abschnitte }}"))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"{{ titel }} {{ abschnitte }}"])
def test_what_is_no_word_file_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "stadt.docx").write_bytes(content)
    with pytest.raises(Refused, match="Word"):
        check_template(tmp_path / "stadt.docx")
    with pytest.raises(Refused, match="Word"):
        check_template(tmp_path / "none.docx")


def test_a_zip_of_something_else_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "stadt.docx", "w") as archive:
        archive.writestr("mimetype", "x")
    with pytest.raises(Refused, match="Word"):
        check_template(tmp_path / "stadt.docx")


def test_a_form_that_the_filling_cannot_read_is_refused(
    tmp_path: Path, plan_file: Callable[..., Path], cohort_parquet: Path
) -> None:
    own = form(tmp_path / "stadt.docx", "{{ titel }} {% if %}", "{{ abschnitte }}")
    with pytest.raises(Refused, match=r"stadt\.docx"):
        make_report(plan_file(), cohort_parquet, tmp_path / "bericht", docx_template=own)
    assert not (tmp_path / "bericht").exists()


def test_a_form_without_common_styles_gets_headings_all_the_same() -> None:
    word = Document()
    for name in ("Heading 1", "Heading 2", "Caption", "List Bullet"):
        style = word.styles[name]
        style._element.getparent().remove(style._element)
    ensure_styles(word)
    assert word.styles["Heading 1"].element.xpath("w:pPr/w:outlineLvl/@w:val") == ["0"]
    assert word.styles["Perspektiv Raster"].name == "Perspektiv Raster"
