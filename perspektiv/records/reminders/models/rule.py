from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Record, Records


class Rule(Record):
    """Who is reminded when: so many days before, at an hour of that day."""

    name = models.CharField(max_length=60)
    days_before = models.PositiveSmallIntegerField()
    at = models.TimeField()  # on the wall in Berlin
    share_without = models.PositiveSmallIntegerField(default=0)  # per cent of appointments that the lot leaves out
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = Records["Rule"].as_manager()

    class Meta:
        ordering = ("-days_before", "at")
        constraints = (
            models.CheckConstraint(condition=Q(share_without__lte=50), name="at_most_half_are_left_out"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="a_rule_ends_after_it_starts",
                violation_error_message=_("The end is before the start."),
            ),
        )

    def __str__(self) -> str:
        return self.name
