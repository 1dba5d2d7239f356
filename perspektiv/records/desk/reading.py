"""Rows of the trail for pages that list many people."""

from perspektiv.records.access.models import Centre, User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.access.trail import record


def note_reading(user: User, permission: Permission, what: str) -> None:
    """One row for each centre of which people were listed."""
    seen = user.centres_with(permission, Scope.CENTRE) | user.centres_with(permission, Scope.OWN)
    for centre in Centre.objects.filter(pk__in=seen):
        record(by=user, what=what, subject=centre)
