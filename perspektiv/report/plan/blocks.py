"""The pieces of a section as a plan writes them."""

from typing import Any

from perspektiv.language import Text
from perspektiv.report.plan.charts import CHART_NAMES
from perspektiv.report.plan.faults import Faults, meant
from perspektiv.report.plan.figures import known_breakdowns, known_indicator, pairs
from perspektiv.report.plan.model import Block, Column, Said
from perspektiv.report.plan.source import Place

KINDS = ("text", "chart", "table", "positions", "steps")
PARTS = ("value", "v", "n", "d", "rest", "ci", "bounds")

KIND = Text(
    "Ein Block hat genau einen der Schlüssel text, chart, table, positions oder steps.",
    "A block has exactly one of the keys text, chart, table, positions or steps.",
)
CHART = Text("Das Bild „{name}“ gibt es nicht.{meant}", "There is no chart “{name}”.{meant}")
WIDTH = Text(
    "Die {row}. Zeile hat {cells} Zellen, die Tabelle hat {columns} Spalten.",
    "Row {row} has {cells} cells, the table has {columns} columns.",
)
TABLE = Text(
    "Eine Tabelle braucht „columns“ und „rows“, oder „by“ und Spalten mit „indicator“.",
    "A table needs “columns” and “rows”, or “by” and columns with “indicator”.",
)
PART = Text("Den Teil „{name}“ gibt es nicht.{meant}", "There is no part “{name}”.{meant}")
ROW_NUMBER = Text("Die Zeile {row} gibt es in dieser Tabelle nicht.", "This table has no row {row}.")


def block_of(table: dict[str, Any], place: Place, faults: Faults) -> Block:
    """One piece of a section."""
    kinds = [kind for kind in KINDS if kind in table]
    if len(kinds) != 1:
        faults.add(place, KIND)
        return Block("text", "", None, "", place)
    kind = kinds[0]
    if kind == "chart" and table["chart"] not in CHART_NAMES:
        faults.add((*place, "chart"), CHART, name=table["chart"], meant=meant(table["chart"], CHART_NAMES))
    if kind == "table":
        _check_table(table, place, faults)
    return Block(
        kind=kind,
        name="" if kind == "steps" else table[kind],
        title=_title(table, place),
        caption=table.get("caption", ""),
        place=place,
        limit=table.get("limit", ""),
        heads=tuple(c for c in table.get("columns", []) if isinstance(c, str)),
        columns=_columns(table, place, faults),
        rows=tuple(tuple(row) for row in table.get("rows", [])),
        by=table.get("by", ""),
        total=tuple(table.get("total", [])),
        strong=tuple(table.get("strong", [])),
        narrow=table.get("narrow", False),
        steps=tuple((s["when"], s["what"], s["text"]) for s in table.get("steps", [])),
    )


def _title(table: dict[str, Any], place: Place) -> Said | None:
    if "title" not in table:
        return None
    holds = table.get("holds", [])
    return Said(table["title"], (holds,) if isinstance(holds, str) else tuple(holds), (*place, "title"))


def _columns(table: dict[str, Any], place: Place, faults: Faults) -> tuple[Column, ...]:
    columns = []
    for number, column in enumerate(table.get("columns", [])):
        if isinstance(column, str):
            continue
        at = (*place, "columns", number)
        known_indicator(column["indicator"], at, faults)
        where = column.get("where", {})
        known_breakdowns([*where, *([table["by"]] if "by" in table else [])], at, faults)
        part = column.get("part", "value")
        if part not in PARTS:
            faults.add(at, PART, fragment=f'"{part}"', name=part, meant=meant(part, PARTS))
        columns.append(Column(column["head"], column["indicator"], pairs(where), part))
    return tuple(columns)


def _check_table(table: dict[str, Any], place: Place, faults: Faults) -> None:
    columns, rows = table.get("columns", []), table.get("rows", [])
    of_texts = bool(columns) and isinstance(columns[0], str)
    if not columns or of_texts == ("by" in table) or of_texts != bool(rows):
        faults.add(place, TABLE)
    for number, row in enumerate(rows, start=1):
        if len(row) != len(columns):
            faults.add((*place, "rows"), WIDTH, row=number, cells=len(row), columns=len(columns))
    for number in (*table.get("total", []), *table.get("strong", [])):
        if rows and not 1 <= number <= len(rows):
            faults.add((*place, "total"), ROW_NUMBER, row=number)
