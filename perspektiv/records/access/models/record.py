import uuid
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

from perspektiv.records.access.models.centre import Centre
from perspektiv.records.access.models.user import User
from perspektiv.records.access.permissions import Permission, Scope

M = TypeVar("M", bound=models.Model, covariant=True)


class Records(models.QuerySet[M]):
    """Queries bound to those who ask. A room overrides ``own`` where "own cases" has a meaning."""

    def with_permission(self, user: User, permission: Permission) -> Self:
        """What the user may use with that permission: all of a centre, or own cases, or nothing."""
        seen = Q(centre__in=user.centres_with(permission, Scope.CENTRE))
        if own := user.centres_with(permission, Scope.OWN):
            seen |= Q(centre__in=own) & self.own_with(user, permission)
        return self.filter(seen)

    def own(self, user: User) -> Q:  # noqa: ARG002
        """What belongs to the user's own cases: nothing, unless a room says otherwise."""
        return Q(pk__in=[])

    def own_with(self, user: User, permission: Permission) -> Q:  # noqa: ARG002
        """Own cases as far as one permission reaches: all of them, unless a room says otherwise."""
        return self.own(user)


class Record(models.Model):
    """What every record has: a random id, its centre, where it came from, and how often it was changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+")
    source_key = models.CharField(max_length=200, blank=True, default="")  # its key in the package it came from
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)  # a form that shows an older one cannot overwrite

    class Meta:
        abstract = True

    @property
    def imported(self) -> bool:
        return bool(self.source_key)
