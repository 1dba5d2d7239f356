from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Record, Records

V = TypeVar("V", bound=models.Model, covariant=True)

COLOURS = ("eb", "sb", "bo", "bk", "st", "co")  # of the stylesheet


class Versioned(Records[V]):
    def valid_on(self, day: date) -> Self:
        """The versions that hold on a day."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day),
            Q(valid_to=None) | Q(valid_to__gte=day),
        )


class Segment(Record):
    """An offer of the centre's catalogue in one version: a change of content is a new one with its own validity."""

    class Setting(models.TextChoices):
        INDIVIDUAL = "individual", _("individual")
        GROUP = "group", _("group")

    key = models.CharField(max_length=80)  # its name in data packages; the same in every version of the offer
    name = models.CharField(max_length=120)
    letters = models.CharField(max_length=2)  # shown with its colour, never without
    position = models.PositiveSmallIntegerField()
    surveyed = models.BooleanField(default=False)
    setting = models.CharField(max_length=12, choices=Setting.choices, default=Setting.INDIVIDUAL)
    legal_basis = models.CharField(max_length=200, blank=True)
    content = models.TextField(blank=True)  # what happens in it, in a sentence or two: stands on the certificate
    goal = models.TextField(blank=True)  # what it aims at: stands on the certificate
    prerequisites = models.TextField(blank=True)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)  # participations at a time
    planned_units = models.PositiveSmallIntegerField(default=8)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = Versioned["Segment"].as_manager()

    class Meta:
        ordering = ("position", "valid_from")
        constraints = (
            models.UniqueConstraint(fields=("centre", "key", "valid_from"), name="one_version_of_a_segment_a_day"),
            models.UniqueConstraint(
                fields=("centre", "key"), condition=Q(valid_from=None), name="one_first_version_of_a_segment"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
                name="segment_ends_after_it_starts",
                violation_error_message=_("The end is before the start."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or self.valid_to >= day)

    @property
    def colour(self) -> str:
        """The hue of its line and mark (``pv-seg--…``): its own letters' where they have one, else by its place."""
        letters = self.letters.lower()
        return letters if letters in COLOURS else COLOURS[(self.position - 1) % len(COLOURS)]


class EndingReason(Record):
    """A reason for an early ending, valued by the centre; changed only by a new version."""

    class Valuation(models.TextChoices):
        POSITIVE = "positive", _("positive")
        NEUTRAL = "neutral", _("neutral")
        NEGATIVE = "negative", _("negative")

    key = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    valuation = models.CharField(max_length=10, choices=Valuation.choices)
    influenceable = models.BooleanField(null=True, blank=True)
    is_work = models.BooleanField(default=False)  # the person leaves for work: its first day is asked for
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = Versioned["EndingReason"].as_manager()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=("centre", "key", "valid_from"), name="one_version_of_a_reason_a_day"),
            models.UniqueConstraint(
                fields=("centre", "key"), condition=Q(valid_from=None), name="one_first_version_of_a_reason"
            ),
        )

    def __str__(self) -> str:
        return self.name
