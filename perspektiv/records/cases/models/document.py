import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Record
from perspektiv.records.cases.models.counselling import OfParticipant
from perspektiv.records.people.models import Participant


class Document(Record):
    """A file of the participant: CV, application. Kept encrypted, only ever downloaded, never shown in the page."""

    class Kind(models.TextChoices):
        CV = "cv", _("CV")
        APPLICATION = "application", _("application")
        CERTIFICATE = "certificate", _("certificate")
        OTHER = "other", _("other")

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    file = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # its name under settings.DOCUMENTS
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = OfParticipant["Document"].as_manager()

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.kind
