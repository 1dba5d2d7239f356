from django.conf import settings
from django.db import models
from django.utils import timezone

from perspektiv.records.appointments.models import Appointment, Status


class Tap(models.Model):
    """A mark that was made on the road, and what became of it: sent again, it gets the same answer."""

    class Outcome(models.TextChoices):
        STORED = "stored"
        CLASH = "clash"  # somebody has changed the appointment meanwhile
        REFUSED = "refused"

    id = models.UUIDField(primary_key=True, editable=False)  # made by the device
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="+")
    status = models.CharField(max_length=25, choices=Status.choices)
    tapped_at = models.DateTimeField()
    received_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    found = models.CharField(max_length=25, choices=Status.choices)  # what the appointment was after it
    version = models.PositiveIntegerField()  # of the appointment, after it
    sentence = models.CharField(max_length=300, blank=True)  # why it was refused

    def __str__(self) -> str:
        return self.outcome
