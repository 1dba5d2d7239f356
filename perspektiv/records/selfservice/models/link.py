from typing import Self

from django.db import models
from django.utils import timezone

from perspektiv.records.access.models import Record
from perspektiv.records.cases.models.counselling import OfParticipant
from perspektiv.records.people.models import Participant


class PersonalLinks(OfParticipant["PersonalLink"]):
    def standing(self) -> Self:
        """Neither ended nor past their day."""
        return self.filter(ended_at=None, expires_at__gt=timezone.now())

    def handed_out(self) -> Self:
        """Those that somebody made on purpose, not those that a message carries."""
        return self.filter(in_message=False)


class PersonalLink(Record):
    """A participant's way to their own pages. Only the hash of the token is kept; a new link ends the older ones."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="personal_links")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)  # revoked, or replaced
    last_used_at = models.DateTimeField(null=True, blank=True)
    in_message = models.BooleanField(default=False)  # made for one message, beside the link that was handed out
    language = models.CharField(max_length=10, blank=True)  # chosen on the page; else the person's

    objects = PersonalLinks.as_manager()

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.expires_at:%Y-%m-%d}"
