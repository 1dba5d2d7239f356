"""The descriptor of a package (Frictionless ``datapackage.json``), written from the table classes."""

from collections.abc import Collection, Sequence
from typing import Any

from perspektiv.schema.column import Column
from perspektiv.schema.optional import ARRIVING, KNOWN
from perspektiv.schema.table import Table
from perspektiv.schema.tables import TABLES

VERSION = "1"
"""Version of the contract. A package must have what the version in its own descriptor asks for."""
TABLES_OF: dict[str, tuple[type[Table], ...]] = {VERSION: TABLES, "1.1": (*TABLES, *ARRIVING), "2": KNOWN}
"""The tables that each version knows, each more than those before it."""
VERSIONS = tuple(TABLES_OF)


def version_of(tables: Collection[str]) -> str:
    """The first version that knows tables of these names: who knows less refuses the package by its version."""
    wanted = {table.resource for table in KNOWN if table.resource in tables}
    return next(version for version, known in TABLES_OF.items() if wanted <= {table.resource for table in known})


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
