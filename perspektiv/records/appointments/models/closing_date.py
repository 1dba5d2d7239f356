from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Record
from perspektiv.records.appointments.models.appointment import Appointment
from perspektiv.records.cases.models import Participation
from perspektiv.records.cases.models.counselling import OfParticipant
from perspektiv.records.people.models import Participant


class ClosingDate(Record):
    """A time that is proposed for a closing talk of three, with what participant and jobcoach say to it."""

    class Answer(models.TextChoices):
        OPEN = "open", _("not answered yet")
        YES = "yes", _("suits")
        NO = "no", _("does not suit")

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="closing_dates")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="closing_dates")
    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    participant_says = models.CharField(max_length=5, choices=Answer.choices, default=Answer.OPEN)
    jobcoach_says = models.CharField(max_length=5, choices=Answer.choices, default=Answer.OPEN)
    appointment = models.ForeignKey(Appointment, models.PROTECT, null=True, blank=True, related_name="proposed_as")
    closed_at = models.DateTimeField(null=True, blank=True)  # booked, or no longer proposed

    objects = OfParticipant["ClosingDate"].as_manager()

    class Meta:
        ordering = ("starts_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("participation", "starts_at"), condition=Q(closed_at=None), name="a_closing_date_proposed_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"
