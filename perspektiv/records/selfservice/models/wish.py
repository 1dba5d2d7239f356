from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Record
from perspektiv.records.access.vault import VaultField
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases.models.counselling import OfParticipant
from perspektiv.records.people.models import Participant


class Wishes(OfParticipant["Wish"]):
    def open(self) -> Self:
        return self.filter(settled_at=None)


class Wish(Record):
    """What a participant asks for by their link, and somebody of the centre has to answer by a day."""

    class Kind(models.TextChoices):
        OTHER_DATE = "other_date", _("another date")
        LATE = "late", _("cannot come, said late")
        COMPLAINT = "complaint", _("complaint")
        COPY = "copy", _("a copy of my data")
        CORRECTION = "correction", _("a correction of my data")
        ERASURE = "erasure", _("erasure of my data")

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="wishes")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    appointment = models.ForeignKey(Appointment, models.PROTECT, null=True, blank=True, related_name="wishes")
    words = VaultField(blank=True, default="")
    times = models.TextField(blank=True)  # wished among those that were free, a line each: 2026-12-03T09:00
    received_at = models.DateTimeField(auto_now_add=True)
    answer_by = models.DateField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn = models.BooleanField(default=False)  # settled by the person's own word, by nobody of the centre
    settled_with = models.UUIDField(null=True, blank=True)  # the step that moved the appointment, if that settled it
    answer = VaultField(blank=True, default="")

    objects = Wishes.as_manager()

    class Meta:
        ordering = ("answer_by", "received_at")
        indexes = (models.Index(fields=("centre", "settled_at", "answer_by"), name="wishes_by_day"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None, withdrawn=False)
                | Q(settled_at__isnull=False, settled_by__isnull=False, withdrawn=False)
                | Q(settled_at__isnull=False, settled_by=None, withdrawn=True),
                name="settled_by_somebody",
            ),
            models.UniqueConstraint(
                fields=("appointment", "kind"), condition=Q(settled_at=None), name="one_open_wish_an_appointment"
            ),
        )

    def __str__(self) -> str:
        return self.kind

    @property
    def overdue(self) -> bool:
        return self.settled_at is None and self.answer_by < timezone.localdate()

    @property
    def moments(self) -> list[datetime]:
        """The wished times."""
        zone = timezone.get_default_timezone()
        return [datetime.fromisoformat(line).replace(tzinfo=zone) for line in self.times.splitlines()]

    @staticmethod
    def written(times: Iterable[datetime]) -> str:
        return "\n".join(f"{timezone.localtime(at):%Y-%m-%dT%H:%M}" for at in times)
