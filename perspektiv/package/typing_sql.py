"""SQL that turns the text of a field into its type, or into null where it is not of that type.

An empty field is null too; so a text that is not null while its typed value is, is a fault.
"""

from perspektiv.package.database import SQL_TYPES, name
from perspektiv.schema import Column

WHOLE = r"[+-]?\d{1,18}"
NUMBER = r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?"
MOMENT = r"\d{4}-\d\d-\d\d[Tt ]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)"


def typed(column: Column, text: str | None = None) -> str:
    """SQL for the typed value of the column's text (``t.column`` unless named)."""
    text = text or f"t.{name(column.name)}"
    cast = f"TRY_CAST({text} AS {SQL_TYPES[column.type]})"
    match column.type:
        case "string":
            return text
        case "boolean":
            return f"CASE {text} WHEN 'true' THEN true WHEN 'false' THEN false END"
        case "date":
            return f"CASE WHEN length({text}) = 10 AND {cast}::VARCHAR = {text} THEN {cast} END"
        case "integer":
            return f"CASE WHEN regexp_full_match({text}, '{WHOLE}') THEN {cast} END"
        case "number":
            return f"CASE WHEN regexp_full_match({text}, '{NUMBER}') AND isfinite({cast}) THEN {cast} END"
        case _:  # datetime
            return f"CASE WHEN regexp_full_match({text}, '{MOMENT}') THEN TRY_CAST(upper({text}) AS TIMESTAMPTZ) END"
