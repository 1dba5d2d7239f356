"""What becomes of one table of a package."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db import models

from perspektiv.schema import Table

MOST_LISTED = 1_000


@dataclass(frozen=True)
class Difference:
    """A row whose record says something else by now. The record stays as it is."""

    table: type[Table] | None  # None: of the contacts file
    row: int
    key: str
    column: str


@dataclass
class Step:
    """``before`` is what new rows need and no row of this table stands for; it is written first and not counted."""

    table: type[Table]
    new: list[models.Model] = field(default_factory=list)
    known: int = 0
    differing: int = 0
    differences: list[Difference] = field(default_factory=list)
    before: list[models.Model] = field(default_factory=list)

    def differs(self, row: int, key: str, columns: list[str]) -> None:
        self.differing += bool(columns)
        for column in columns:
            self.tell(self.table, row, key, column)

    def tell(self, table: type[Table], row: int, key: str, column: str) -> None:
        """List it, as long as the list is not too long."""
        if len(self.differences) < MOST_LISTED:
            self.differences.append(Difference(table, row, key, column))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row of the package is, or will be."""

    id: UUID
    centre: UUID
    person: UUID
