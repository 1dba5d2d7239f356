from django.db import models

from perspektiv.records.access.models import Record
from perspektiv.records.cases.models.counselling import OfParticipant
from perspektiv.records.outcomes.models.job_start import Source
from perspektiv.records.people.models import Participant


class FollowOnMeasure(Record):
    """A measure that follows the exit: training, another offer."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="follow_on_measures")
    started_on = models.DateField()
    kind = models.CharField(max_length=120)
    source = models.CharField(max_length=12, choices=Source.choices, blank=True)

    objects = OfParticipant.as_manager()

    class Meta:
        ordering = ("started_on",)

    def __str__(self) -> str:
        return f"{self.started_on}"
