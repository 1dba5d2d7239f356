import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from perspektiv.records.access.models import Record, Records, User


class Absences(Records["Absence"]):
    def own(self, user: User) -> Q:
        return Q(counsellor=user)

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)


class Absence(Record):
    """A day on which a counsellor is not there: nothing is offered then. Why is nobody's business and not kept."""

    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="absences")
    day = models.DateField()
    action = models.UUIDField(default=uuid.uuid4, db_index=True)  # that of the appointments cancelled with it
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # there after all

    objects = Absences.as_manager()

    class Meta:
        ordering = ("day",)
        indexes = (models.Index(fields=("centre", "day"), name="absences_by_day"),)
        constraints = (
            models.UniqueConstraint(
                fields=("centre", "counsellor", "day"), condition=Q(withdrawn_at=None), name="absent_once_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"
