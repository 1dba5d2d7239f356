"""Questions of a draft: added, changed, moved, taken out and put back."""

from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.sending import must_be_new
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.cases.versions import current
from perspektiv.records.feedback.actions.drafts import open_draft, read_again
from perspektiv.records.feedback.contents import ItemContent, content_of
from perspektiv.records.feedback.models import InstrumentVersion, Item, Scale
from perspektiv.records.feedback.publishing import MOST_ITEMS, TOO_MANY_ITEMS, faults_of_item

KEY_IS_TAKEN = Text(
    "Eine Frage mit dem Kurznamen „{key}“ gibt es in dieser Fassung schon.",
    "There is a question with the short name “{key}” in this version already.",
)
GONE = Text(
    "Diese Frage gibt es nicht mehr; jemand hat sie entfernt.", "This question is gone; somebody has removed it."
)


@transaction.atomic
def add_item(
    *, by: Actor, draft: InstrumentVersion, content: ItemContent, place: int | None = None, id: UUID | None = None
) -> Item:
    """At the end, or at a place from 1 on, where the others make room."""
    stored = open_draft(draft)
    if id and (already := stored.items.filter(pk=id).first()):
        return already
    must_be_new(Item, id)
    count = stored.items.count()
    if count >= MOST_ITEMS:
        raise Refused(TOO_MANY_ITEMS, most=MOST_ITEMS)
    position = min(place or count + 1, count + 1)
    _check(stored, content, position)
    stored.items.filter(position__gte=position).update(position=F("position") + 1)
    item = Item(id=id or uuid4(), centre_id=stored.centre_id, version_of=stored, position=position)
    _set(item, content)
    item.save(force_insert=True)
    record(by=by, what="feedback.item_added", subject=item)
    return item


@transaction.atomic
def change_item(*, by: Actor, item: Item, version: int, content: ItemContent) -> Item:
    stored = _open(item)
    _check(stored.version_of, content, stored.position, besides=stored)
    changed, before = current(stored, version), content_of(stored.version_of)
    _set(changed, content)
    changed.save()
    read_again(stored.version_of, before)
    record(by=by, what="feedback.item_changed", subject=changed)
    return changed


@transaction.atomic
def move_item(*, by: Actor, item: Item, place: int) -> Item:
    """To a place from 1 on; the others close up."""
    stored = _open(item)
    every = list(stored.version_of.items.order_by("position"))
    every.remove(stored)
    every.insert(max(0, min(place - 1, len(every))), stored)
    if [one.position for one in every] == list(range(1, len(every) + 1)):
        return stored
    for position, one in enumerate(every, start=1):
        if one.position != position:
            one.position = position
            one.save(update_fields=["position"])
    record(by=by, what="feedback.item_moved", subject=stored)
    return stored


@transaction.atomic
def remove_item(*, by: Actor, item: Item) -> None:
    stored = _open(item)
    record(by=by, what="feedback.item_removed", subject=stored)
    draft, position = stored.version_of, stored.position
    stored.delete()
    draft.items.filter(position__gt=position).update(position=F("position") - 1)


def _open(item: Item) -> Item:
    open_draft(item.version_of)
    stored = Item.objects.select_related("version_of", "scale").filter(pk=item.pk).first()
    if stored is None:
        raise Refused(GONE)
    return stored


def _check(draft: InstrumentVersion, content: ItemContent, place: int, besides: Item | None = None) -> None:
    """What can be said of one question alone is said at once, not only when the draft is to be published."""
    others = draft.items.exclude(pk=besides.pk) if besides else draft.items.all()
    if others.filter(key=content["key"]).exists():
        raise Refused(KEY_IS_TAKEN, key=content["key"])
    if faults := faults_of_item(content, place):
        raise Refused(faults[0])


def _set(item: Item, content: ItemContent) -> None:
    for name, value in content.items():
        if name != "scale":
            setattr(item, name, value)
    key = content["scale"]
    item.scale = Scale.objects.filter(version_of=item.version_of_id, key=key).first() if key else None
