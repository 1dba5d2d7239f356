"""Drafts: the next version is begun from the newest, given its words, and published; then it never changes."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.sending import must_be_new
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.feedback.contents import VersionContent, content_of, fill, fingerprint
from perspektiv.records.feedback.models import Instrument, InstrumentVersion
from perspektiv.records.feedback.models.instrument import PUBLISHED
from perspektiv.records.feedback.places import outdated
from perspektiv.records.feedback.publishing import faults_of
from perspektiv.records.feedback.words import is_reviewed
from perspektiv.records.people.actions.participants import wait_for_turn

CHANGED_MEANWHILE = Text(
    "Jemand hat den Entwurf inzwischen geändert. Bitte sehen Sie ihn sich noch einmal an; es wurde nichts "
    "veröffentlicht.",
    "Somebody has changed the draft meanwhile. Please look at it again; nothing was published.",
)
DRAFT_THERE = Text(
    "Zu diesem Fragebogen gibt es schon einen Entwurf. Bitte veröffentlichen oder verwerfen Sie ihn zuerst.",
    "There is a draft of this questionnaire already. Please publish it or throw it away first.",
)
NOT_READY = Text(
    "Der Entwurf kann noch nicht veröffentlicht werden: {first}", "The draft cannot be published yet: {first}"
)
RETIRED = Text(
    "Dieser Fragebogen wird nicht mehr verwendet. Bitte nehmen Sie ihn zuerst wieder auf.",
    "This questionnaire is no longer used. Please take it up again first.",
)


@transaction.atomic
def begin_next(*, by: Actor, instrument: Instrument, id: UUID | None = None) -> InstrumentVersion:
    """The draft of the next version, as the newest published one is; the draft that is there, if there is one."""
    wait_for_turn()
    if draft := instrument.versions.filter(published_at=None).first():
        return draft
    newest = instrument.versions.published().latest("number")
    return _begun(by, instrument, content_of(newest), id, what="feedback.draft_started")


@transaction.atomic
def take_in(*, by: Actor, instrument: Instrument, content: VersionContent, id: UUID | None = None) -> InstrumentVersion:
    """A draft from a file."""
    wait_for_turn()
    if draft := instrument.versions.filter(published_at=None).first():
        if id and draft.pk == id:
            return draft
        raise Refused(DRAFT_THERE)
    return _begun(by, instrument, content, id, what="feedback.draft_imported")


@transaction.atomic
def discard(*, by: Actor, draft: InstrumentVersion) -> None:
    """The draft goes; so does a questionnaire that never was more than a draft."""
    stored = open_draft(draft)
    instrument = stored.instrument
    record(by=by, what="feedback.draft_dropped", subject=stored)
    for item in stored.items.all():
        item.delete()
    for scale in stored.scales.all():
        scale.delete()
    stored.delete()
    if not instrument.versions.exists() and not instrument.rules.exists():
        instrument.delete()


@transaction.atomic
def publish(*, by: Actor, draft: InstrumentVersion, seen: str) -> InstrumentVersion:
    """From now on this version is asked. ``seen``: the fingerprint of what the page showed."""
    wait_for_turn()
    stored = InstrumentVersion.objects.select_for_update().select_related("instrument").get(pk=draft.pk)
    content = content_of(stored)
    if fingerprint(content) != seen:
        raise Refused(CHANGED_MEANWHILE)
    if stored.published_at:
        return stored  # sent twice
    if stored.instrument.retired_at:
        raise Refused(RETIRED)
    if faults := faults_of(content):
        raise Refused(NOT_READY, first=faults[0])
    stored.published_at = timezone.now()
    stored.version += 1
    stored.save(update_fields=["published_at", "version"])
    record(by=by, what="feedback.instrument_published", subject=stored)
    return stored


def open_draft(version: InstrumentVersion) -> InstrumentVersion:
    """The stored draft, while nobody else can change or publish it; refused once it is published."""
    wait_for_turn()
    stored = InstrumentVersion.objects.select_for_update().filter(pk=version.pk).first()
    if stored is None:
        raise Refused(GONE)
    if stored.published_at:
        raise Refused(PUBLISHED)
    return stored


def read_again(draft: InstrumentVersion, before: VersionContent) -> list[str]:
    """Nobody has reviewed a language any more that says what German no longer says; these languages."""
    found = outdated(before, content_of(draft))
    reviewed = [language for language in found if is_reviewed(draft.words, language)]
    for language in reviewed:
        draft.words = merged(draft.words, language, {"reviewed": False})
    if reviewed:
        draft.version += 1
        draft.save(update_fields=["words", "version"])
    return found


def merged(words: Mapping[str, Any], language: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """Words with those of one language in place of what stood there."""
    return {**words, language: {**words.get(language, {}), **said}}


def _begun(
    by: Actor, instrument: Instrument, content: VersionContent, id: UUID | None, *, what: str
) -> InstrumentVersion:
    must_be_new(InstrumentVersion, id)
    highest = instrument.versions.order_by("-number").values_list("number", flat=True).first() or 0
    draft = InstrumentVersion.objects.create(
        id=id or uuid4(),
        centre_id=instrument.centre_id,
        instrument=instrument,
        number=highest + 1,
        words=content["words"],
    )
    fill(draft, content)
    record(by=by, what=what, subject=draft)
    return draft


GONE = Text(
    "Diesen Entwurf gibt es nicht mehr; jemand hat ihn verworfen.",
    "This draft is gone; somebody has thrown it away.",
)
