from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Record
from perspektiv.records.cases.models.counselling import OfParticipant
from perspektiv.records.outcomes.models.job_start import Source
from perspektiv.records.people.models import Participant


class FollowUp(Record):
    """One question after an exit, and its answer. Unknown is not no."""

    class About(models.TextChoices):
        JOB = "job", _("work")
        MEASURE = "measure", _("a follow-on measure")

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        NO = "no", _("no")
        UNKNOWN = "unknown", _("unknown")
        REFUSED = "refused", _("no answer wanted")

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="follow_ups")
    asked_on = models.DateField(default=timezone.localdate)
    about = models.CharField(max_length=10, choices=About.choices)
    answer = models.CharField(max_length=10, choices=Answer.choices)
    source = models.CharField(max_length=200, blank=True)  # one of Source, or as imported

    objects = OfParticipant.as_manager()

    class Meta:
        ordering = ("-asked_on", "-created_at")

    def __str__(self) -> str:
        return self.answer

    @property
    def source_label(self) -> str:
        return str(dict(Source.choices).get(self.source, self.source))
