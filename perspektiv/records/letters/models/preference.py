from django.db import models

from perspektiv.records.access.models import Record
from perspektiv.records.cases.models.counselling import OfParticipant
from perspektiv.records.letters.models.template import Channel
from perspektiv.records.people.models import Participant


class Preference(Record):
    """How a participant wants to be written to; electronically only with consent, whatever stands here."""

    participant = models.OneToOneField(Participant, models.PROTECT, related_name="preference")
    channel = models.CharField(max_length=10, choices=Channel.choices, blank=True)
    no_reminders = models.BooleanField(default=False)  # opted out; other letters still come
    no_questions = models.BooleanField(default=False)  # is not asked by questionnaires of the plan

    objects = OfParticipant["Preference"].as_manager()

    def __str__(self) -> str:
        return self.channel
