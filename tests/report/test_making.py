"""The whole report: all its forms say the same, mark what is marked, and are written all or not at all."""

import csv
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from perspektiv.errors import Refused
from perspektiv.report.checking import check_plan
from perspektiv.report.making import FORMS, check_out, make_report
from perspektiv.report.plan import PlanFaulty

MADE_UP = "Alle Personen und Zahlen sind erfunden"


@pytest.fixture(scope="module")
def data(report: Path) -> dict[str, Any]:
    """report.json, read."""
    return json.loads((report / "report.json").read_text("utf-8"))  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def pages(report: Path) -> list[str]:
    """The text of each page of report.pdf."""
    with pdfplumber.open(report / "report.pdf") as pdf:
        return [page.extract_text() for page in pdf.pages]


def test_all_forms_are_there(report: Path) -> None:
    assert {path.name for path in report.iterdir()} == {*FORMS, "tables"}


def test_nothing_beside_the_report_is_left(report: Path) -> None:
    assert [path.name for path in report.parent.iterdir()] == [report.name]


def test_every_bound_figure_is_printed_in_print_page_and_word(data: dict[str, Any], report: Path) -> None:
    print_ = _flat(" ".join(_pages_of(report)))
    page = _flat(_visible(report / "report.html"))
    word = _flat(_word(report / "report.docx"))
    printed = {run["text"] for run in _runs(data["document"]) if run.get("figure")}
    assert len(printed) > 20
    for text in printed:
        for form in (print_, page, word):
            assert _flat(text) in form, text


def test_the_reference_figures_are_printed_rounded(pages: list[str]) -> None:
    whole = _flat(" ".join(pages))
    for text in ("571", "1.463", "20,6 %", "26,2 %", "10,9 %", "6,15", "12,19", "26 %", "49 %", "63 %", "93 %", "88 %"):
        assert _flat(text) in whole


def test_figures_in_the_data_are_unrounded_and_explained(data: dict[str, Any]) -> None:
    job = data["figures"]["arbeit"]
    assert (job["numerator"], job["denominator"]) == (132, 501)
    assert job["value"] == pytest.approx(132 / 501, abs=1e-15)
    assert (job["from"], job["to"]) == ("2015-07-01", "2019-01-31")
    assert data["definitions"]["job_start_within_6m_rate"]["counts"]["de"]
    assert re.fullmatch("[0-9a-f]{64}", data["document"]["provenance"]["seal"])
    assert data["figures"]["toleranz"]["limit"]["for"] == ["leavers_no_show_rate", "no_show_rate"]


def test_made_up_data_say_so_on_every_page_and_in_every_file(report: Path, pages: list[str]) -> None:
    assert all("Beispieldaten, erfunden" in page for page in pages)
    for name in ("report.html", "report.json"):
        assert MADE_UP in (report / name).read_text("utf-8")
    assert MADE_UP in _word(report / "report.docx")
    for table in (report / "tables").iterdir():
        rows = list(csv.reader(table.read_text("utf-8").splitlines()))
        assert MADE_UP in rows[1][-1]


def test_the_print_is_tagged_and_says_title_and_language(report: Path) -> None:
    raw = (report / "report.pdf").read_bytes()
    with pdfplumber.open(report / "report.pdf") as pdf:
        catalog = pdf.doc.catalog
        assert pdf.metadata["Title"].startswith("Perspektivzentrum")
        assert catalog["Lang"] == b"de-DE"
        assert catalog["MarkInfo"]["Marked"] is True
        kinds = {element["type"] for element in _structure(pdf.structure_tree)}
        assert {"H1", "Table", "TH", "TD", "Figure", "Caption"} <= kinds
        assert pdf.structure_tree
        pictures = [e for e in _structure(pdf.structure_tree) if e["type"] == "Figure"]
        assert len(pictures) == 7
        assert all(len(picture["alt_text"]) >= 80 for picture in pictures)
        assert "Outlines" in catalog
    assert b"pdfuaid:part" in raw or b"pdfuaid" in raw


def test_footnotes_stand_on_the_page_of_their_first_mark(data: dict[str, Any], pages: list[str]) -> None:
    for note in data["document"]["notes"]:
        start = _flat(note["text"][:40])
        marks = [n for n, page in enumerate(pages) if start in _flat(page)]
        assert marks, note["text"]
        assert f"{note['number']})" in pages[marks[0]]


def test_no_page_of_the_print_is_half_empty(report: Path) -> None:
    with pdfplumber.open(report / "report.pdf") as pdf:
        for page in pdf.pages[:-1]:
            bottom = max(word["bottom"] for word in page.extract_words() if word["bottom"] < page.height - 72)
            assert bottom > page.height * 0.7, page.page_number


def test_accepted_remarks_are_printed_and_others_are_not(data: dict[str, Any], report: Path) -> None:
    page = _flat(_visible(report / "report.html"))
    states = {remark["id"]: remark for remark in data["remarks"]}
    assert states["loss_above_tolerance:nicht_erschienen"]["state"] == "accepted"
    for remark in states.values():
        assert (_flat(remark["sentence"]) in page) == (remark["state"] == "accepted"), remark["id"]


def test_withheld_cells_are_said_and_never_zero(data: dict[str, Any], report: Path) -> None:
    cells = [cell for table in _tables(data["document"]) for row in table["rows"] for cell in row]
    assert "geschützt" in cells
    assert "geschützt" in _word(report / "report.docx")
    written = "".join(path.read_text("utf-8") for path in (report / "tables").iterdir())
    assert "geschützt" in written


def test_word_has_headings_repeated_heads_alternative_texts_and_links(report: Path) -> None:
    from docx import Document

    word = Document(str(report / "report.docx"))
    headings = [p.text for p in word.paragraphs if p.style and p.style.name == "Heading 1"]
    assert "3 Termine und Ausfälle" in headings
    assert word.core_properties.title.startswith("Perspektivzentrum")
    assert word.core_properties.language == "de-DE"
    xml = word.element.xml
    assert xml.count("w:tblHeader") >= 6
    described = re.findall(r'<wp:docPr[^>]*descr="([^"]+)"', xml)
    assert len(described) == 7 and all(len(text) >= 80 for text in described)
    anchors = set(re.findall(r'w:anchor="([^"]+)"', xml))
    assert anchors <= set(re.findall(r'<w:bookmarkStart[^>]*w:name="([^"]+)"', xml))


def test_an_earlier_report_is_replaced_and_anything_else_is_not(
    report: Path, tmp_path: Path, plan_file: Callable[..., Path], cohort_parquet: Path
) -> None:
    out = tmp_path / "bericht"
    shutil.copytree(report, out)
    make_report(plan_file(), cohort_parquet, out)
    assert json.loads((out / "report.json").read_text("utf-8"))["document"]["title"] == ["Bericht"]
    (out / "report.json").unlink()
    with pytest.raises(Refused, match="bericht"):
        make_report(plan_file(), cohort_parquet, out)
    with pytest.raises(Refused, match=r"report\.pdf"):
        make_report(plan_file(), cohort_parquet, out / "report.pdf")
    assert (out / "report.pdf").exists()


@pytest.mark.parametrize(
    "name", ["Protokoll.docx", "tables/eigene.csv", "tables/mehr/01-x.csv", "Fotos", "tables/01-path.csv.bak", ".notiz"]
)
def test_an_earlier_report_with_something_foreign_in_it_is_left_as_it_is(
    name: str, tmp_path: Path, reference_plan: Path, cohort_parquet: Path
) -> None:
    out = tmp_path / "bericht"
    (out / "tables").mkdir(parents=True)
    for known in ("report.json", "report.html", "tables/01-path.csv"):
        (out / known).write_text("früher", "utf-8")
    foreign = out / name
    if foreign.suffix or name.startswith("."):
        foreign.parent.mkdir(exist_ok=True)
        foreign.write_text("meins", "utf-8")
    else:
        foreign.mkdir()
    before = sorted(out.rglob("*"))
    with pytest.raises(Refused, match=name.split("/")[1] if "/" in name else name):
        make_report(reference_plan, cohort_parquet, out)
    assert sorted(out.rglob("*")) == before
    assert (out / "report.json").read_text("utf-8") == "früher"


def test_a_link_named_like_a_part_of_the_report_is_foreign(tmp_path: Path) -> None:
    (tmp_path / "bericht").mkdir()
    (tmp_path / "bericht" / "report.json").write_text("{}", "utf-8")
    (tmp_path / "anderswo").mkdir()
    (tmp_path / "bericht" / "tables").symlink_to(tmp_path / "anderswo")
    with pytest.raises(Refused, match="tables"):
        check_out(tmp_path / "bericht")


def test_a_plan_that_does_not_hold_leaves_nothing(
    tmp_path: Path, plan_file: Callable[..., Path], cohort_parquet: Path
) -> None:
    plan = plan_file(blocks='[[sections.blocks]]\ntext = "{nichts}"')
    with pytest.raises(PlanFaulty):
        make_report(plan, cohort_parquet, tmp_path / "out" / "bericht")
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_refused(
    tmp_path: Path, plan_file: Callable[..., Path], cohort_parquet: Path
) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(Refused, match="file"):
        make_report(plan_file(), cohort_parquet, tmp_path / "file" / "bericht")


def test_an_internal_report_withholds_nothing(tmp_path: Path, reference_plan: Path, cohort_parquet: Path) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text(reference_plan.read_text("utf-8").replace('audience = "public"', 'audience = "internal"'), "utf-8")
    make_report(plan, cohort_parquet, tmp_path / "bericht")
    data = json.loads((tmp_path / "bericht" / "report.json").read_text("utf-8"))
    assert "geschützt" not in {cell for t in _tables(data["document"]) for row in t["rows"] for cell in row}
    assert data["document"]["audience"] == "nur für den internen Gebrauch"


def _pages_of(report: Path) -> list[str]:
    with pdfplumber.open(report / "report.pdf") as pdf:
        return [page.extract_text() for page in pdf.pages]


def _flat(text: str) -> str:
    """Without spaces and line ends, which every form sets differently."""
    return re.sub(r"[\s\u00ad]+", "", text)


def _visible(page: Path) -> str:
    text = re.sub(r"<style>.*?</style>|<sup>.*?</sup>|<[^>]+>", "", page.read_text("utf-8"), flags=re.DOTALL)
    return text.replace("&nbsp;", " ").replace("&amp;", "&").replace("&#34;", '"')


def _word(path: Path) -> str:
    from docx import Document

    word = Document(str(path))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return " ".join([*(p.text for p in word.paragraphs), *cells])


def _runs(found: Any) -> list[dict[str, Any]]:
    if isinstance(found, dict):
        own = [found] if {"text", "figure", "note"} <= found.keys() else []
        return own + [run for value in found.values() for run in _runs(value)]
    return [run for value in found for run in _runs(value)] if isinstance(found, list) else []


def _tables(document: dict[str, Any]) -> list[dict[str, Any]]:
    pieces = [piece for section in document["sections"] for piece in section["pieces"]]
    return [p["table"] or p["chart"]["table"] for p in pieces if p["table"] or p["chart"]]


def _structure(tree: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [e for element in tree for e in (element, *_structure(element.get("children", [])))]


def test_a_section_may_be_its_lead_alone(plan_file: Callable[..., Path], cohort_parquet: Path, tmp_path: Path) -> None:
    make_report(plan_file(section='lead = "Es kamen {personen} Personen."', blocks=""), cohort_parquet, tmp_path / "b")
    assert "Es kamen 571" in (tmp_path / "b" / "report.html").read_text("utf-8")
    assert (tmp_path / "b" / "report.pdf").read_bytes().startswith(b"%PDF")


def test_the_smallest_plan_of_the_guide_can_be_printed(cohort_parquet: Path, tmp_path: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "guide" / "bericht.md").read_text("utf-8")
    plan = guide.partition("## Der kleinste Plan")[2].partition("```toml\n")[2].partition("```")[0]
    (tmp_path / "plan.toml").write_text(plan, "utf-8")
    make_report(tmp_path / "plan.toml", cohort_parquet, tmp_path / "bericht")
    assert "Personen begannen ein Angebot" in (tmp_path / "bericht" / "report.html").read_text("utf-8")
    assert not check_plan(tmp_path / "plan.toml", cohort_parquet).hints
