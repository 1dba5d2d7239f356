"""The descriptor of a package (Frictionless ``datapackage.json``), written from the table classes."""

from collections.abc import Collection, Sequence
from typing import Any

from perspektiv.schema.column import Column
from perspektiv.schema.optional import OPTIONAL
from perspektiv.schema.table import Table
from perspektiv.schema.tables import TABLES

VERSION = "1"
"""Version of the contract. A package must have what the version in its own descriptor asks for."""
WITH_OPTIONAL = "1.1"
"""The same with any of the optional tables: who knows version 1 alone refuses it by its version."""
VERSIONS = (VERSION, WITH_OPTIONAL)


def version_of(tables: Collection[str]) -> str:
    """The version of a package with the tables of these names."""
    return WITH_OPTIONAL if any(table.resource in tables for table in OPTIONAL) else VERSION


def descriptor(*, name: str, title: str, data_as_of: str, tables: Sequence[type[Table]] = TABLES) -> dict[str, Any]:
    """A descriptor for a CSV package of the tables; ``data_as_of`` is the day the records speak of, YYYY-MM-DD."""
    return {
        "profile": "tabular-data-package",
        "name": name,
        "version": version_of([table.resource for table in tables]),
        "title": title,
        "data_as_of": data_as_of,
        "resources": [_resource(table) for table in tables],
    }


def _resource(table: type[Table]) -> dict[str, Any]:
    return {
        "name": table.resource,
        "path": f"{table.resource}.csv",
        "title": table.title.en,
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "dialect": {"delimiter": ","},
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "missingValues": [""],
            "foreignKeys": [_foreign_key(column, column.references) for column in table.columns if column.references],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    rules = {
        "required": column.required or None,
        "enum": list(column.allowed) or None,
        "minimum": column.minimum,
        "maximum": column.maximum,
    }
    constraints = {rule: value for rule, value in rules.items() if value is not None}
    field = {"name": column.name, "type": column.type, "title": column.title.en}
    return {**field, "constraints": constraints} if constraints else field


def _foreign_key(column: Column, target: type[Table]) -> dict[str, Any]:
    return {"fields": [column.name], "reference": {"resource": target.resource, "fields": list(target.key)}}
