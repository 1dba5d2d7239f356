from django.db import models

from perspektiv.records.access.models import Record
from perspektiv.records.cases.models.counselling import OfParticipant
from perspektiv.records.outcomes.models.follow_up import FollowUp
from perspektiv.records.people.models import Jobcoach, Participant


class Inquiry(Record):
    """One question that a jobcoach was asked by mail: when it was sent last, and what came of it."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="inquiries")
    about = models.CharField(max_length=10, choices=FollowUp.About.choices)
    jobcoach = models.ForeignKey(Jobcoach, models.PROTECT, related_name="inquiries")
    due_on = models.DateField()  # the end of the window that is asked about
    sent_at = models.DateTimeField(null=True)  # the last mail; nothing if it could not be sent
    answered_at = models.DateTimeField(null=True)
    follow_up = models.ForeignKey(FollowUp, models.SET_NULL, null=True, related_name="+")  # what was answered

    objects = OfParticipant["Inquiry"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("participant", "about", "jobcoach", "due_on"), name="one_inquiry_a_question_and_jobcoach"
            ),
        )

    def __str__(self) -> str:
        return f"{self.about} {self.due_on}"
