import uuid
from datetime import date, datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from perspektiv.records.access.models import Record, Records


class Rules(Records["Rule"]):
    def standing(self, now: datetime | None = None) -> Self:
        """Those that are not over: they remind now, or from a day to come."""
        return self.filter(Q(ended_at=None) | Q(ended_at__gt=now or timezone.now()))


class Rule(Record):
    """Who is reminded when: so many days before, at an hour of that day. A change is the next version."""

    line = models.UUIDField(default=uuid.uuid4, db_index=True)  # of all versions of a rule: the id of the first
    days_before = models.PositiveSmallIntegerField()
    at = models.TimeField()  # on the wall in Berlin
    by_letter = models.BooleanField(default=False)  # who is not reached electronically gets it by post
    share_without = models.PositiveSmallIntegerField(default=0)  # per cent of appointments that the lot leaves out
    starts_on = models.DateField()  # the first day on which it reminds
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = Rules.as_manager()

    class Meta:
        ordering = ("-days_before", "at")
        constraints = (
            models.CheckConstraint(condition=Q(share_without__lte=50), name="at_most_half_are_left_out"),
            models.CheckConstraint(condition=Q(days_before__lte=14), name="at_most_two_weeks_before"),
        )

    @property
    def later_version(self) -> bool:
        return self.pk != self.line

    @property
    def last_day(self) -> date | None:
        """The last day on which it reminds, where it ends."""
        return timezone.localdate(self.ended_at - timedelta(microseconds=1)) if self.ended_at else None

    def __str__(self) -> str:
        """ "3 days before, at 10:00" """
        if not self.days_before:
            return _("on the day itself, at %(at)s") % {"at": f"{self.at:%H:%M}"}
        words = ngettext("%(n)s day before, at %(at)s", "%(n)s days before, at %(at)s", self.days_before)
        return words % {"n": self.days_before, "at": f"{self.at:%H:%M}"}
