from django.db import models
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Record, Records
from perspektiv.records.appointments.models.appointment import Appointment, Status


class AppointmentChange(Record):
    """One step in an appointment's history: booked, moved, cancelled, marked, undone; with who and why."""

    class Kind(models.TextChoices):
        BOOKED = "booked", _("booked")
        MOVED = "moved", _("moved")
        MARKED = "marked", _("marked")
        UNDONE = "undone", _("undone")
        REASSIGNED = "reassigned", _("other counsellor or room")

    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    actor = models.CharField(max_length=60)  # as in the trail
    why = models.CharField(max_length=200, blank=True)
    starts_before = models.DateTimeField(null=True, blank=True)
    starts_after = models.DateTimeField(null=True, blank=True)
    status_before = models.CharField(max_length=25, choices=Status.choices, blank=True)
    status_after = models.CharField(max_length=25, choices=Status.choices, blank=True)

    objects = Records["AppointmentChange"].as_manager()

    class Meta:
        ordering = ("created_at",)

    def __str__(self) -> str:
        return self.kind
