from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Record, Records, User
from perspektiv.records.cases.models.catalogue import Segment
from perspektiv.records.cases.models.participation import Participation
from perspektiv.records.people.models import Participant


class CaseOffers(Records["CaseOffer"]):
    def own(self, user: User) -> Q:
        return Q(counsellor=user)


class CaseOffer(Record):
    """A case offered to a counsellor, who accepts or declines; accepting starts the participation or takes it over."""

    class Answer(models.TextChoices):
        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="offers")
    segment = models.ForeignKey(Segment, models.PROTECT, related_name="offers")
    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="offers")
    takes_over = models.ForeignKey(
        Participation, models.PROTECT, null=True, blank=True, related_name="offers"
    )  # a change of counsellor; else a new participation
    offered_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.OPEN)
    answered_at = models.DateTimeField(null=True, blank=True)
    message = models.CharField(max_length=300, blank=True)

    objects = CaseOffers.as_manager()

    class Meta:
        ordering = ("offered_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("participant", "segment"), condition=Q(answer="open"), name="a_case_is_offered_to_one_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return self.answer
