"""New records as rows of the database: made ready before the transaction, so that others wait only for the writing."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection, models

AT_ONCE = 5_000


@dataclass(frozen=True)
class Inserts:
    """One statement, and its values for every row."""

    statement: str
    rows: list[list[Any]]

    def run(self) -> None:
        rows = iter(self.rows)
        with connection.cursor() as cursor:
            while some := list(islice(rows, AT_ONCE)):
                cursor.executemany(self.statement, some)


def inserts(new: Sequence[models.Model]) -> Inserts:
    """Records of one model, all of them new."""
    if not new:
        return Inserts("", [])
    fields = new[0]._meta.concrete_fields
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    values = ", ".join(["%s"] * len(fields))
    return Inserts(
        f"INSERT INTO {quote(new[0]._meta.db_table)} ({columns}) VALUES ({values})",
        [[field.get_db_prep_save(field.pre_save(one, True), connection) for field in fields] for one in new],
    )
