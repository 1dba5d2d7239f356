"""The reference page of the tables, written from their classes."""

from collections.abc import Iterator

from perspektiv.schema.column import Column, Type
from perspektiv.schema.optional import KNOWN
from perspektiv.schema.table import Table

INTRODUCTION = """# Die Tabellen des Datenpakets · The tables of the data package

Diese Seite ist aus `perspektiv/schema/` erzeugt. Ein Datenpaket hat jede dieser Tabellen und jede dieser Spalten;
Zellen dürfen leer sein, wo die Spalte nicht verlangt ist. Schlüssel sind beliebiger, nicht leerer Text.

Die Tabellen nach `complaints` sind wahlfrei. Ein Paket ohne sie hat die Fassung (`version`) `1` und ist genau, was
diese verlangt; mit `appointment_bookings` oder `offered_slots` hat es die Fassung `1.1`, mit einer der danach
genannten die Fassung `2`. Fehlen sie, werden die Kennzahlen aus ihnen ausgelassen. Was Teilnehmende in eigenen Worten
schreiben, steht in keiner Tabelle.

This page is made from `perspektiv/schema/`. A data package has each of these tables and each of these columns; cells
may be empty where the column is not required. Keys are any non-empty text.

The tables after `complaints` are optional. A package without them has `version` `1` and is exactly what that asks
for; with `appointment_bookings` or `offered_slots` its version is `1.1`, with any of those named after them it is `2`.
Without them, the figures made of them are left out. What participants write in their own words is in no table.
"""
TYPES: dict[Type, str] = {
    "string": "Text · text",
    "integer": "ganze Zahl · whole number",
    "number": "Zahl mit Dezimalpunkt · number",
    "boolean": "`true`, `false`",
    "date": "Tag · day, `YYYY-MM-DD`",
    "datetime": "Zeitpunkt mit Versatz · instant with offset, RFC 3339",
}
HEADER = "| Spalte · column | Bedeutung · meaning | Art · type | verlangt · required |\n|---|---|---|---|"


def tables_page() -> str:
    """The page as Markdown."""
    return "\n".join([INTRODUCTION, *(_section(table) for table in KNOWN)])


def _section(table: type[Table]) -> str:
    key = ", ".join(f"`{name}`" for name in table.key)
    rows = "\n".join(_row(column) for column in table.columns)
    title = f"## `{table.resource}`\n\n{table.title.de}. · {table.title.en}."
    return f"{title}\n\nSchlüssel · key: {key}\n\n{HEADER}\n{rows}\n"


def _row(column: Column) -> str:
    required = "ja · yes" if column.required else ""
    return f"| `{column.name}` | {column.title.de} · {column.title.en} | {', '.join(_values(column))} | {required} |"


def _values(column: Column) -> Iterator[str]:
    """What may stand in the column: its type or words, its limits, its unit, the table that it refers to."""
    if column.references:
        yield f"→ [`{column.references.resource}`](#{column.references.resource})"
    elif column.allowed:
        yield ", ".join(f"`{word}`" for word in column.allowed)
    else:
        yield TYPES[column.type]
    if column.minimum is not None:
        yield f"≥ {column.minimum}"
    if column.maximum is not None:
        yield f"≤ {column.maximum}"
    if column.unit:
        yield f"in {column.unit}"
