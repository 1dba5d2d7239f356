"""From the few columns of a drawn table to a whole package that passes the check."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path

from perspektiv.schema import KNOWN, OPTIONAL, Table, descriptor
from perspektiv.schema.column import Column
from perspektiv.schema.tables import Items, Participations
from tests.spec.drawn import Case, Row

Rows = dict[str, list[dict[str, str]]]

DEFAULTS: dict[str, dict[str, str]] = {
    "centres": {"name": "Zentrum"},
    "segments": {"name": "Segment", "surveyed": "true"},
    "persons": {"centre_id": "Zentrum", "gender": "female"},
    "ending_reasons": {"name": "Grund", "valuation": "neutral"},
    "participations": {"segment_id": "Einstieg", "started_on": "2000-01-01"},
    "appointments": {"kind": "counselling", "minutes": "75", "status": "held"},
    "referrals": {"result": "entered"},
    "appointment_bookings": {"reminders": "0"},
    "offered_slots": {"centre_id": "Zentrum", "minutes": "75", "used": "false"},
    "instruments": {"name": "Fragebogen", "version": "1", "anonymous": "false"},
    "items": {"minimum": "1", "maximum": "5"},
    "scales": {"scoring": "mean", "error_variant": "difference"},
    "item_forms": {"item_id": "Frage", "kind": "rating", "position": "1", "reversed": "false", "required": "false"},
    "responses": {"centre_id": "Zentrum", "moment": "single"},
    "answers": {"item_id": "Frage"},
    "job_starts": {"insured": "true"},
    "follow_on_measures": {"kind": "Kurs"},
    "staff": {"centre_id": "Zentrum", "role": "Beratung", "employment": "employed", "started_on": "2000-01-01"},
    "budgets": {"centre_id": "Zentrum"},
    "spending": {"centre_id": "Zentrum", "budget_line": "Honorare"},
}
"""What stands in a column that a case does not draw."""


def write_package(case: Case, folder: Path) -> Path:
    """Writes the case as a CSV package; tables that are not drawn are empty, or missing where they may be."""
    rows = filled(case)
    folder.mkdir(parents=True)
    tables = [table for table in KNOWN if table not in OPTIONAL or rows[table.resource]]
    for table in tables:
        with (folder / f"{table.resource}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [column.name for column in table.columns], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows[table.resource])
    described = descriptor(name="gezeichnet", title=case.heading, data_as_of=case.as_of.isoformat(), tables=tables)
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    return folder


def filled(case: Case) -> Rows:
    """All rows of the package: drawn columns, defaults, and the rows that are only referred to."""
    rows: Rows = {table.resource: [] for table in KNOWN}
    for resource, drawn in case.tables.items():
        _add(rows, resource, drawn)
    for table in reversed(KNOWN):
        for row in rows[table.resource]:
            for column in table.columns:
                _refer(rows, column, row)
    return rows


def _add(rows: Rows, resource: str, drawn: Iterable[Row]) -> None:
    (table,) = (table for table in KNOWN if table.resource == resource)
    for row in drawn:
        unknown = set(row) - {column.name for column in table.columns}
        assert not unknown, f"{resource} hat keine Spalte {unknown}"
        full = {**DEFAULTS.get(resource, {}), **_implied(table, row), **row}
        for key in table.key:
            full.setdefault(key, f"{resource}-{len(rows[resource]) + 1}")
        rows[resource].append(full)


def _implied(table: type[Table], row: Row) -> dict[str, str]:
    """What follows from what is drawn: an end is regular, an early end has a reason, segments stand in order."""
    if table is Participations and row.get("ended_on"):
        ending = row.get("ending") or "regular"
        return {"ending": ending, "reason_id": "Grund"} if ending == "early" else {"ending": ending}
    return {"item_id": "Frage"} if table is Items else {}


def _refer(rows: Rows, column: Column, row: dict[str, str]) -> None:
    """Makes the row that is referred to, where the case does not draw it."""
    target, value = column.references, row.get(column.name)
    if target is None or not value:
        return
    known = rows[target.resource]
    if all(other[target.key[0]] != value for other in known):
        made = {target.key[0]: value}
        if target.resource == "segments":
            made["position"] = str(len(known) + 1)
        if target is Participations:
            made["person_id"] = value
        _add(rows, target.resource, [made])
