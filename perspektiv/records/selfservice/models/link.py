from django.db import models

from perspektiv.records.access.models import Record
from perspektiv.records.cases.models.counselling import OfParticipant
from perspektiv.records.people.models import Participant


class PersonalLink(Record):
    """A participant's way to their own pages. Only the hash of the token is kept; a new link ends the older ones."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="personal_links")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)  # revoked, or replaced
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects = OfParticipant["PersonalLink"].as_manager()

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.expires_at:%Y-%m-%d}"
