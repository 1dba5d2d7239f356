"""A sheet as new records of a centre."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from perspektiv.records.access.models import Centre
from perspektiv.records.feedback.models import Instrument, InstrumentVersion, Item, Scale
from perspektiv.records.feedback.sheets.naming import own_key
from perspektiv.records.feedback.sheets.reading import PARTS
from perspektiv.records.feedback.sheets.sheet import Sheet
from perspektiv.schema.questionnaires import (
    Choices,
    ChoiceTexts,
    InstrumentTexts,
    ItemForms,
    ItemTexts,
    Scales,
    ScaleTexts,
)
from perspektiv.schema.tables import Items

BERLIN = ZoneInfo("Europe/Berlin")
NUMBERS = ("minimum", "maximum", "positive_from", "stable_from")
FORM = ("kind", "position", "reversed", "threshold", "required")
SCORING = ("scoring", "needed", "spread", "reliability", "mean", "error_variant")


@dataclass
class Made:
    """A version with its scales and questions; none of it is written yet."""

    version: InstrumentVersion
    scales: list[Scale] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)


def made_of(sheet: Sheet, *, centre: Centre, instrument: Instrument, number: int, id: str, day: date) -> Made:
    """``id``: what the package calls it; ``day``: since when it is used, where the package does not say so."""
    version = InstrumentVersion(
        id=uuid4(),
        centre=centre,
        source_key=id,
        instrument=instrument,
        number=number,
        words={row["language"]: _some(row, "name", "intro", "thanks") | {"reviewed": row["reviewed"]}
               for row in sheet.of(InstrumentTexts)},
        published_at=noon(sheet.published_on or day),
    )  # fmt: skip
    made = Made(version)
    scales = _scales(sheet, made)
    _items(sheet, made, scales)
    return made


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), BERLIN)


def _scales(sheet: Sheet, made: Made) -> dict[str, UUID]:
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for row in sheet.of(ScaleTexts):
        names[row["scale"]][row["language"]] = row["name"]
    taken: set[str] = set()
    for row in sheet.of(Scales):
        key = own_key(row["scale"], taken)
        taken.add(key)
        numbers = {name: row[name] for name in SCORING}
        made.scales.append(
            Scale(
                id=uuid4(),
                centre_id=made.version.centre_id,
                source_key=row["scale"],
                version_of=made.version,
                key=key,
                words=names[row["scale"]],
                source=row["source"] or "",
                **numbers,
            )
        )
    return {scale.source_key: scale.id for scale in made.scales}


def _items(sheet: Sheet, made: Made, scales: Mapping[str, UUID]) -> None:
    words: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for row in sheet.of(ItemTexts):
        words[row["item_id"]][row["language"]] = {part: row[column] for column, part in PARTS.items() if row[column]}
    choices = _choices(sheet)
    ranges = {row["item_id"]: row for row in sheet.of(Items)}
    taken: set[str] = set()
    for form in sheet.of(ItemForms):
        id, of_range = form["item_id"], ranges.get(form["item_id"], {})
        key = own_key(id, taken)
        taken.add(key)
        made.items.append(
            Item(
                id=uuid4(),
                centre_id=made.version.centre_id,
                source_key=id,
                version_of=made.version,
                key=key,
                scale_id=scales.get(of_range.get("scale") or ""),
                words=words[id],
                choices=choices.get(id, []),
                **{name: of_range.get(name) for name in NUMBERS},
                **{name: form[name] for name in FORM},
            )
        )


def _choices(sheet: Sheet) -> dict[str, list[dict[str, Any]]]:
    words: dict[tuple[str, float], dict[str, str]] = defaultdict(dict)
    for row in sheet.of(ChoiceTexts):
        words[row["item_id"], row["value"]][row["language"]] = row["text"]
    choices: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in sheet.of(Choices):
        choices[row["item_id"]].append({"key": row["choice_id"], "words": words[row["item_id"], row["value"]]})
    return choices


def _some(row: Mapping[str, Any], *names: str) -> dict[str, str]:
    return {name: row[name] or "" for name in names}
