from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from perspektiv.records.access.models import Record
from perspektiv.records.cases.models.counselling import OfParticipant
from perspektiv.records.people.models import Participant


class Source(models.TextChoices):
    PARTICIPANT = "participant", pgettext_lazy("source", "the participant")
    JOBCOACH = "jobcoach", pgettext_lazy("source", "the jobcoach")
    JOBCENTER = "jobcenter", pgettext_lazy("source", "the Jobcenter's list")
    EMPLOYER = "employer", pgettext_lazy("source", "the employer")


class JobStart(Record):
    """A person starts to work."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="job_starts")
    started_on = models.DateField()
    insured = models.BooleanField()  # subject to social insurance
    ended_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=12, choices=Source.choices, blank=True)

    objects = OfParticipant.as_manager()

    class Meta:
        ordering = ("started_on",)
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")), name="a_job_ends_after_it_starts"
            ),
        )

    def __str__(self) -> str:
        return f"{self.started_on}"
