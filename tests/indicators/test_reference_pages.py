"""The reference pages tell every indicator and every drawn case, and the committed ones are current."""

import re
from pathlib import Path

import pytest

from perspektiv.indicators import CATALOGUE, Indicator
from perspektiv.indicators.reference import indicators_page, pages, write

PAGE = indicators_page()


@pytest.mark.parametrize("name", ["indicators.md", "specification.md", "tables.md"])
def test_the_committed_page_is_current(name: str) -> None:
    assert Path("docs/reference", name).read_text(encoding="utf-8") == pages()[name], (
        "renew it with: python -m perspektiv.indicators.reference"
    )


def test_all_pages_are_written_at_once(tmp_path: Path) -> None:
    write(tmp_path / "reference")
    assert {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "reference").iterdir()} == pages()


@pytest.mark.parametrize("indicator", CATALOGUE.values(), ids=lambda indicator: indicator.name)
def test_a_section_tells_the_whole_definition_in_both_languages(indicator: Indicator) -> None:
    section = PAGE.partition(f"## `{indicator.name}`\n")[2].partition("\n## ")[0]
    told = (
        indicator.title,
        indicator.counts,
        indicator.formula,
        indicator.dated_by,
        indicator.excluded,
        indicator.paragraph,
    )
    assert all(side in section for text in told for side in text)
    assert ("95 %" in section) is (indicator.interval is not None)
    assert ("vorläufig" in section) is indicator.matures
    assert ("Segment" in section.partition("Aufteilbar")[2].partition("\n")[0]) is ("segment" in indicator.dimensions)


def test_the_specification_has_every_case_under_its_topic() -> None:
    page = pages()["specification.md"]
    drawn = [path.read_text(encoding="utf-8") for path in Path("tests/spec").glob("*.md")]
    headings = [heading for text in drawn for heading in re.findall(r"^## (.+)$", text, flags=re.MULTILINE)]
    assert len(headings) > 50
    assert all(f"## {heading}\n" in page for heading in headings)
    assert len(re.findall(r"^# ", page, flags=re.MULTILINE)) == 1
    assert not re.search(r"\]\(\w+\.md\)", page)
