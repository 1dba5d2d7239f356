"""The descriptor made from the table classes is the contract."""

import json
from pathlib import Path
from typing import Any

import frictionless
import pytest

from perspektiv.schema import TABLES, descriptor

CONTRACT: dict[str, Any] = json.loads((Path(__file__).parent / "contract.json").read_text(encoding="utf-8"))
MADE = descriptor(name=CONTRACT["name"], title=CONTRACT["title"], data_as_of=CONTRACT["data_as_of"])
NAMES = [resource["name"] for resource in CONTRACT["resources"]]


def in_order(resource: dict[str, Any]) -> dict[str, Any]:
    """Foreign keys are a set: their order means nothing, and none is the same as an empty list."""
    schema = resource["schema"]
    keys = sorted(schema.get("foreignKeys", []), key=lambda key: json.dumps(key, sort_keys=True))
    return {**resource, "schema": {**schema, "foreignKeys": keys}}


def test_the_tables_are_the_contracts_in_its_order() -> None:
    assert [resource["name"] for resource in MADE["resources"]] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_table_is_the_contracts(name: str) -> None:
    made, agreed = (resources[NAMES.index(name)] for resources in (MADE["resources"], CONTRACT["resources"]))
    assert in_order(made) == in_order(agreed)
    assert [field["name"] for field in made["schema"]["fields"]] == [f["name"] for f in agreed["schema"]["fields"]]


def test_all_else_is_the_contracts() -> None:
    assert {**MADE, "resources": []} == {**CONTRACT, "resources": []}


def test_the_descriptor_is_valid_frictionless() -> None:
    described = descriptor(name="paket", title="Paket", data_as_of="2015-12-31")
    package = frictionless.Package.from_descriptor(described)
    assert [resource.name for resource in package.resources] == NAMES


def test_every_key_and_reference_is_a_required_column_of_its_table() -> None:
    for table in TABLES:
        assert all(table.column(name).required for name in table.key)
        for column in table.columns:
            if column.references is not None:
                assert column.references in TABLES
                assert column.name in column.references.key


def test_a_column_is_found_by_its_name() -> None:
    (persons,) = (table for table in TABLES if table.resource == "persons")
    assert persons.column("gender").allowed == ("female", "male", "diverse", "unknown")
    with pytest.raises(KeyError):
        persons.column("shoe_size")
