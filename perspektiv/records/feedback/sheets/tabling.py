"""Questionnaires of all centres as tables of one package: what several centres ask alike stands there once."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from perspektiv.package.shared_keys import Version, shared_rows
from perspektiv.records.feedback.sheets.reading import Kept, item_id
from perspektiv.records.feedback.sheets.sheet import SHEET_TABLES, Sheet, columns_of, is_plain
from perspektiv.schema import Table
from perspektiv.schema.questionnaires import InstrumentForms
from perspektiv.schema.tables import Instruments, Items

Columns = dict[str, list[Any]]


@dataclass(frozen=True)
class Tabled:
    columns: Mapping[type[Table], Columns]
    named: Mapping[UUID, str]  # by which key the package names a version, or a question within its version


def tabled(centres: Mapping[UUID, str], using: str) -> Tabled:
    """The published questionnaires of these centres, which are named by their keys."""
    kept = Kept(list(centres), using)
    versions = {
        id: Version(centres[one.centre_id], kept.names[id], (kept.sheets[id],)) for id, one in kept.versions.items()
    }
    shared, named = shared_rows(versions, dated=False)
    sheets: dict[str, Sheet] = {row.key: row.says[0] for row in shared if isinstance(row.says[0], Sheet)}
    dates = _dates(kept, named)
    columns: dict[type[Table], Columns] = {
        table: {column.name: [] for column in table.columns} for table in SHEET_TABLES
    }
    for key, sheet in sheets.items():
        tables = (Instruments, Items) if is_plain(key, sheet) else SHEET_TABLES
        for table in tables:
            _add(columns[table], key, table, sheet, dates[key])
    items = {item.id: item_id(item) for of_version in kept.items.values() for item in of_version}
    return Tabled(columns, {**named, **items})


def _dates(kept: Kept, named: Mapping[UUID, str]) -> dict[str, tuple[date | None, date | None]]:
    """Of what several centres ask alike: since when the first asked, and until when the last, if none asks any more."""
    sheets: dict[str, list[Sheet]] = defaultdict(list)
    for id, key in named.items():
        sheets[key].append(kept.sheets[id])
    return {
        key: (
            min((one.published_on for one in alike if one.published_on), default=None),
            None
            if any(one.retired_on is None for one in alike)
            else max(one.retired_on for one in alike if one.retired_on),
        )
        for key, alike in sheets.items()
    }


def _add(columns: Columns, key: str, table: type[Table], sheet: Sheet, dates: tuple[date | None, date | None]) -> None:
    for row in sheet.of(table):
        columns["instrument_id"].append(key)
        for name in columns_of(table):
            columns[name].append(row[name])
        if table is InstrumentForms:
            columns["published_on"].append(dates[0])
            columns["retired_on"].append(dates[1])
