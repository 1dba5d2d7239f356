"""Rules for references: a key that is named in one table exists in the other."""

from collections.abc import Iterator

from perspektiv.language import Text
from perspektiv.package.database import name, staged
from perspektiv.package.rule import Rule, field_of
from perspektiv.schema import Table


def reference_rules(table: type[Table], readable: set[type[Table]]) -> Iterator[Rule]:
    """A rule for each column that names the key of one of the ``readable`` tables."""
    for column in table.columns:
        target = column.references
        if target is None or target not in readable:
            continue
        key = name(target.key[0])
        value = field_of(column.name)
        yield Rule(
            "reference",
            column.name,
            f"{value} IS NOT NULL AND {value} NOT IN (SELECT {key} FROM {staged(target)} WHERE {key} IS NOT NULL)",
            DANGLING.filled(value="{value}", table=target.resource),
            values={"value": value},
        )


DANGLING = Text(
    "„{value}“ gibt es in {table} nicht. Bitte dort ergänzen oder hier berichtigen.",
    "“{value}” does not exist in {table}. Please add it there or correct it here.",
)
