from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Record, Records


class OpeningHours(Record):
    """When the centre is open on a weekday; a weekday without is closed, a centre without any is open 8 to 18."""

    weekday = models.PositiveSmallIntegerField()  # 0 is Monday
    opens = models.TimeField()
    closes = models.TimeField()

    objects = Records["OpeningHours"].as_manager()

    class Meta:
        ordering = ("weekday",)
        constraints = (
            models.UniqueConstraint(fields=("centre", "weekday"), name="one_opening_a_weekday"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="seven_weekdays"),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="closes_after_it_opens",
                violation_error_message=_("The end is before the start."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens}–{self.closes}"


class ClosingDay(Record):
    """Days on which the centre is closed, beside the public holidays."""

    starts_on = models.DateField()
    ends_on = models.DateField()
    name = models.CharField(max_length=60)

    objects = Records["ClosingDay"].as_manager()

    class Meta:
        ordering = ("starts_on",)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="closing_days_end_after_they_start",
                violation_error_message=_("The end is before the start."),
            ),
        )

    def __str__(self) -> str:
        return self.name
