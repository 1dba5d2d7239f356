from django.conf import settings
from django.db import models

from perspektiv.records.access.models import Record
from perspektiv.records.access.vault import VaultField
from perspektiv.records.cases.models.counselling import OfParticipant
from perspektiv.records.people.models import Participant


class HandoverNote(Record):
    """What whoever takes over a case, or stands in, has to know; read and done with by them."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="handover_notes")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="handover_notes")
    words = VaultField()
    done_at = models.DateTimeField(null=True, blank=True)

    objects = OfParticipant["HandoverNote"].as_manager()

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d}"
