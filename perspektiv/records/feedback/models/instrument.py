from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Record, Records

PUBLISHED = Text(
    "Diese Fassung ist veröffentlicht und ändert sich nicht mehr. Bitte beginnen Sie eine neue Fassung.",
    "This version is published and does not change any more. Please begin a new version.",
)


class Purpose(models.TextChoices):
    """What a questionnaire is for; figures go by it."""

    SESSION = "session", _("session feedback")
    QUALITY = "quality", _("quality of the counselling")
    IMPROVEMENT = "improvement", _("what has improved")
    SATISFACTION = "satisfaction", _("satisfaction")
    SELF_EVALUATION = "self_evaluation", _("self-evaluation")
    EMPLOYER = "employer", _("rating by employers")


class Instrument(Record):
    """A questionnaire through all its versions."""

    key = models.SlugField(max_length=60)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    anonymous = models.BooleanField(default=False)  # answered in the ballot box, never by a link that knows a person
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = Records["Instrument"].as_manager()

    class Meta:
        ordering = ("purpose", "key")
        constraints = (models.UniqueConstraint(fields=("centre", "key"), name="one_instrument_a_key"),)

    def __str__(self) -> str:
        return self.key


class InstrumentVersions(Records["InstrumentVersion"]):
    def published(self) -> Self:
        return self.exclude(published_at=None)


class InstrumentVersion(Record):
    """What was asked in which words. A published version never changes: whoever changes an item makes the next one."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    words = models.JSONField(default=dict)  # by language: name, intro, thanks, and whether somebody reviewed them
    published_at = models.DateTimeField(null=True, blank=True)  # until then a draft

    objects = InstrumentVersions.as_manager()

    class Meta:
        ordering = ("instrument", "-number")
        constraints = (
            models.UniqueConstraint(fields=("instrument", "number"), name="one_version_a_number"),
            models.UniqueConstraint(
                fields=("instrument",), condition=Q(published_at=None), name="one_draft_an_instrument"
            ),
        )

    def __str__(self) -> str:
        return f"{self.instrument_id} {self.number}"

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            before = InstrumentVersion.objects.published().filter(pk=self.pk).first()
            if before and (before.words, before.number, before.published_at) != (
                self.words,
                self.number,
                self.published_at,
            ):
                raise Refused(PUBLISHED)
        super().save(*args, **options)

    @property
    def languages(self) -> list[str]:
        return list(self.words)
