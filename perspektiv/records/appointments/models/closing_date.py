import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Record
from perspektiv.records.appointments.models.appointment import Appointment
from perspektiv.records.cases.models import Participation
from perspektiv.records.cases.models.counselling import OfParticipant
from perspektiv.records.people.models import Jobcoach, Participant


class ClosingDates(OfParticipant["ClosingDate"]):
    def open(self) -> Self:
        """Those that can still be answered: not closed, not expired, and the participation still runs."""
        now = timezone.now()
        runs = Q(participation__ended_on=None) | Q(participation__ended_on__gte=timezone.localdate())
        return self.filter(runs, closed_at=None, expires_at__gt=now, starts_at__gt=now)


class ClosingDate(Record):
    """A time that is proposed for a closing talk of three, with what participant and jobcoach say to it."""

    class Answer(models.TextChoices):
        OPEN = "open", _("not answered yet")
        YES = "yes", _("suits")
        NO = "no", _("does not suit")

    class End(models.TextChoices):
        BOOKED = "booked", _("booked")
        OTHER = "other", _("another time was booked")
        TAKEN = "taken", _("no longer free")
        EXPIRED = "expired", _("expired")
        WITHDRAWN = "withdrawn", _("no longer proposed")

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="closing_dates")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="closing_dates")
    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    participant_says = models.CharField(max_length=5, choices=Answer.choices, default=Answer.OPEN)
    jobcoach_says = models.CharField(max_length=5, choices=Answer.choices, default=Answer.OPEN)
    appointment = models.ForeignKey(Appointment, models.PROTECT, null=True, blank=True, related_name="proposed_as")
    closed_at = models.DateTimeField(null=True, blank=True)  # booked, or no longer proposed
    end = models.CharField(max_length=10, choices=End.choices, blank=True)  # why it was closed
    closed_with = models.UUIDField(null=True, blank=True, db_index=True)  # the step of the path that closed it
    batch = models.UUIDField(default=uuid.uuid4, db_index=True)  # proposed in one go
    from_jobcoach = models.BooleanField(default=False)  # the jobcoach proposed it instead of ours
    expires_at = models.DateTimeField(default=timezone.now)  # answers count until then

    objects = ClosingDates.as_manager()

    class Meta:
        ordering = ("starts_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("participation", "starts_at"), condition=Q(closed_at=None), name="a_closing_date_proposed_once"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, end="") | (Q(closed_at__isnull=False) & ~Q(end="")),
                name="a_closed_date_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def open(self) -> bool:
        """Whether it can still be answered."""
        ended = self.participation.ended_on
        runs = ended is None or ended >= timezone.localdate()
        return self.closed_at is None and min(self.expires_at, self.starts_at) > timezone.now() and runs

    @property
    def agreed(self) -> bool:
        return self.participant_says == self.jobcoach_says == self.Answer.YES

    @property
    def impossible(self) -> bool:
        """Somebody cannot come then."""
        return self.Answer.NO in (self.participant_says, self.jobcoach_says)


class WishedTimes(Record):
    """When a jobcoach likes to come to closing talks: half days of the week, "0am 3pm"; kept from the last search."""

    jobcoach = models.OneToOneField(Jobcoach, models.CASCADE, related_name="wished_times")
    half_days = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return self.half_days
