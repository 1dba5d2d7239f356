"""Tables in Word: as wide as the text, columns by their content, no row torn; pages numbered, words hyphenated."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from perspektiv.report.docx.form import DEFAULT
from perspektiv.report.docx.grid import column_widths, width_of
from perspektiv.report.tables import Table

TWIPS_IN_THE_TEXT = 9071
"""160 mm: A4 with margins of 25 mm."""


@pytest.fixture(scope="module")
def tables(report: Path) -> list[Any]:
    """The tables of the reference report, without the form's own."""
    from docx import Document

    return list(Document(str(report / "report.docx")).tables)[1:]


def grid_of(table: Any) -> list[int]:
    return [int(width) for width in table._tbl.xpath("w:tblGrid/w:gridCol/@w:w")]


def long_words(table: Any) -> Iterator[tuple[int, str]]:
    """Column and word, of cells that stand alone in their column."""
    for row in table.rows:
        if len(row._tr.tc_lst) == len(table.columns):
            yield from ((x, word) for x, cell in enumerate(row.cells) for word in re.split(r"[\s-]", cell.text))


def test_a_table_is_as_wide_as_the_text(tables: list[Any]) -> None:
    narrow = [grid for grid in map(grid_of, tables) if abs(sum(grid) - TWIPS_IN_THE_TEXT) > 10]
    assert len(tables) >= 7
    assert [sum(grid) < TWIPS_IN_THE_TEXT for grid in narrow] == [True]  # the positions are narrow by plan


def test_no_number_and_hardly_a_word_is_broken(tables: list[Any]) -> None:
    for table in tables[:-1]:  # the definitions, five columns of prose, are hyphenated
        grid = grid_of(table)
        for column, word in long_words(table):
            assert width_of(word) * 20 <= grid[column], (word, grid)


def test_no_row_is_torn_and_heads_are_repeated(tables: list[Any]) -> None:
    for table in tables:
        assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in table.rows)
        assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")


def test_rules_are_thin_and_lie_between_rows_only(tables: list[Any]) -> None:
    assert {table.style.name for table in tables} == {"Perspektiv Raster"}
    style = tables[0].style.element
    borders = style.xpath("w:tblPr/w:tblBorders/*")
    assert {border.tag.rpartition("}")[2] for border in borders} == {"top", "bottom", "insideH"}
    assert {int(width) for width in style.xpath(".//@w:sz")} == {2, 4}


def test_the_names_of_groups_stand_over_the_whole_width(tables: list[Any]) -> None:
    assert any(row._tr.xpath("w:tc/w:tcPr/w:gridSpan") for row in tables[0].rows)


def test_pages_are_numbered_and_words_hyphenated() -> None:
    with zipfile.ZipFile(DEFAULT) as form:
        footer, settings = (form.read(f"word/{part}.xml").decode("utf-8") for part in ("footer1", "settings"))
    assert re.findall(r'w:instr="(\w+)"', footer) == ["PAGE", "NUMPAGES"]
    assert re.search(r'<w:defaultTabStop[^>]*/><w:autoHyphenation w:val="true"/>', settings)


def test_columns_take_what_their_content_asks() -> None:
    head = ("Kennzahl", "Wert", "Bemerkung")
    rows = (("Ausfallquote", "20,6 %", "viel längerer Text, der auf mehrere Zeilen gehen darf " * 3),)
    first, second, third = column_widths(Table("t", "", "", head, rows, (False, True, False)), 450)
    assert second < first < third
    assert second >= width_of("20,6 %")
    assert sum((first, second, third)) == pytest.approx(450)


def test_what_is_left_goes_to_the_names_of_the_rows() -> None:
    table = Table("t", "", "", ("Jahr", "n"), (("2015", "3"),), (False, True))
    first, second = column_widths(table, 450)
    assert second < 30 and first == pytest.approx(450 - second)


def test_too_many_words_share_what_there_is() -> None:
    words = ("Donaudampfschifffahrtsgesellschaft",) * 9
    widths = column_widths(Table("t", "", "", words, (words,), (False,) * 9), 450)
    assert sum(widths) == pytest.approx(450) and max(widths) == pytest.approx(min(widths))


def test_the_longest_words_are_broken_before_others() -> None:
    head = ("Rückmeldungen", "Arbeitsaufnahme", "sozialversicherungspflichtiger Arbeitsaufnahmen")
    short, middle, long = column_widths(Table("t", "", "", head, (head,), (False,) * 3), 240)
    assert short >= width_of(head[0]) and middle >= width_of(head[1])
    assert short + middle + long == pytest.approx(240)


def test_a_cell_of_two_lines_is_as_wide_as_the_longer() -> None:
    assert width_of("19–22\nunter 25 %") == width_of("unter 25 %")
