from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Record
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases.models import Participation
from perspektiv.records.cases.models.counselling import OfParticipant
from perspektiv.records.feedback.models.instrument import InstrumentVersion
from perspektiv.records.feedback.models.plan import CollectionRule, Moment
from perspektiv.records.letters.models import Message
from perspektiv.records.people.models import Participant


class WhyNot(models.TextChoices):
    """Why somebody who was due was not asked; it is counted, so that a small base shows where it comes from."""

    LIMIT = "limit", _("enough questions in this month")
    OPTED_OUT = "opted_out", _("does not want to be asked")
    NO_CHANNEL = "no_channel", _("not reachable: consent or address is missing")
    ENDED = "ended", _("the participation ended before")
    TOO_LATE = "too_late", _("noticed too late")


class Invitations(OfParticipant["Invitation"]):
    def open(self, today: date | None = None) -> Self:
        """Asked, and still to be answered."""
        today = today or timezone.localdate()
        return self.filter(why_not="", answered_at=None, declined_at=None, due_on__lte=today, closes_on__gte=today)


class Invitation(Record):
    """One questionnaire for one participant at one step of their way: by link, or on paper by its code."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="invitations")
    participation = models.ForeignKey(Participation, models.PROTECT, null=True, blank=True, related_name="invitations")
    appointment = models.ForeignKey(Appointment, models.PROTECT, null=True, blank=True, related_name="invitations")
    rule = models.ForeignKey(CollectionRule, models.PROTECT, null=True, blank=True, related_name="invitations")
    version_of = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="invitations")
    moment = models.CharField(max_length=10, choices=Moment.choices, default=Moment.SINGLE)
    occasion = models.CharField(max_length=100)  # what it is for: there is one invitation an occasion
    due_on = models.DateField()
    closes_on = models.DateField()
    token_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    paper_code_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    shown_code_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    earlier_code_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)  # shown before that one
    earlier_code_until = models.DateTimeField(null=True, blank=True)
    message = models.OneToOneField(Message, models.PROTECT, null=True, blank=True, related_name="+")
    reminder = models.OneToOneField(Message, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    why_not = models.CharField(max_length=20, choices=WhyNot.choices, blank=True)

    objects = Invitations.as_manager()

    class Meta:
        ordering = ("due_on", "created_at")
        indexes = (models.Index(fields=("centre", "due_on", "answered_at"), name="invitations_by_day"),)
        constraints = (
            models.UniqueConstraint(fields=("centre", "occasion"), name="one_invitation_an_occasion"),
            models.CheckConstraint(condition=Q(closes_on__gte=models.F("due_on")), name="closes_after_it_is_due"),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(declined_at=None, why_not=""), name="answered_or_not"
            ),
        )

    def __str__(self) -> str:
        return f"{self.moment} {self.due_on}"
