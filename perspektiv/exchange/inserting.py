"""New records as rows of the database: made ready before the transaction, so that others wait only for the writing."""

from collections.abc import Iterable, Sequence
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


def inserts(new: Iterable[models.Model]) -> list[Inserts]:
    """Records, all of them new, model by model in the order in which these come."""
    by_model: dict[type[models.Model], list[models.Model]] = {}
    for one in new:
        by_model.setdefault(type(one), []).append(one)
    return [_of_one_model(some) for some in by_model.values()]


def _of_one_model(new: Sequence[models.Model]) -> Inserts:
    fields = [field for field in new[0]._meta.concrete_fields if not isinstance(field, models.AutoField)]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    values = ", ".join(["%s"] * len(fields))
    return Inserts(
        f"INSERT INTO {quote(new[0]._meta.db_table)} ({columns}) VALUES ({values})",
        [[field.get_db_prep_save(field.pre_save(one, True), connection) for field in fields] for one in new],
    )
