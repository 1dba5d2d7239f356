"""Questionnaires as a whole: the shipped ones brought into a centre, new ones founded, old ones no longer asked."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Centre
from perspektiv.records.access.sending import must_be_new
from perspektiv.records.access.trail import SYSTEM, Actor, record
from perspektiv.records.cases.versions import current
from perspektiv.records.feedback import shipped
from perspektiv.records.feedback.contents import VersionContent, empty_item, fill
from perspektiv.records.feedback.models import Instrument, InstrumentVersion, Scale
from perspektiv.records.feedback.places import SAID_OF_ALL
from perspektiv.records.letters.languages import FALLBACK
from perspektiv.records.people.actions.participants import wait_for_turn

KEY_IS_TAKEN = Text(
    "Einen Fragebogen mit dem Kurznamen „{key}“ gibt es schon. Bitte wählen Sie einen anderen Namen.",
    "There is a questionnaire with the short name “{key}” already. Please choose another name.",
)


class KeyIsTaken(Refused):
    """Another questionnaire of the centre has the short name."""

    def __init__(self, key: str) -> None:
        super().__init__(KEY_IS_TAKEN, key=key)


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


def furnish_new_centres() -> int:
    """Shipped questionnaires for centres that have none at all; one query where there is none. By the timer."""
    new = Centre.objects.exclude(pk__in=Instrument.objects.values("centre"))
    return sum(bring_in_all(centre=centre) for centre in new)


@transaction.atomic
def bring_in(*, by: Actor, centre: Centre, key: str) -> InstrumentVersion:
    """The first version of a shipped questionnaire, published; the one that is there, if it was brought in before."""
    form = shipped.form_of(key)
    instrument, new = Instrument.objects.get_or_create(
        centre=centre, key=key, defaults={"purpose": form["purpose"], "anonymous": form.get("anonymous", False)}
    )
    if not new:
        return instrument.versions.published().earliest("number")
    content = shipped_content(key)
    version = InstrumentVersion.objects.create(
        centre=centre, instrument=instrument, number=1, words=content["words"], published_at=timezone.now()
    )
    fill(version, content)
    record(by=by, what="feedback.instrument_published", subject=version)
    return version


@transaction.atomic
def found(
    *, by: Actor, centre: Centre, purpose: str, anonymous: bool, name: str, key: str = "", id: UUID | None = None
) -> InstrumentVersion:
    """A new questionnaire with an empty draft. ``id``: of the draft, as the form carries it."""
    words = {FALLBACK: {"name": name, "intro": "", "thanks": "", "reviewed": True}}
    content = VersionContent(words=words, scales=[], items=[])
    return take_in(
        by=by, centre=centre, purpose=purpose, anonymous=anonymous, key=key or key_of(name), content=content, id=id
    )


@transaction.atomic
def take_in(
    *,
    by: Actor,
    centre: Centre,
    purpose: str,
    anonymous: bool,
    key: str,
    content: VersionContent,
    id: UUID | None = None,
) -> InstrumentVersion:
    """A new questionnaire whose draft says what a file said."""
    wait_for_turn()
    if id and (already := InstrumentVersion.objects.filter(pk=id, centre=centre).first()):
        return already
    must_be_new(InstrumentVersion, id)
    if Instrument.objects.filter(centre=centre, key=key).exists():
        raise KeyIsTaken(key)
    instrument = Instrument.objects.create(centre=centre, key=key, purpose=purpose, anonymous=anonymous)
    draft = InstrumentVersion.objects.create(
        id=id or uuid4(), centre=centre, instrument=instrument, number=1, words=content["words"]
    )
    fill(draft, content)
    record(by=by, what="feedback.instrument_founded", subject=instrument)
    return draft


@transaction.atomic
def retire(*, by: Actor, instrument: Instrument, version: int) -> Instrument:
    """It is asked no more; what was answered stays, and is counted on."""
    return _retired(by, instrument, version, ended=True)


@transaction.atomic
def take_up(*, by: Actor, instrument: Instrument, version: int) -> Instrument:
    """It is asked again."""
    return _retired(by, instrument, version, ended=False)


def _retired(by: Actor, instrument: Instrument, version: int, *, ended: bool) -> Instrument:
    wait_for_turn()
    if (Instrument.objects.get(pk=instrument.pk).retired_at is not None) == ended:
        return instrument  # sent twice
    stored = current(instrument, version)
    stored.retired_at = timezone.now() if ended else None
    stored.save(update_fields=["retired_at", "version"])
    record(by=by, what=f"feedback.instrument_{'ended' if ended else 'reopened'}", subject=stored)
    return stored


def key_of(name: str) -> str:
    """
    >>> key_of("Größe & Maß")
    'grosse-mass'
    """
    return slugify(name.replace("ß", "ss"))[:60] or f"x-{uuid4().hex[:6]}"


def shipped_content(key: str) -> VersionContent:
    """A shipped questionnaire in every language."""
    form = shipped.form_of(key)
    return VersionContent(
        words=_words_of_all(key),
        scales=[
            {
                "key": scale["key"],
                "words": shipped.in_every_language(key, "scales", scale["key"]),
                "scoring": Scale.Scoring.MEAN.value,
                "needed": None,
                "spread": None,
                "reliability": None,
                "mean": None,
                "error_variant": Scale.ErrorVariant.DIFFERENCE.value,
                "source": "",
            }
            for scale in form.get("scales", ())
        ],
        items=[
            {
                **empty_item(item["key"], item["kind"]),
                **_numbers(item),  # type: ignore[typeddict-item]
                "words": shipped.in_every_language(key, "items", item["key"]),
                "choices": [
                    {"key": choice, "words": shipped.in_every_language(key, "choices", choice)}
                    for choice in item.get("choices", ())
                ],
            }
            for item in form["items"]
        ],
    )


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
    return {name: value for name, value in item.items() if name != "choices"}


def _missing(centre: Centre) -> list[str]:
    there = set(Instrument.objects.filter(centre=centre).values_list("key", flat=True))
    return [key for key in shipped.KEYS if key not in there]
