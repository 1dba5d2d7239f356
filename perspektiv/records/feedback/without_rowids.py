"""SQLite gives each row the next number, the order of writing: the tables of the anonymous survey are kept without.

Django has no word for it, and makes a table anew, with rowids, whenever a migration changes one of its fields. So this
runs after every ``migrate``, and mends what it finds. PostgreSQL has no such number; where a row lies there is the
order of writing, too, and since a box is written at once and shuffled it tells nothing.
"""

import re
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from perspektiv.records.feedback.models import (
    AnonymousAnswer,
    AnonymousResponse,
    AnonymousText,
    Ballot,
    SurveyCode,
)

TABLES = tuple(
    model._meta.db_table for model in (SurveyCode, Ballot, AnonymousResponse, AnonymousAnswer, AnonymousText)
)
ENDS_SO = " WITHOUT ROWID"


def keep_without_rowids(using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """Called after migrations; the second time it finds nothing to do."""
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    made = _definitions(connection)
    with_rowids = {table: made[table] for table in TABLES if table in made and not made[table].endswith(ENDS_SO)}
    if not with_rowids:
        return
    with connection.schema_editor() as editor:  # without checks of foreign keys while tables are swapped
        for table, definition in with_rowids.items():
            indexes = _indexes(connection, table)
            beside = f"{table}__without_rowid"
            for statement in (
                re.sub(rf'^CREATE TABLE "?{table}"?', f'CREATE TABLE "{beside}"', definition) + ENDS_SO,
                f'INSERT INTO "{beside}" SELECT * FROM "{table}"',
                f'DROP TABLE "{table}"',
                f'ALTER TABLE "{beside}" RENAME TO "{table}"',
                *indexes,
            ):
                editor.execute(statement, params=None)


def _definitions(connection: BaseDatabaseWrapper) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        return dict(cursor.fetchall())


def _indexes(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s", [table])
        return [sql for (sql,) in cursor.fetchall() if sql]
