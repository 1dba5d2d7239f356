"""Which roles that open counselling content were given lately: read from the trail, so that nobody can leave it out."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.access.roles import OPENS_COUNSELLING

TOLD_FOR = timedelta(days=7)


def roles_given(centres: Collection[UUID], *, but_not: User) -> list[dict[str, object]]:
    """Who got which role by whom, the latest first; not what the reader got."""
    names = {f"access.role_{role}_given": role for role in OPENS_COUNSELLING}
    rows = TrailRow.objects.filter(centre__in=centres, at__gte=timezone.now() - TOLD_FOR, what__in=list(names))
    given = [(row, _id(row.subject), _id(row.actor)) for row in rows.order_by("-seq")]
    users = User.objects.in_bulk({id for _, who, by in given for id in (who, by) if id})
    return [
        {"who": users[who], "role": names[row.what].label, "by": users.get(by, "–") if by else "–"}
        for row, who, by in given
        if who in users and who != but_not.pk
    ]


def _id(name: str) -> UUID | None:
    """Of "access.user:<id>" and "user:<id>"; the installation itself has none."""
    _, _, id = name.partition(":")
    return UUID(id) if id else None
