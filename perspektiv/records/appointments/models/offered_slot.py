import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from perspektiv.records.access.models import Record, Records, User


class OfferedSlots(Records["OfferedSlot"]):
    def own(self, user: User) -> Q:
        return Q(counsellor=user)

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)


class OfferedSlot(Record):
    """A unit of time that a counsellor offers. Freelancers offer; nobody assigns them a roster."""

    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="offered_slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    series = models.UUIDField(default=uuid.uuid4, db_index=True)  # the same time week after week
    action = models.UUIDField(default=uuid.uuid4, db_index=True)  # of the last step: what was done at once is undone so
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=200, blank=True)  # a word on withdrawing a time that is booked

    objects = OfferedSlots.as_manager()

    class Meta:
        ordering = ("starts_at",)
        indexes = (models.Index(fields=("centre", "starts_at"), name="offered_slots_by_time"),)
        constraints = (
            models.UniqueConstraint(
                fields=("counsellor", "starts_at"), condition=Q(withdrawn_at=None), name="a_slot_offered_once"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="a_slot_takes_time"),
        )

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"
