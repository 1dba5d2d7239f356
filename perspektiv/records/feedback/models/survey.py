"""The anonymous survey (decision 0028). Nothing here has a time, a person, or an order that means something.

On SQLite these tables are kept without rowids (``without_rowids``): rows lie in the order of their random keys.
"""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Centre, Records
from perspektiv.records.access.vault import VaultField, box
from perspektiv.records.feedback.models.instrument import InstrumentVersion
from perspektiv.records.feedback.models.item import Item
from perspektiv.records.feedback.seals import NO_TIME


class SealField(VaultField):
    """As the vault's, but without the second in which it was closed."""

    def get_prep_value(self, value: Any) -> Any:
        return box().encrypt_at_time(value.encode(), NO_TIME).decode() if value else value


class SurveyCode(models.Model):
    """Lets somebody answer once. Who got which is written nowhere; used ones go when the box is opened."""

    GOOD_FOR = 3
    """Quarters, with the one in which it was made."""

    code_hash = models.CharField(max_length=64, primary_key=True)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+")
    version_of = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="codes")
    quarter = models.DateField()  # in which it was made: its first day
    used = models.BooleanField(default=False)

    objects = Records["SurveyCode"].as_manager()

    def __str__(self) -> str:
        return ""


class Ballot(models.Model):
    """One filled-in survey, sealed (``seals``) and of one length, until the box is opened after the quarter's end."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+")
    version_of = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="ballots")
    sealed = SealField()

    objects = Records["Ballot"].as_manager()

    def __str__(self) -> str:
        return ""


class AnonymousResponse(models.Model):
    """One ballot of an opened box."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+")
    version_of = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="anonymous_responses")
    quarter = models.DateField()  # its first day; of a box that waited, the quarter with which it was opened
    source_key = models.CharField(max_length=200, blank=True, default="")  # of an imported one

    objects = Records["AnonymousResponse"].as_manager()

    def __str__(self) -> str:
        return f"{self.quarter}"


class AnonymousAnswer(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(AnonymousResponse, models.CASCADE, related_name="answers")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    value = models.FloatField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("response", "item"), name="one_anonymous_answer_an_item"),)

    def __str__(self) -> str:
        return f"{self.value:g}"


class AnonymousText(models.Model):
    """Words of a ballot, apart from its numbers; shown only after somebody has read them for names."""

    class State(models.TextChoices):
        UNCHECKED = "unchecked", _("to be checked")
        SHOWN = "shown", _("shown")
        WITHHELD = "withheld", _("not shown")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    quarter = models.DateField()
    words = VaultField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.UNCHECKED)

    objects = Records["AnonymousText"].as_manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.quarter}"

    @property
    def number(self) -> int:
        """Of its quarter."""
        return (self.quarter.month + 2) // 3
