"""Rules for single values, derived from the columns of the schema: required, type, allowed values, limits, keys."""

from collections.abc import Iterator

from perspektiv.language import Text
from perspektiv.package.database import name, staged, unreadable
from perspektiv.package.rule import Rule, field_of
from perspektiv.schema import Column, Table
from perspektiv.schema.column import Type


def value_rules(table: type[Table]) -> Iterator[Rule]:
    """Required, type, allowed values and limits of every column, and the table's key."""
    for column in table.columns:
        yield from _column_rules(column)
    yield _key_rule(table)


def _column_rules(column: Column) -> Iterator[Rule]:
    value = field_of(column.name)
    shown = {"value": f"{value}::VARCHAR"}
    readable = ""
    if column.type == "string":
        yield Rule("empty text", column.name, f"{value} = ''", EMPTY)
    else:
        text = f"t.{unreadable(column.name)}"
        readable = f" AND {text} IS NULL"
        yield from _type_rules(column, text)
    if column.required:
        blank = (
            f" OR {_is_blank(value)}" if column.type == "string" and not (column.allowed or column.references) else ""
        )
        yield Rule("required", column.name, f"({value} IS NULL{readable}{blank})", REQUIRED)
    if column.allowed:
        words = ", ".join(f"'{word}'" for word in column.allowed)
        sentence = ALLOWED.filled(value="{value}", allowed=", ".join(column.allowed))
        yield Rule("allowed", column.name, f"{value} NOT IN ('', {words})", sentence, values=shown)
    if column.minimum is not None:
        sentence = MINIMUM.filled(value="{value}", minimum=column.minimum)
        yield Rule("minimum", column.name, f"{value} < {column.minimum}", sentence, values=shown)
    if column.maximum is not None:
        sentence = MAXIMUM.filled(value="{value}", maximum=column.maximum)
        yield Rule("maximum", column.name, f"{value} > {column.maximum}", sentence, values=shown)


def _type_rules(column: Column, text: str) -> Iterator[Rule]:
    """``text`` (SQL) is what could not become the column's type."""
    shown = {"value": text}
    if column.type != "datetime":
        yield Rule("type", column.name, f"{text} IS NOT NULL", NOT_OF_TYPE[column.type], values=shown)
        return
    formed = f"regexp_full_match({text}, '{MOMENT_FORM}')"
    for where, sentence in ((f"NOT {formed}", NOT_OF_TYPE["datetime"]), (formed, NO_SUCH_MOMENT)):
        yield Rule("type", column.name, f"{text} IS NOT NULL AND {where}", sentence, values=shown)


def _is_blank(text: str) -> str:
    """SQL: a text of blanks alone. Nearly every text sorts after the first bound, so trimming is rare."""
    return f"({text} > '' AND {text} < '!' AND trim({text}, E' \\t\\r\\n') = '')"


def _key_rule(table: type[Table]) -> Rule:
    """Every row after the first with the same key breaks it."""
    key = ", ".join(name(column) for column in table.key)
    present = " AND ".join(f"{name(column)} IS NOT NULL" for column in table.key)
    first = f"SELECT min(rowid) FROM {staged(table)} WHERE {present} GROUP BY {key}"
    extra = f"SELECT count(*) - 1 AS n FROM {staged(table)} WHERE {present} GROUP BY {key} HAVING count(*) > 1"
    return Rule(
        "duplicate key",
        table.key[-1],
        f"{present} AND t.rowid NOT IN ({first})",
        DUPLICATE,
        values={"value": " || ' / ' || ".join(field_of(column) for column in table.key)},
        count=f"(SELECT coalesce(sum(n), 0) FROM ({extra}))",
    )


NOT_OF_TYPE: dict[Type, Text] = {
    "integer": Text(
        "„{value}“ ist keine ganze Zahl. Bitte als Ziffern ohne Punkt und Komma schreiben.",
        "“{value}” is not a whole number. Please write digits without point or comma.",
    ),
    "number": Text(
        "„{value}“ ist keine endliche Zahl mit Dezimalpunkt. Bitte wie 12.5 schreiben.",
        "“{value}” is not a finite number with a decimal point. Please write it like 12.5.",
    ),
    "boolean": Text(
        "„{value}“ ist weder true noch false. Bitte eines davon schreiben.",
        "“{value}” is neither true nor false. Please write one of them.",
    ),
    "date": Text(
        "„{value}“ ist kein Kalendertag der Form JJJJ-MM-TT. Bitte wie 2015-03-31 schreiben.",
        "“{value}” is no calendar day of the form YYYY-MM-DD. Please write it like 2015-03-31.",
    ),
    "datetime": Text(
        "„{value}“ ist kein Zeitpunkt mit Zeitversatz. Bitte wie 2015-03-31T09:00:00+02:00 schreiben.",
        "“{value}” is no date-time with an offset. Please write it like 2015-03-31T09:00:00+02:00.",
    ),
}
MOMENT_FORM = r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)"
"""A date-time by its form alone, be there such a day and hour or not."""
NO_SUCH_MOMENT = Text(
    "„{value}“ gibt es nicht: Tag, Uhrzeit oder Zeitversatz ist unmöglich. Bitte berichtigen.",
    "“{value}” does not exist: the day, the time or the offset is impossible. Please mend it.",
)
EMPTY = Text(
    "Der Text ist leer. Bitte füllen oder den Wert fehlen lassen (null).",
    "The text is empty. Please fill it or leave the value missing (null).",
)
REQUIRED = Text("Der Wert fehlt. Bitte eintragen.", "The value is missing. Please enter it.")
ALLOWED = Text(
    "„{value}“ ist hier nicht vorgesehen. Erlaubt: {allowed}.", "“{value}” is not foreseen here. Allowed: {allowed}."
)
MINIMUM = Text(
    "{value} ist zu klein; der kleinste Wert ist {minimum}.", "{value} is too small; the smallest value is {minimum}."
)
MAXIMUM = Text(
    "{value} ist zu groß; der größte Wert ist {maximum}.", "{value} is too large; the largest value is {maximum}."
)
DUPLICATE = Text(
    "Der Schlüssel „{value}“ kommt schon in einer früheren Zeile vor. Jeder Schlüssel darf nur einmal vorkommen.",
    "The key “{value}” occurs in an earlier row already. Every key may occur only once.",
)
