"""The reference page of the tables tells every column, and the committed one is current."""

from pathlib import Path

import pytest

from perspektiv.schema import TABLES, Table
from perspektiv.schema.reference import tables_page

PAGE = tables_page()


def test_the_committed_page_is_current() -> None:
    assert Path("docs/reference/tables.md").read_text(encoding="utf-8") == PAGE, (
        "renew it with: python -m perspektiv.indicators.reference"
    )


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.resource)
def test_a_section_tells_title_key_and_columns(table: type[Table]) -> None:
    section = PAGE.partition(f"## `{table.resource}`\n")[2].partition("\n## ")[0]
    assert table.title.de in section
    assert table.title.en in section
    for column in table.columns:
        (row,) = (line for line in section.splitlines() if line.startswith(f"| `{column.name}` |"))
        assert f"{column.title.de} · {column.title.en}" in row
        assert all(f"`{word}`" in row for word in column.allowed)
        assert row.endswith("| ja · yes |") is column.required


@pytest.mark.parametrize(
    "told",
    [
        "→ [`persons`](#persons)",
        "ganze Zahl · whole number, ≥ 1, in min",
        "ganze Zahl · whole number, ≥ 1900, ≤ 2100",
        "Zahl mit Dezimalpunkt · number, ≥ 0, in EUR",
        "`true`, `false`",
        "Zeitpunkt mit Versatz · instant with offset, RFC 3339",
    ],
)
def test_types_limits_and_units_are_told(told: str) -> None:
    assert f"| {told} |" in PAGE
