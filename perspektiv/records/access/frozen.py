"""One moment of the records, read through a connection of its own while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

ALIAS = "frozen"


@contextmanager
def frozen() -> Iterator[str]:
    """The alias of a database connection that sees one moment, and cannot write.

    SQLite keeps that moment for a reader beside its writers (WAL), PostgreSQL for a transaction of repeatable reads;
    neither makes a writer wait.
    """
    connection = connections["default"].copy(alias=ALIAS)
    sqlite = connection.vendor == "sqlite"
    if sqlite:
        connection.settings_dict["OPTIONS"] |= {"transaction_mode": None, "init_command": "PRAGMA query_only=ON"}
    connections[ALIAS] = connection
    try:
        with transaction.atomic(using=ALIAS):
            if not sqlite:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield ALIAS
    finally:
        BaseDatabaseWrapper.close(connection)
        del connections[ALIAS]
