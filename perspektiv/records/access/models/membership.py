import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models.centre import Centre
from perspektiv.records.access.roles import Role


class Membership(models.Model):
    """A role that a user has in a centre, for a time. A person may have several."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)  # an auditor's always has one
    places = models.PositiveSmallIntegerField(null=True, blank=True)  # of a counsellor: participations at a time

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("user", "centre", "role"), name="a_role_once_in_a_centre"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_it_starts",
                violation_error_message=_("The end is before the start."),
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.AUDITOR) | Q(ends_on__isnull=False),
                name="an_auditor_has_an_end",
                violation_error_message=_("An auditor's access needs a last day."),
            ),
        )

    def __str__(self) -> str:
        return str(Role(self.role).label)


class Deputy(models.Model):
    """One user stands in for another for some days, in everything that is the other's own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, models.PROTECT)
    absent = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="deputies")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="stands_in_for")
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="deputy_ends_after_start"),
            models.CheckConstraint(condition=~Q(absent=F("deputy")), name="nobody_is_their_own_deputy"),
        )

    def __str__(self) -> str:
        return f"{self.deputy_id} for {self.absent_id}"
