"""Two files that were one person become one, and can be taken apart again."""

from collections.abc import Iterator
from uuid import UUID, uuid4

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.people.actions.participants import made_findable, wait_for_turn
from perspektiv.records.people.collisions import collisions
from perspektiv.records.people.models import Gender, Merge, Participant

FILLED = (
    *("given_name", "family_name", "gender", "birth_date", "birth_year", "customer_number"),
    *("phone", "email", "street", "postcode", "city", "language"),
)
"""What the kept file takes over where it has nothing itself."""

Link = models.ForeignKey[Participant, Participant]

THE_SAME = Text("Das ist dieselbe Akte.", "This is the same file.")
OTHER_CENTRE = Text("Die Akten gehören zu verschiedenen Zentren.", "The files belong to different centres.")
MERGED_ALREADY = Text(
    "Eine der beiden Akten ist schon mit einer anderen zusammengeführt.",
    "One of the two files has already been merged with another.",
)
SETTLE_FIRST = Text("{what} {becomes}", "{what} {becomes}")
MERGED_ON = Text(
    "Die Akte ist inzwischen selbst zusammengeführt. Bitte machen Sie das zuerst rückgängig.",
    "The file has itself been merged since. Please undo that first.",
)


@transaction.atomic
def merge(*, by: Actor, kept: Participant, merged: Participant, id: UUID | None = None) -> Merge:
    """Everything of ``merged`` moves to ``kept``. What ``kept`` has already (the same consent) stays where it is.

    Refused where both have something that would go on unseen on the merged file: ``collisions`` says what.
    """
    wait_for_turn()
    if id and (already := Merge.objects.filter(pk=id, kept=kept, merged=merged).first()):
        return already
    kept, merged = (Participant.objects.select_for_update().get(pk=each.pk) for each in (kept, merged))
    if kept == merged:
        raise Refused(THE_SAME)
    if kept.centre_id != merged.centre_id:
        raise Refused(OTHER_CENTRE)
    if kept.merged_into_id or merged.merged_into_id:
        raise Refused(MERGED_ALREADY)
    for barring in (each for each in collisions(kept, merged) if each.bars):
        raise Refused(SETTLE_FIRST.filled(what=barring.what, becomes=barring.becomes))
    moved = [entry for field in pointing_at_participants() for entry in _moved(field, merged, kept)]
    filled = _fill(kept, merged)
    merged.merged_into = kept
    for each in (kept, merged):
        each.version += 1
        made_findable(each).save()
    done = Merge.objects.create(
        id=id or uuid4(), centre=kept.centre, kept=kept, merged=merged, moved=moved, filled=filled
    )
    record(by=by, what="people.merged", subject=done, person=kept.id)
    return done


@transaction.atomic
def unmerge(*, by: Actor, merge: Merge) -> Merge:
    """Takes the files apart: what was moved goes back, what came since stays. Twice is once."""
    wait_for_turn()
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if merge.undone_at:
        return merge
    kept, merged = (Participant.objects.select_for_update().get(pk=id) for id in (merge.kept_id, merge.merged_id))
    if kept.merged_into_id:
        raise Refused(MERGED_ON)
    for label, field, ids in _by_field(merge.moved):
        still = apps.get_model(label)._default_manager.filter(**{"pk__in": ids, field: kept})
        still.update(**{field: merged})
    for name in merge.filled:
        if getattr(kept, name) == getattr(merged, name):
            setattr(kept, name, _nothing(name))
    merged.merged_into = None
    for each in (kept, merged):
        each.version += 1
        made_findable(each).save()
    merge.undone_at = timezone.now()
    merge.version += 1
    merge.save(update_fields=["undone_at", "version"])
    record(by=by, what="people.unmerged", subject=merge, person=kept.id)
    return merge


def pointing_at_participants() -> list[Link]:
    """Every column of every room that names a participant, but for what tells of merging itself."""
    return [
        field
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        and field.related_model is Participant
        and model not in (Participant, Merge)
    ]


def _moved(field: Link, merged: Participant, kept: Participant) -> list[list[str]]:
    """Moves all records of one column; where the database allows only one of a kind, those that do not collide."""
    records = field.model._default_manager.filter(**{field.name: merged})
    ids = list(records.order_by("pk").values_list("pk", flat=True))
    if not ids:
        return []
    if not _updated(records, field.name, kept):
        ids = [id for id in ids if _updated(field.model._default_manager.filter(pk=id), field.name, kept)]
    return [[field.model._meta.label_lower, field.name, str(id)] for id in ids]


def _updated(records: models.QuerySet[models.Model], field: str, kept: Participant) -> bool:
    try:
        with transaction.atomic():
            records.update(**{field: kept})
    except IntegrityError:
        return False
    return True


def _fill(kept: Participant, merged: Participant) -> list[str]:
    filled = [name for name in FILLED if _lacks(kept, name) and not _lacks(merged, name)]
    if kept.birth_year and kept.birth_year != merged.birth_year and "birth_date" in filled:
        filled.remove("birth_date")
    for name in filled:
        setattr(kept, name, getattr(merged, name))
    return filled


def _lacks(participant: Participant, name: str) -> bool:
    return bool(getattr(participant, name) == _nothing(name))


def _nothing(name: str) -> object:
    """How a field says that nothing is known."""
    if name == "gender":
        return Gender.UNKNOWN
    return None if name in ("birth_date", "birth_year") else ""


def _by_field(moved: list[list[str]]) -> Iterator[tuple[str, str, list[str]]]:
    fields = dict.fromkeys((label, field) for label, field, _ in moved)
    for label, field in fields:
        yield label, field, [id for one, other, id in moved if (one, other) == (label, field)]


def files_of(participant: Participant) -> list[UUID]:
    """The ids of a file and of all that were merged into it, and into those."""
    known, newest = [participant.pk], [participant.pk]
    while newest:
        newest = list(Participant.objects.filter(merged_into__in=newest).values_list("pk", flat=True))
        known += newest
    return known


def merges_of(participant: Participant) -> models.QuerySet[Merge]:
    """The merges that still hold and in which this file took part, the latest first."""
    of = Q(kept=participant) | Q(merged=participant)
    return Merge.objects.filter(of, undone_at=None).select_related("kept", "merged").order_by("-created_at")
