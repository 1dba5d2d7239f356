"""Scales of a draft: questions that measure one thing, and what is known of how well they do."""

from uuid import UUID, uuid4

from django.db import transaction

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.sending import must_be_new
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.cases.versions import current
from perspektiv.records.feedback.actions.drafts import open_draft
from perspektiv.records.feedback.contents import ScaleContent
from perspektiv.records.feedback.models import InstrumentVersion, Scale
from perspektiv.records.feedback.publishing import faults_of_numbers

KEY_IS_TAKEN = Text(
    "Eine Skala mit dem Kurznamen „{key}“ gibt es in dieser Fassung schon.",
    "There is a scale with the short name “{key}” in this version already.",
)
GONE = Text("Diese Skala gibt es nicht mehr; jemand hat sie entfernt.", "This scale is gone; somebody has removed it.")


@transaction.atomic
def add_scale(*, by: Actor, draft: InstrumentVersion, content: ScaleContent, id: UUID | None = None) -> Scale:
    stored = open_draft(draft)
    if id and (already := stored.scales.filter(pk=id).first()):
        return already
    must_be_new(Scale, id)
    _check(stored, content)
    scale = Scale.objects.create(id=id or uuid4(), centre_id=stored.centre_id, version_of=stored, **content)
    record(by=by, what="feedback.scale_added", subject=scale)
    return scale


@transaction.atomic
def change_scale(*, by: Actor, scale: Scale, version: int, content: ScaleContent) -> Scale:
    stored = _open(scale)
    _check(stored.version_of, content, besides=stored)
    changed = current(stored, version)
    for name, value in content.items():
        setattr(changed, name, value)
    changed.save()
    record(by=by, what="feedback.scale_changed", subject=changed)
    return changed


@transaction.atomic
def remove_scale(*, by: Actor, scale: Scale) -> None:
    """Its questions stay, and belong to none."""
    stored = _open(scale)
    record(by=by, what="feedback.scale_removed", subject=stored)
    stored.items.update(scale=None)
    stored.delete()


def _open(scale: Scale) -> Scale:
    open_draft(scale.version_of)
    stored = Scale.objects.select_related("version_of").filter(pk=scale.pk).first()
    if stored is None:
        raise Refused(GONE)
    return stored


def _check(draft: InstrumentVersion, content: ScaleContent, besides: Scale | None = None) -> None:
    others = draft.scales.exclude(pk=besides.pk) if besides else draft.scales.all()
    if others.filter(key=content["key"]).exists():
        raise Refused(KEY_IS_TAKEN, key=content["key"])
    for fault in faults_of_numbers(content):
        raise Refused(fault, key=content["key"])
