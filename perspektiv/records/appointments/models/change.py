import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Record, Records
from perspektiv.records.appointments.models.appointment import Appointment, Status
from perspektiv.records.appointments.models.room import Room


class Why(models.TextChoices):
    """Reasons that are chosen, not typed. None asks for health."""

    NOT_REACHED = "not_reached", _("not reached")
    OTHER = "other", _("another reason")
    ABSENCE = "absence", _("counsellor absent that day")
    ALL_HELD = "all_held", _("marked together as held")
    SERIES = "series", _("booked as a series")
    ENDED = "ended", _("the participation has ended")
    WAY_IN_ENDED = "way_in_ended", _("the way in has ended")
    HANDED_ON = "handed_on", _("change of counsellor")


NO_SHOW_REASONS = (Why.NOT_REACHED, Why.OTHER)


class AppointmentChange(Record):
    """One step in an appointment's history: booked, moved, cancelled, marked, undone; with who and why."""

    class Kind(models.TextChoices):
        BOOKED = "booked", _("booked")
        MOVED = "moved", _("moved")
        CANCELLED = "cancelled", _("cancelled")
        MARKED = "marked", _("marked")
        UNDONE = "undone", _("undone")
        REASSIGNED = "reassigned", _("other counsellor or room")

    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    action = models.UUIDField(default=uuid.uuid4, db_index=True)  # what was done at once is undone at once
    actor = models.CharField(max_length=60)  # as in the trail
    why = models.CharField(max_length=200, blank=True)
    starts_before = models.DateTimeField(null=True, blank=True)
    starts_after = models.DateTimeField(null=True, blank=True)
    status_before = models.CharField(max_length=25, choices=Status.choices, blank=True)
    status_after = models.CharField(max_length=25, choices=Status.choices, blank=True)

    counsellor_before = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    counsellor_after = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    room_before = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="+")
    room_after = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="+")

    objects = Records["AppointmentChange"].as_manager()

    class Meta:
        ordering = ("created_at",)

    def __str__(self) -> str:
        return self.kind

    @property
    def why_label(self) -> str:
        """The reason in the user's language, or as it was typed."""
        return str(dict(Why.choices).get(self.why, self.why))
