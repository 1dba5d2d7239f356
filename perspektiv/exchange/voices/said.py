"""The questionnaires of a package, as sheets."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from perspektiv.exchange.rows import Row, rows_of
from perspektiv.package import Package
from perspektiv.package.shared_keys import foreign
from perspektiv.records.feedback.sheets.sheet import SHEET_TABLES, Said, Sheet, completed
from perspektiv.schema import Table
from perspektiv.schema.questionnaires import ItemTexts
from perspektiv.schema.tables import Instruments, Items


@dataclass(frozen=True)
class Questionnaire:
    """A version of a questionnaire as the package says it, with its rows as they stand in the files."""

    id: str
    bare: str  # the same without the centre whose it is, where the package names that
    sheet: Sheet
    in_words: bool  # whether the package has its questions in words, so that somebody could be asked with it
    rows: dict[type[Table], list[Row]] = field(default_factory=dict)

    @property
    def items(self) -> list[Row]:
        return self.rows[Items]


def questionnaires(package: Package, centres: Iterable[str]) -> list[Questionnaire]:
    """In the order of the package. ``centres``: their keys in it."""
    rows: dict[str, dict[type[Table], list[Row]]] = defaultdict(lambda: {table: [] for table in SHEET_TABLES})
    for table in SHEET_TABLES:
        for row in rows_of(package, table):
            rows[row.values["instrument_id"]][table].append(row)
    found = []
    for id, of_one in rows.items():
        said: Said = {table: [row.values for row in some] for table, some in of_one.items() if some}
        bare = next((id.removeprefix(f"{centre}:") for centre in centres if id.startswith(f"{centre}:")), id)
        found.append(Questionnaire(id, bare, completed(bare, said), bool(of_one[ItemTexts]), of_one))
    return found


def number_of(questionnaire: Questionnaire) -> int:
    """The row of the file that names it."""
    return questionnaire.rows[Instruments][0].number


def used_in(package: Package) -> dict[str, frozenset[str]]:
    """By which centres a questionnaire was answered."""
    found = package.connection.execute(
        "SELECT instrument_id, list(DISTINCT centre_id) FROM responses GROUP BY 1"
    ).fetchall()
    return {id: frozenset(centres) for id, centres in found}


def belongs(questionnaire: Questionnaire, centre: str, centres: Iterable[str], used: dict[str, frozenset[str]]) -> bool:
    """Whether that centre gets it: it was answered there, or by nobody and it is no other's."""
    users = used.get(questionnaire.id, frozenset())
    return centre in users if users else not foreign(questionnaire.id, centre, centres)
