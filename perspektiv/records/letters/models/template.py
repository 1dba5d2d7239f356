from django.db import models
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Record, Records


class Channel(models.TextChoices):
    LETTER = "letter", _("Letter")
    MAIL = "mail", _("E-mail")
    SMS = "sms", _("Text message")


class Purpose(models.TextChoices):
    """What is written for; each purpose has fields of its own, which a template may use."""

    INVITATION = "invitation", _("Invitation to an appointment")
    MOVED = "moved", _("An appointment has moved")
    CANCELLED = "cancelled", _("An appointment is cancelled")
    REMINDER = "reminder", _("Reminder of an appointment")
    SEVERAL = "several", _("Invitation to several appointments")
    SEVERAL_CANCELLED = "several_cancelled", _("Appointments are cancelled for good")
    OTHER_COUNSELLOR = "other_counsellor", _("Another counsellor")
    CLOSING_DATES = "closing_dates", _("Dates for the closing talk")
    CLOSING_RESULT = "closing_result", _("Closing result for the jobcoach")
    PERSONAL_LINK = "personal_link", _("Link to the personal page")
    FEEDBACK_INVITATION = "feedback_invitation", _("A questionnaire to fill in")
    FEEDBACK_REMINDER = "feedback_reminder", _("Reminder of a questionnaire")
    FREE = "free", _("Free letter")


ASKING = (Purpose.FEEDBACK_INVITATION, Purpose.FEEDBACK_REMINDER)
"""What asks for answers: leads to a questionnaire, on paper too; whoever does not want to be asked does not get it."""


class Template(Record):
    """The words of one purpose, channel and language in one version. A change makes the next version."""

    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    name = models.CharField(max_length=60, blank=True)  # which of the free letters
    channel = models.CharField(max_length=10, choices=Channel.choices)
    language = models.CharField(max_length=10, default="de")
    number = models.PositiveSmallIntegerField(default=1)  # of the version: 1, 2, 3 …
    subject = models.CharField(max_length=150, blank=True)  # a text message has none
    body = models.TextField()  # with fields in double braces: {{ day }}
    reviewed = models.BooleanField(default=False)  # a translation that a person has read

    objects = Records["Template"].as_manager()

    class Meta:
        ordering = ("purpose", "name", "channel", "language", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=("centre", "purpose", "name", "channel", "language", "number"), name="one_text_a_version"
            ),
        )

    def __str__(self) -> str:
        return f"{self.purpose} {self.channel} {self.language} {self.number}"
