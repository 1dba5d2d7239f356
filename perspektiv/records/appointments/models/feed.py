from django.conf import settings
from django.db import models
from django.db.models import Q

from perspektiv.records.access.models import Record, Records, User


class Feeds(Records["Feed"]):
    def own(self, user: User) -> Q:
        return Q(user=user)


class Feed(Record):
    """A user's appointments as a calendar to subscribe to: read-only, by a token of which only the hash is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feeds")
    name = models.CharField(max_length=60)  # where it is used: "Telefon"
    token_hash = models.CharField(max_length=64, unique=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects = Feeds.as_manager()

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.name
