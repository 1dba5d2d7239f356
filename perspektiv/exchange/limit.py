from dataclasses import dataclass

from perspektiv.language import Text
from perspektiv.schema import Table


@dataclass(frozen=True)
class Limit:
    """Rows of a table for which ``where`` (SQL) holds cannot be kept."""

    table: type[Table]
    column: str
    kind: str
    where: str
    sentence: Text
