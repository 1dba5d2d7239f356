from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from perspektiv.records.access.models import Record, Records, User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.vault import VaultField
from perspektiv.records.cases.models import Participation
from perspektiv.records.feedback.models.instrument import InstrumentVersion
from perspektiv.records.feedback.models.invitation import Invitation
from perspektiv.records.feedback.models.item import Item
from perspektiv.records.feedback.models.plan import Moment
from perspektiv.records.people.models import Participant


class Responses(Records["Response"]):
    def own(self, user: User) -> Q:
        participants = Participant.objects.all()
        return Q(participation__participant__in=participants.filter(participants.own(user)))

    def own_with(self, user: User, permission: Permission) -> Q:
        participants = Participant.objects.all()
        return Q(participation__participant__in=participants.filter(participants.own_with(user, permission)))


class Response(Record):
    """What one participant answered once. Employers' and imported ones may have no participation."""

    version_of = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="responses")
    participation = models.ForeignKey(Participation, models.PROTECT, null=True, blank=True, related_name="responses")
    invitation = models.OneToOneField(Invitation, models.PROTECT, null=True, blank=True, related_name="response")
    moment = models.CharField(max_length=10, choices=Moment.choices, default=Moment.SINGLE)
    submitted_on = models.DateField(default=timezone.localdate)
    language = models.CharField(max_length=10, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = Responses.as_manager()

    class Meta:
        ordering = ("-submitted_on", "-created_at")
        indexes = (models.Index(fields=("participation", "submitted_on"), name="responses_by_case"),)

    def __str__(self) -> str:
        return f"{self.moment} {self.submitted_on}"


class Answer(models.Model):
    """One item's answer: a number, or words that only participant and counsellor share."""

    id = models.BigAutoField(primary_key=True)
    response = models.ForeignKey(Response, models.CASCADE, related_name="answers")
    item = models.ForeignKey(Item, models.PROTECT, related_name="answers")
    value = models.FloatField(null=True, blank=True)
    words = VaultField(blank=True, default="")
    shared_at = models.DateTimeField(null=True, blank=True)  # released by the participant for the closing talk

    class Meta:
        ordering = ("response", "item__position")
        constraints = (models.UniqueConstraint(fields=("response", "item"), name="one_answer_an_item"),)

    def __str__(self) -> str:
        return "" if self.value is None else f"{self.value:g}"
