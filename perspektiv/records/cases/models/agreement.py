from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Record
from perspektiv.records.cases.models.counselling import OfParticipant
from perspektiv.records.people.models import Participant


class Agreement(Record):
    """What participant and centre agreed when they began: version of the text, day, and that it is voluntary."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="agreements")
    text_version = models.CharField(max_length=20)
    signed_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True, blank=True)

    objects = OfParticipant["Agreement"].as_manager()

    class Meta:
        ordering = ("-signed_on",)

    def __str__(self) -> str:
        return f"{self.signed_on}"


class Consent(Record):
    """A consent to something beyond the necessary; withdrawn at any time, without reasons."""

    class Purpose(models.TextChoices):
        MESSAGES = "messages", _("messages and reminders by e-mail or SMS")
        SURVEY = "survey", _("invitations to surveys")
        LATER_CONTACT = "later_contact", _("being asked again six months after leaving")

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    given_on = models.DateField(default=timezone.localdate)
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = OfParticipant["Consent"].as_manager()

    class Meta:
        ordering = ("-given_on",)
        constraints = (
            models.UniqueConstraint(
                fields=("participant", "purpose"), condition=Q(withdrawn_on=None), name="one_consent_a_purpose"
            ),
        )

    def __str__(self) -> str:
        return self.purpose


class ConfidentialityRelease(Record):
    """A release from confidentiality for one third party, about one matter, until a day; can be revoked."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="releases")
    third_party = models.CharField(max_length=200)
    about = models.CharField(max_length=300)
    given_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField()
    revoked_on = models.DateField(null=True, blank=True)

    objects = OfParticipant["ConfidentialityRelease"].as_manager()

    class Meta:
        ordering = ("-given_on", "-created_at")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("given_on")),
                name="a_release_ends_after_it_is_given",
                violation_error_message=_("The end is before the start."),
            ),
        )

    def __str__(self) -> str:
        return self.third_party
