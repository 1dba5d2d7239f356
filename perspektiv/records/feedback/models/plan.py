import uuid
from datetime import date, datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Record, Records
from perspektiv.records.cases.models import Segment
from perspektiv.records.feedback.models.instrument import Instrument


class Step(models.TextChoices):
    """Where on a person's way they are asked."""

    AFTER_SESSION = "after_session", _("after an appointment")
    AT_START = "at_start", _("when a participation begins")
    BEFORE_CLOSING = "before_closing", _("before the closing talk")
    AFTER_CLOSING = "after_closing", _("after the closing talk")
    AT_END = "at_end", _("when a participation ends")


class Moment(models.TextChoices):
    """Kept apart in every figure."""

    SINGLE = "single", _("once")
    BEFORE = "before", _("before")
    THEN = "then", _("looking back at the beginning")
    AFTER = "after", _("afterwards")


class CollectionRules(Records["CollectionRule"]):
    def standing(self, now: datetime | None = None) -> Self:
        return self.filter(Q(ended_at=None) | Q(ended_at__gt=now or timezone.now()))


class CollectionRule(Record):
    """Which questionnaire falls due at which step. A change is the next version, as with rules of reminders."""

    line = models.UUIDField(default=uuid.uuid4, db_index=True)  # of all versions of a rule: the id of the first
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="rules")
    step = models.CharField(max_length=20, choices=Step.choices)
    moment = models.CharField(max_length=10, choices=Moment.choices, default=Moment.SINGLE)
    every = models.PositiveSmallIntegerField(default=1)  # after each such appointment: 1 each, 4 every fourth
    days = models.SmallIntegerField(default=0)  # after the step; before it where negative
    open_days = models.PositiveSmallIntegerField(default=14)
    remind_after = models.PositiveSmallIntegerField(null=True, blank=True)  # days; none: nobody is reminded
    segments = models.ManyToManyField(Segment, blank=True, related_name="+")  # none: all
    starts_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CollectionRules.as_manager()

    class Meta:
        ordering = ("step", "created_at")
        constraints = (
            models.CheckConstraint(condition=Q(every__gte=1), name="asked_after_every_first_at_most"),
            models.CheckConstraint(condition=Q(open_days__gte=1), name="open_for_a_day_at_least"),
        )

    @property
    def open_for(self) -> timedelta:
        return timedelta(days=self.open_days)

    @property
    def last_day(self) -> date | None:
        """The last day on which it asks, where it ends."""
        return timezone.localdate(self.ended_at - timedelta(microseconds=1)) if self.ended_at else None

    def __str__(self) -> str:
        return f"{self.step} {self.moment}"


class Limit(Record):
    """How many questions a person is asked in a month, at most. One a centre."""

    questions_a_month = models.PositiveSmallIntegerField(default=30)

    objects = Records["Limit"].as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("centre",), name="one_limit_a_centre"),)

    def __str__(self) -> str:
        return str(self.questions_a_month)
