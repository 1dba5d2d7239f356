"""No counsellor and no room is booked twice: the database itself refuses it, whoever writes.

It holds for new bookings (``source_key = ''``) that take time (see ``ACTIVE``); imported history may be what it was.
PostgreSQL has exclusion constraints; SQLite, which has none, has triggers. SQLite's triggers go when a migration
rebuilds the table: such a migration calls ``guard`` again at its end, and a test looks whether they are there.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

COUNSELLOR = "counsellor_booked_once"
ROOM = "room_booked_once"
COLUMNS = {COUNSELLOR: "counsellor_id", ROOM: "room_id"}

_TABLE = "appointments_appointment"
_GUARDED = "{row}source_key = '' AND {row}status IN ('planned', 'held', 'no_show') AND {row}withdrawn_at IS NULL"

_EXCLUSION = f"""
ALTER TABLE {_TABLE} ADD CONSTRAINT {{name}} EXCLUDE USING gist
    ({{column}} WITH =, tstzrange(starts_at, ends_at) WITH &&)
    WHERE ({_GUARDED.format(row="")} AND {{column}} IS NOT NULL)
"""
_TRIGGER = f"""
CREATE TRIGGER {{name}}_on_{{event}} BEFORE {{event}} ON {_TABLE}
WHEN {_GUARDED.format(row="NEW.")} AND NEW.{{column}} IS NOT NULL AND {{changed}} AND EXISTS (
    SELECT 1 FROM {_TABLE} AS other
    WHERE other.{{column}} = NEW.{{column}} AND other.id <> NEW.id
        AND other.starts_at < NEW.ends_at AND other.ends_at > NEW.starts_at
        AND {_GUARDED.format(row="other.")})
BEGIN SELECT RAISE(ABORT, '{{name}}'); END
"""
_EVENTS = {
    "insert": "1",
    # most updates are marks of what was guarded already: they need no look
    "update": f"NOT ({_GUARDED.format(row='OLD.')} AND OLD.{{column}} IS NEW.{{column}}"
    " AND OLD.starts_at = NEW.starts_at AND OLD.ends_at = NEW.ends_at)",
}


def guard(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    """Puts the guards up; a step of a migration."""
    for statement in statements(schema_editor.connection):
        schema_editor.execute(statement)


def unguard(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    """Takes them down again; the reverse step."""
    for statement in removing(schema_editor.connection):
        schema_editor.execute(statement)


def statements(connection: BaseDatabaseWrapper) -> list[str]:
    if connection.vendor == "postgresql":
        made = [_EXCLUSION.format(name=name, column=column) for name, column in COLUMNS.items()]
        return ["CREATE EXTENSION IF NOT EXISTS btree_gist", *made]
    return [
        *removing(connection),
        *(
            _TRIGGER.format(name=name, column=column, event=event, changed=changed.format(column=column))
            for name, column in COLUMNS.items()
            for event, changed in _EVENTS.items()
        ),
    ]


def removing(connection: BaseDatabaseWrapper) -> list[str]:
    if connection.vendor == "postgresql":
        return [f"ALTER TABLE {_TABLE} DROP CONSTRAINT {name}" for name in COLUMNS]
    return [f"DROP TRIGGER IF EXISTS {name}_on_{event}" for name in COLUMNS for event in _EVENTS]
