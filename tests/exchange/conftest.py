"""What the tests of import and export share: small packages, written by hand."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest
from pytest_django.fixtures import Settings

from perspektiv.exchange import beside
from perspektiv.package import PackageWriter, open_package
from perspektiv.package.writing import arrow_schema
from perspektiv.schema import KNOWN
from tests.exchange.small_package import SMALL
from tests.records.personas import Personas, make_personas

Row = Mapping[str, Any]
MakePackage = Callable[..., Path]


@pytest.fixture
def personas(db: None) -> Personas:
    return make_personas()


@pytest.fixture
def home(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own; what else runs beside a page runs in its place here, in the test's transaction."""
    settings.HOME = tmp_path / "home"

    def in_place(target: Callable[..., None], args: tuple[Any, ...], daemon: bool) -> SimpleNamespace:
        return SimpleNamespace(start=lambda: target(*args))

    monkeypatch.setattr(beside, "Thread", in_place)
    monkeypatch.setattr("perspektiv.exchange.beside.connections.close_all", lambda: None)
    return tmp_path / "home"


@pytest.fixture
def make_package(tmp_path: Path) -> MakePackage:
    """Writes the small package, with some tables replaced."""

    def made(name: str = "paket", **tables: list[Row]) -> Path:
        rows: dict[str, list[Row]] = {**SMALL, **tables}
        out = tmp_path / name
        with PackageWriter(out, form="csv", name=name, title=name, data_as_of=date(2019, 12, 31)) as writer:
            for table in KNOWN:
                if of_table := rows.get(table.resource):
                    columns = {c.name: [row.get(c.name) for row in of_table] for c in table.columns}
                    writer.write(table.resource, pa.Table.from_pydict(columns, schema=arrow_schema(table)))
        return out

    return made


def rows_of(path: Path, table: str) -> list[tuple[Any, ...]]:
    """All rows of a package's table, by key."""
    with open_package(path) as package:
        columns = {t.resource: t.columns for t in KNOWN}[table]
        shown = ", ".join(f"{c.name}::VARCHAR" if c.type == "datetime" else c.name for c in columns)
        return package.connection.execute(f"SELECT {shown} FROM {table} ORDER BY ALL").fetchall()
