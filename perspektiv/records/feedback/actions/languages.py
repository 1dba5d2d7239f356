"""The words of a draft in one language, all at once."""

from collections.abc import Mapping

from django.db import transaction

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.feedback.actions.drafts import merged, open_draft, read_again
from perspektiv.records.feedback.contents import content_of, fingerprint, item_content
from perspektiv.records.feedback.models import InstrumentVersion
from perspektiv.records.feedback.places import SAID_OF_ALL, places, stored_in
from perspektiv.records.feedback.words import as_far_as_german
from perspektiv.records.letters.languages import FALLBACK

CHANGED_MEANWHILE = Text(
    "Jemand hat Worte dieser Sprache oder die deutschen inzwischen geändert. Was Sie geschrieben haben, steht noch "
    "hier; bitte vergleichen und noch einmal speichern.",
    "Somebody has changed words of this language, or the German ones, meanwhile. What you have written still stands "
    "here; please compare and save again.",
)
NO_NAME = Text("Der deutsche Name darf nicht fehlen.", "The German name cannot be missing.")


@transaction.atomic
def say(
    *, by: Actor, draft: InstrumentVersion, language: str, texts: Mapping[str, str], reviewed: bool, seen: str
) -> InstrumentVersion:
    """``texts`` by place; what is empty is not said in that language. ``seen``: the fingerprint of what was shown."""
    stored = open_draft(draft)
    content = content_of(stored)
    if stored_in(content, language) != seen:
        raise Refused(CHANGED_MEANWHILE)
    said = {
        field: texts.get(place.field, "").replace("\r\n", "\n").strip()
        for place in places(content, language)
        for field in place.fields
    }
    if language == FALLBACK and not said.get("all.name"):
        raise Refused(NO_NAME)
    _say_items(stored, language, said)
    for scale in stored.scales.all():
        _put(scale.words, language, said.get(f"scale.{scale.key}", ""))
        scale.save(update_fields=["words"])
    whole = {part: said.get(f"all.{part}", "") for part in SAID_OF_ALL}
    stored.words = merged(stored.words, language, {**whole, "reviewed": reviewed})
    if not any(said.values()):
        stored.words.pop(language)
    stored.version += 1
    stored.save(update_fields=["words", "version"])
    if language == FALLBACK:
        read_again(stored, content)
    record(by=by, what="feedback.draft_changed", subject=stored)
    return stored


def _say_items(draft: InstrumentVersion, language: str, said: Mapping[str, str]) -> None:
    for item in draft.items.select_related("scale"):
        before = fingerprint(item_content(item))
        start = f"item.{item.key}."
        own = {field.removeprefix(start): text for field, text in said.items() if field.startswith(start)}
        if own:
            words = merged(item.words, language, own)
            words[language] = {part: text for part, text in words[language].items() if text}
            item.words = as_far_as_german({each: parts for each, parts in words.items() if parts})
        for choice in item.choices:
            _put(choice["words"], language, said.get(f"choice.{item.key}.{choice['key']}", ""))
        if fingerprint(item_content(item)) != before:
            item.version += 1
            item.save(update_fields=["words", "choices", "version"])


def _put(words: dict[str, str], language: str, text: str) -> None:
    if text:
        words[language] = text
    else:
        words.pop(language, None)
