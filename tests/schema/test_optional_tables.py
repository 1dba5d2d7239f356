"""Optional tables make version 1.1 or 2; without them a descriptor is that of version 1, byte for byte."""

import json

import frictionless
import pytest

from perspektiv.schema import KNOWN, OPTIONAL, TABLES, TABLES_OF, VERSION, VERSIONS, Table, descriptor, version_of
from perspektiv.schema.optional import ARRIVING
from perspektiv.schema.questionnaires import FROM_VERSION_2


def test_without_them_nothing_changes() -> None:
    plain = descriptor(name="paket", title="Paket", data_as_of="2015-12-31")
    assert json.dumps(plain) == json.dumps(
        descriptor(name="paket", title="Paket", data_as_of="2015-12-31", tables=TABLES)
    )
    assert plain["version"] == VERSION == version_of([table.resource for table in TABLES])


@pytest.mark.parametrize("table", OPTIONAL, ids=lambda table: table.resource)
def test_with_any_of_them_the_version_is_another(table: type[Table]) -> None:
    described = descriptor(name="paket", title="Paket", data_as_of="2015-12-31", tables=[*TABLES, table])
    assert described["version"] == ("1.1" if table in ARRIVING else "2")
    assert [resource["name"] for resource in described["resources"]][-1] == table.resource
    assert frictionless.Package.from_descriptor(described).resources[-1].name == table.resource


def test_each_version_knows_all_that_the_one_before_it_knew() -> None:
    assert VERSIONS == ("1", "1.1", "2")
    assert TABLES_OF["1"] == TABLES and TABLES_OF["2"] == KNOWN
    assert (*TABLES_OF["1"], *ARRIVING) == TABLES_OF["1.1"]
    assert (*TABLES_OF["1.1"], *FROM_VERSION_2) == TABLES_OF["2"]


def test_nothing_that_people_write_has_a_column() -> None:
    """Answers are numbers: the columns of answers and responses are those of version 1, and no table joins them."""
    assert not [table for table in FROM_VERSION_2 if {"response_id", "person_id"} & {c.name for c in table.columns}]


def test_they_come_last_and_refer_to_tables_before_them() -> None:
    assert (*TABLES, *OPTIONAL) == KNOWN
    for table in OPTIONAL:
        assert all(column.references in (None, *TABLES) for column in table.columns)
