"""Whom somebody looked at last: the trail knows it already."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.people.models import Participant

LOOKED_BACK, ROWS = timedelta(days=14), 60


def recent_ids(user: User) -> list[UUID]:
    """Whose files the user opened lately, the last one first. One query."""
    rows = TrailRow.objects.filter(
        centre__in=list(user.centres()),
        actor=user.trail_name,
        at__gte=timezone.now() - LOOKED_BACK,
        what="file.read",
    )
    ids = rows.order_by("-seq").values_list("person", flat=True)[:ROWS]
    return list(dict.fromkeys(id for id in ids if id))


def recent_people(user: User, limit: int) -> list[Participant]:
    """Those of them whom the user may still see."""
    ids = recent_ids(user)
    if not ids:
        return []
    seen = Participant.objects.living().with_permission(user, Permission.SEE_PEOPLE).in_bulk(ids)
    return [seen[id] for id in ids if id in seen][:limit]


def recent_first(people: Sequence[Participant], ids: Sequence[UUID]) -> list[Participant]:
    """Those looked at lately first, the others as they were."""
    place = {id: at for at, id in enumerate(ids)}
    return sorted(people, key=lambda person: place.get(person.pk, len(place)))
