"""Whom a user looked at last: offered first where a person is chosen."""

from uuid import UUID

from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.people.models import Participant
from perspektiv.records.people.models.participant import Participants

BACK = 200
"""Rows of the trail that are gone through."""


def looked_at_last(user: User, people: Participants, many: int = 3) -> list[Participant]:
    """The last of them, the latest first, of those that the query has."""
    rows = TrailRow.objects.filter(centre__in=user.centres(), actor=user.trail_name).order_by("-seq")
    seen: dict[UUID, None] = {}
    for person, what in rows.values_list("person", "what")[:BACK]:
        if person and what.endswith(".read"):
            seen.setdefault(person)
    found = people.in_bulk(list(seen)[: 4 * many])
    return [found[id] for id in seen if id in found][:many]
