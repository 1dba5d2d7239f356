"""The shipped questionnaires, brought into a centre."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from perspektiv.records.access.models import Centre
from perspektiv.records.access.trail import SYSTEM, Actor, record
from perspektiv.records.feedback import shipped
from perspektiv.records.feedback.models import Instrument, InstrumentVersion, Item, Scale
from perspektiv.records.people.actions.participants import wait_for_turn

SAID_OF_ALL = ("name", "intro", "thanks")


@transaction.atomic
def bring_in_all(*, centre: Centre, by: Actor = SYSTEM) -> int:
    """Every shipped questionnaire that the centre does not have; how many they were."""
    missing = _missing(centre)
    if missing:
        wait_for_turn()
        missing = _missing(centre)  # what another process brought in while we waited
        for key in missing:
            bring_in(by=by, centre=centre, key=key)
    return len(missing)


def _missing(centre: Centre) -> list[str]:
    there = set(Instrument.objects.filter(centre=centre).values_list("key", flat=True))
    return [key for key in shipped.KEYS if key not in there]


@transaction.atomic
def bring_in(*, by: Actor, centre: Centre, key: str) -> InstrumentVersion:
    """The first version of a shipped questionnaire, published; the one that is there, if it was brought in before."""
    form = shipped.form_of(key)
    instrument, new = Instrument.objects.get_or_create(
        centre=centre, key=key, defaults={"purpose": form["purpose"], "anonymous": form.get("anonymous", False)}
    )
    if not new:
        return instrument.versions.published().earliest("number")
    version = InstrumentVersion.objects.create(
        centre=centre, instrument=instrument, number=1, words=_words_of_all(key), published_at=timezone.now()
    )
    scales = {
        scale["key"]: Scale.objects.create(
            centre=centre,
            version_of=version,
            key=scale["key"],
            words=shipped.in_every_language(key, "scales", scale["key"]),
        )
        for scale in form.get("scales", ())
    }
    for position, item in enumerate(form["items"], start=1):
        Item.objects.create(
            centre=centre,
            version_of=version,
            position=position,
            words=shipped.in_every_language(key, "items", item["key"]),
            choices=[
                {"key": choice, "words": shipped.in_every_language(key, "choices", choice)}
                for choice in item.get("choices", ())
            ],
            scale=scales.get(item.get("scale", "")),
            **_numbers(item),
        )
    record(by=by, what="feedback.instrument_published", subject=version)
    return version


def _words_of_all(key: str) -> dict[str, dict[str, Any]]:
    words = shipped.in_every_language(key)
    return {
        language: {
            **{part: said[part] for part in SAID_OF_ALL},
            "reviewed": shipped.words_of(language)["reviewed"],
        }
        for language, said in words.items()
    }


def _numbers(item: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name not in ("choices", "scale")}
