"""What a version asks, as plain values: copied into the next draft, checked, read from files and written to them."""

import hashlib
import json
from typing import Any, TypedDict

from perspektiv.records.feedback.models import InstrumentVersion, Item, Kind, Scale


class ChoiceContent(TypedDict):
    key: str
    words: dict[str, str]


class ItemContent(TypedDict):
    key: str
    kind: str
    scale: str  # its key; empty: none
    reversed: bool
    minimum: float | None
    maximum: float | None
    positive_from: float | None
    stable_from: float | None
    threshold: float | None
    required: bool
    words: dict[str, dict[str, str]]
    choices: list[ChoiceContent]


class ScaleContent(TypedDict):
    key: str
    words: dict[str, str]
    scoring: str
    needed: int | None
    spread: float | None
    reliability: float | None
    mean: float | None
    error_variant: str
    source: str


class VersionContent(TypedDict):
    words: dict[str, dict[str, Any]]
    scales: list[ScaleContent]
    items: list[ItemContent]


def empty_item(key: str, kind: str) -> ItemContent:
    return ItemContent(
        key=key,
        kind=kind,
        scale="",
        reversed=False,
        minimum=None,
        maximum=None,
        positive_from=None,
        stable_from=None,
        threshold=None,
        required=False,
        words={},
        choices=[],
    )


def item_content(item: Item) -> ItemContent:
    return ItemContent(
        key=item.key,
        kind=Kind(item.kind).value,
        scale=item.scale.key if item.scale else "",
        reversed=item.reversed,
        minimum=item.minimum,
        maximum=item.maximum,
        positive_from=item.positive_from,
        stable_from=item.stable_from,
        threshold=item.threshold,
        required=item.required,
        words=item.words,
        choices=item.choices,
    )


def scale_content(scale: Scale) -> ScaleContent:
    return ScaleContent(
        key=scale.key,
        words=scale.words,
        scoring=Scale.Scoring(scale.scoring).value,
        needed=scale.needed,
        spread=scale.spread,
        reliability=scale.reliability,
        mean=scale.mean,
        error_variant=Scale.ErrorVariant(scale.error_variant).value,
        source=scale.source,
    )


def content_of(version: InstrumentVersion) -> VersionContent:
    return VersionContent(
        words=version.words,
        scales=[scale_content(scale) for scale in version.scales.order_by("key")],
        items=[item_content(item) for item in version.items.select_related("scale").order_by("position")],
    )


def fill(version: InstrumentVersion, content: VersionContent) -> None:
    """Writes scales and items into a version that has none yet. The caller holds the transaction."""
    scales = {said["key"]: Scale(centre_id=version.centre_id, version_of=version, **said) for said in content["scales"]}
    Scale.objects.bulk_create(scales.values())
    Item.objects.bulk_create(
        Item(
            centre_id=version.centre_id,
            version_of=version,
            position=position,
            scale=scales.get(said["scale"]),
            **{name: value for name, value in said.items() if name != "scale"},
        )
        for position, said in enumerate(content["items"], start=1)
    )


def fingerprint(content: object) -> str:
    """Alike for what is alike: a page carries it, so that nobody publishes what they have not seen."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:32]
