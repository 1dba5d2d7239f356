from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from perspektiv.errors import Refused
from perspektiv.records.access.models import Record, Records
from perspektiv.records.feedback.models.instrument import PUBLISHED, InstrumentVersion


class PartOfVersion(Record):
    """What a version is made of: it stays as it is once the version is published."""

    version_of_id: UUID

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            self._refuse_if_published()
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        self._refuse_if_published()
        return super().delete(*args, **options)

    def _refuse_if_published(self) -> None:
        if InstrumentVersion.objects.published().filter(pk=self.version_of_id).exists():
            raise Refused(PUBLISHED)


class Scale(PartOfVersion):
    """Items that measure one thing; with its spread and reliability a change of one person can be judged."""

    class Scoring(models.TextChoices):
        MEAN = "mean", _("mean of the answers")
        SUM = "sum", _("sum of the answers")

    class ErrorVariant(models.TextChoices):
        DIFFERENCE = "difference", _("error of the difference (Jacobson and Truax)")
        PREDICTION = "prediction", _("error of the prediction (McSweeny)")

    version_of = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="scales")
    key = models.SlugField(max_length=60)
    words = models.JSONField(default=dict)  # its name, by language
    scoring = models.CharField(max_length=5, choices=Scoring.choices, default=Scoring.MEAN)
    needed = models.PositiveSmallIntegerField(null=True, blank=True)  # answers for a score; else more than half
    spread = models.FloatField(null=True, blank=True)
    reliability = models.FloatField(null=True, blank=True)
    mean = models.FloatField(null=True, blank=True)
    error_variant = models.CharField(max_length=10, choices=ErrorVariant.choices, default=ErrorVariant.DIFFERENCE)
    source = models.CharField(max_length=300, blank=True)  # where spread and reliability come from

    objects = Records["Scale"].as_manager()

    class Meta:
        ordering = ("version_of", "key")
        constraints = (
            models.UniqueConstraint(fields=("version_of", "key"), name="one_scale_a_key"),
            models.CheckConstraint(
                condition=Q(spread=None) | Q(spread__gt=0), name="a_scale_has_a_spread_above_nothing"
            ),
            models.CheckConstraint(
                condition=Q(reliability=None) | Q(reliability__gte=0, reliability__lt=1),
                name="a_reliability_lies_below_one",
            ),
            models.CheckConstraint(
                condition=~Q(error_variant="prediction") | Q(mean__isnull=False) | Q(spread=None),
                name="a_prediction_needs_the_mean",
            ),
        )

    def __str__(self) -> str:
        return self.key


class Kind(models.TextChoices):
    RATING = "rating", _("rating")
    CHOICE = "choice", _("choice")
    NUMBER = "number", _("number")
    TEXT = "text", _("text")


class Item(PartOfVersion):
    """One question of a version."""

    version_of = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=60)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    scale = models.ForeignKey(Scale, models.PROTECT, null=True, blank=True, related_name="items")
    reversed = models.BooleanField(default=False)  # a high answer means little of what the scale measures
    minimum = models.FloatField(null=True, blank=True)  # none for a text
    maximum = models.FloatField(null=True, blank=True)
    positive_from = models.FloatField(null=True, blank=True)
    stable_from = models.FloatField(null=True, blank=True)
    threshold = models.FloatField(null=True, blank=True)  # an answer below it is a signal to the counsellor
    required = models.BooleanField(default=False)
    words = models.JSONField(default=dict)  # by language: question, low, high, hint; "raise": what to take up next time
    choices = models.JSONField(
        default=list, blank=True
    )  # of a choice or a labelled rating: value, and words by language

    objects = Records["Item"].as_manager()

    class Meta:
        ordering = ("version_of", "position")
        constraints = (
            models.UniqueConstraint(fields=("version_of", "key"), name="one_item_a_key"),
            models.CheckConstraint(
                condition=Q(kind="text", minimum=None, maximum=None)
                | (~Q(kind="text") & Q(minimum__isnull=False, maximum__isnull=False, minimum__lt=F("maximum"))),
                name="an_answer_has_a_range_unless_it_is_text",
            ),
        )

    def __str__(self) -> str:
        return self.key
