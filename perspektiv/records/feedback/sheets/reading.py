"""Questionnaires as the records keep them, read as sheets."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.utils import timezone

from perspektiv.records.feedback.models import InstrumentVersion, Item, Kind, Scale
from perspektiv.records.feedback.sheets.naming import Named, names_of
from perspektiv.records.feedback.sheets.sheet import Row, Said, Sheet, sheet_of
from perspektiv.records.feedback.words import said
from perspektiv.records.letters.languages import FALLBACK
from perspektiv.schema.questionnaires import (
    Choices,
    ChoiceTexts,
    InstrumentForms,
    InstrumentTexts,
    ItemForms,
    ItemTexts,
    Scales,
    ScaleTexts,
)
from perspektiv.schema.tables import Instruments, Items

PARTS = {"question": "question", "low": "low", "high": "high", "hint": "hint", "suggestion": "raise"}
"""The words of a question, by their columns."""


class Kept:
    """Every published version of some centres: its sheet, its name, and the keys of its questions."""

    def __init__(self, centres: Collection[UUID], using: str = DEFAULT_DB_ALIAS) -> None:
        mine = {"centre__in": list(centres)}
        found = InstrumentVersion.objects.using(using).published().filter(**mine).select_related("instrument")
        self.versions = {version.id: version for version in found.order_by("pk")}
        self.items: dict[UUID, list[Item]] = defaultdict(list)
        scales: dict[UUID, list[Scale]] = defaultdict(list)
        for scale in Scale.objects.using(using).filter(**mine).order_by("pk"):
            scales[scale.version_of_id].append(scale)
        for item in Item.objects.using(using).filter(**mine).order_by("pk"):
            self.items[item.version_of_id].append(item)
        self.sheets = {id: _sheet(one, scales[id], self.items[id]) for id, one in self.versions.items()}
        self.names: dict[UUID, str] = {}
        for centre in centres:
            self.names |= names_of(
                Named(one.id, one.instrument.key, one.number, one.source_key)
                for one in self.versions.values()
                if one.centre_id == centre
            )


def item_id(item: Item | Scale) -> str:
    """The key in packages: that it came with, else its own."""
    return item.source_key or item.key


def _sheet(version: InstrumentVersion, scales: list[Scale], items: list[Item]) -> Sheet:
    instrument, retired_at = version.instrument, version.instrument.retired_at
    keys = {scale.id: item_id(scale) for scale in scales}
    head = {
        "name": said(version.words, FALLBACK, "name") or next(iter(_written(version.words, "name").values()), "–"),
        "purpose": instrument.purpose,
        "version": version.number,
        "anonymous": instrument.anonymous,
    }
    rows: Said = {
        Instruments: [head],
        InstrumentForms: [{"questionnaire_id": instrument.key}],
        InstrumentTexts: [
            {
                "language": language,
                "name": name,
                "intro": said_exactly(version.words, language, "intro"),
                "thanks": said_exactly(version.words, language, "thanks"),
                "reviewed": bool(version.words[language].get("reviewed")),
            }
            for language, name in _written(version.words, "name").items()
        ],
        Scales: [_scale(scale) for scale in scales],
        ScaleTexts: [
            {"scale": item_id(scale), "language": language, "name": name}
            for scale in scales
            for language, name in scale.words.items()
            if name
        ],
        Items: [_item(item, keys) for item in items if item.kind != Kind.TEXT],
        ItemForms: [_form(item) for item in items],
        ItemTexts: [text for item in items for text in _texts(item)],
        Choices: [choice for item in items for choice in _choices(item)],
        ChoiceTexts: [text for item in items for text in _choice_texts(item)],
    }
    dates = {"published_on": version.published_at, "retired_on": retired_at}
    return sheet_of(rows, {name: at and timezone.localdate(at) for name, at in dates.items()})


def _scale(scale: Scale) -> Row:
    names = ("scoring", "needed", "spread", "reliability", "mean", "error_variant")
    return {"scale": item_id(scale), "source": scale.source or None, **{name: getattr(scale, name) for name in names}}


def _item(item: Item, scales: Mapping[UUID, str]) -> Row:
    names = ("minimum", "maximum", "positive_from", "stable_from")
    scale = scales[item.scale_id] if item.scale_id else None
    return {"item_id": item_id(item), "scale": scale, **{name: getattr(item, name) for name in names}}


def _form(item: Item) -> Row:
    names = ("kind", "position", "reversed", "threshold", "required")
    return {"item_id": item_id(item), **{name: getattr(item, name) for name in names}}


def _texts(item: Item) -> Iterable[Row]:
    for language in _written(item.words, "question"):
        parts = {column: said_exactly(item.words, language, part) for column, part in PARTS.items()}
        yield {"item_id": item_id(item), "language": language, **parts}


def _choices(item: Item) -> Iterable[Row]:
    for place, choice in enumerate(item.choices):
        value = (item.minimum or 0) + place
        yield {"item_id": item_id(item), "value": value, "position": place + 1, "choice_id": choice["key"]}


def _choice_texts(item: Item) -> Iterable[Row]:
    for place, choice in enumerate(item.choices):
        value = (item.minimum or 0) + place
        for language, text in choice["words"].items():
            if text:
                yield {"item_id": item_id(item), "value": value, "language": language, "text": text}


def _written(words: Mapping[str, Any], part: str) -> dict[str, str]:
    """The languages in which that part is said, with what is said."""
    found = {language: said_exactly(words, language, part) for language in words}
    return {language: text for language, text in found.items() if text}


def said_exactly(words: Mapping[str, Any], language: str, part: str) -> str | None:
    """In that language, not in another instead."""
    return words[language].get(part) or None
