from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from perspektiv.records.feedback.sheets.naming import key_and_number
from perspektiv.records.letters.languages import FALLBACK
from perspektiv.schema import Table
from perspektiv.schema.questionnaires import (
    QUESTIONNAIRES,
    InstrumentForms,
    InstrumentTexts,
    ItemForms,
    ItemTexts,
    Scales,
    ScaleTexts,
)
from perspektiv.schema.tables import Instruments, Items

SHEET_TABLES: tuple[type[Table], ...] = (Instruments, Items, *QUESTIONNAIRES)
"""The tables of the package in which a questionnaire stands."""
DATES = ("published_on", "retired_on")
Row = Mapping[str, Any]
Said = dict[type[Table], list[Row]]


def columns_of(table: type[Table]) -> tuple[str, ...]:
    """What a sheet says of a table: all but which sheet it is, and since when it is used."""
    return tuple(column.name for column in table.columns if column.name not in ("instrument_id", *DATES))


@dataclass(frozen=True)
class Sheet:
    """One version of a questionnaire. Two that ask the same in the same words are equal, whenever they were used."""

    rows: tuple[tuple[tuple[Any, ...], ...], ...]  # of each of SHEET_TABLES, in the order of ``columns_of``
    published_on: date | None = field(default=None, compare=False)
    retired_on: date | None = field(default=None, compare=False)

    def of(self, table: type[Table]) -> list[dict[str, Any]]:
        columns = columns_of(table)
        return [dict(zip(columns, row, strict=True)) for row in self.rows[SHEET_TABLES.index(table)]]

    @property
    def head(self) -> dict[str, Any]:
        """Name, purpose, number and whether it is anonymous."""
        return self.of(Instruments)[0]

    @property
    def questionnaire(self) -> str:
        """The key of the questionnaire through all its versions."""
        return str(self.of(InstrumentForms)[0]["questionnaire_id"])

    @property
    def asks(self) -> tuple[Any, ...]:
        """What makes answers comparable: two sheets with the same are one, in whatever words and named however."""
        items = {
            tuple(item[name] for name in ("item_id", "minimum", "maximum", "positive_from", "stable_from"))
            for item in self.of(Items)
        }
        forms = {(form["item_id"], form["kind"], form["reversed"]) for form in self.of(ItemForms)}
        return self.head["purpose"], self.head["anonymous"], frozenset(items), frozenset(forms)


def sheet_of(said: Said, dates: Row) -> Sheet:
    """A sheet of complete rows of every table, in an order that does not depend on theirs."""
    position = {form["item_id"]: form["position"] for form in said.get(ItemForms, ())}
    rows = []
    for table in SHEET_TABLES:
        columns = columns_of(table)
        keys = [name for name in table.key if name != "instrument_id"]

        def place(row: Row, keys: list[str] = keys) -> tuple[Any, ...]:
            return position.get(row.get("item_id"), 0), *(row[key] for key in keys)

        ordered = sorted(said.get(table, ()), key=place)
        rows.append(tuple(tuple(row[name] for name in columns) for row in ordered))
    return Sheet(tuple(rows), dates.get("published_on"), dates.get("retired_on"))


def completed(instrument_id: str, said: Said) -> Sheet:
    """A sheet as a package says it. What it leaves unsaid is as in its first version: ratings named by their keys."""
    head, items = said[Instruments][0], said.get(Items, [])
    scales = {item["scale"] for item in items if item["scale"]}
    whole = dict(said)
    questionnaire, _ = key_and_number(instrument_id, head["version"])
    forms: list[Row] = [{**_unsaid(InstrumentForms), "questionnaire_id": questionnaire}]
    whole[InstrumentForms] = said.get(InstrumentForms) or forms
    whole[InstrumentTexts] = said.get(InstrumentTexts) or [
        {**_unsaid(InstrumentTexts), "language": FALLBACK, "name": head["name"], "reviewed": True}
    ]
    whole[Scales] = _with(
        said.get(Scales, []), "scale", scales, lambda _: {"scoring": "mean", "error_variant": "difference"}, Scales
    )
    scales |= {row["scale"] for row in whole[Scales]}
    whole[ScaleTexts] = _with(
        said.get(ScaleTexts, []), "scale", scales, lambda scale: {"language": FALLBACK, "name": scale}, ScaleTexts
    )
    whole[ItemForms] = _forms(said.get(ItemForms, []), items)
    keys = [form["item_id"] for form in whole[ItemForms]]
    whole[ItemTexts] = _with(
        said.get(ItemTexts, []), "item_id", keys, lambda key: {"language": FALLBACK, "question": key}, ItemTexts
    )
    return sheet_of(whole, whole[InstrumentForms][0])


def is_plain(instrument_id: str, sheet: Sheet) -> bool:
    """Whether the package's first version says all of it."""
    plain = completed(instrument_id, {Instruments: list(sheet.of(Instruments)), Items: list(sheet.of(Items))})
    return all(plain.of(table) == sheet.of(table) for table in SHEET_TABLES if table is not InstrumentForms)


def _forms(said: list[Row], items: list[Row]) -> list[Row]:
    """How every question is asked; those of which it is not said follow the others."""
    known = {form["item_id"] for form in said}
    last = max((form["position"] for form in said), default=0)
    unsaid = [item["item_id"] for item in items if item["item_id"] not in known]
    return [
        *said,
        *(
            {
                **_unsaid(ItemForms),
                "item_id": key,
                "kind": "rating",
                "position": place,
                "reversed": False,
                "required": False,
            }
            for place, key in enumerate(unsaid, start=last + 1)
        ),
    ]


def _with(
    said: list[Row], name: str, keys: Iterable[str], default: Callable[[str], Row], table: type[Table]
) -> list[Row]:
    """The rows, and one for each key of which they say nothing."""
    known = {row[name] for row in said}
    return [*said, *({**_unsaid(table), name: key, **default(key)} for key in keys if key not in known)]


def _unsaid(table: type[Table]) -> dict[str, Any]:
    return dict.fromkeys(columns_of(table))
