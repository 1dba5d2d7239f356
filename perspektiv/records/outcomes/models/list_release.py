from django.db import models
from django.db.models import F, Q

from perspektiv.records.access.models import Record, Records, User


class ListRelease(Record):
    """Four eyes on a list that leaves the house: who asked for the list of a year, and who else let it go, or not."""

    year = models.PositiveSmallIntegerField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    released = models.BooleanField(default=False)

    objects = Records["ListRelease"].as_manager()

    class Meta:
        ordering = ("-created_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")), name="nobody_releases_their_own_list"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None, released=False)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="who_decides_and_when",
            ),
        )

    def __str__(self) -> str:
        return f"{self.year}"
