from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Record, Records, User
from perspektiv.records.people.models import Jobcoach, Participant


class Referrals(Records["Referral"]):
    def own(self, user: User) -> Q:
        """A jobcoach's own proposals, a counsellor's own participants'."""
        participants = Participant.objects.all()
        return Q(jobcoach__user=user) | Q(participant__in=participants.filter(participants.own(user)))


class Referral(Record):
    """A way into the centre: a jobcoach's proposal or the person's own wish, never an order."""

    class Initiative(models.TextChoices):
        PARTICIPANT = "participant", _("the person")
        JOBCOACH = "jobcoach", _("the jobcoach")
        BOTH = "both", _("both together")
        OTHER = "other", _("somebody else")

    class Result(models.TextChoices):
        OPEN = "open", _("open")
        ENTERED = "entered", _("entered")
        DECLINED = "declined", _("declined")
        NOT_REACHED = "not_reached", _("not reached")
        NOT_SUITABLE = "not_suitable", _("not suitable")

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="referrals")
    jobcoach = models.ForeignKey(Jobcoach, models.PROTECT, null=True, blank=True, related_name="referrals")
    referred_on = models.DateField(default=timezone.localdate)
    initiative = models.CharField(max_length=12, choices=Initiative.choices, blank=True)
    informed_on = models.DateField(null=True, blank=True)  # told that taking part is voluntary
    concern = models.TextField(blank=True)  # what shall be clarified, in a few words; the jobcoach sees it
    waiting_since = models.DateField(null=True, blank=True)  # reached and waiting for a place
    result = models.CharField(max_length=12, choices=Result.choices, default=Result.OPEN)
    decided_on = models.DateField(null=True, blank=True)
    talks_due = models.PositiveSmallIntegerField(null=True, blank=True)  # as imported; else counted from contacts
    talks_held = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = Referrals.as_manager()

    class Meta:
        ordering = ("-referred_on",)
        indexes = (models.Index(fields=("centre", "result", "referred_on"), name="referrals_by_result"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(result="open", decided_on=None)
                | (~Q(result="open") & (Q(decided_on__isnull=False) | ~Q(source_key=""))),  # imported: not always known
                name="a_decided_referral_has_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.referred_on}"


class Contact(Record):
    """One attempt or talk of the first contact."""

    class Way(models.TextChoices):
        PHONE = "phone", _("by telephone")
        LETTER = "letter", _("by letter")
        MAIL = "mail", _("by e-mail")
        TALK = "talk", _("talk in the centre")

    class Outcome(models.TextChoices):
        REACHED = "reached", _("reached")
        NOT_REACHED = "not_reached", _("not reached")
        TALK_PLANNED = "talk_planned", _("talk planned")
        TALK_HELD = "talk_held", _("talk held")
        TALK_MISSED = "talk_missed", _("did not come")

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="contacts")
    at = models.DateTimeField(default=timezone.now)
    way = models.CharField(max_length=10, choices=Way.choices)
    outcome = models.CharField(max_length=12, choices=Outcome.choices)

    objects = Records["Contact"].as_manager()

    class Meta:
        ordering = ("at",)

    def __str__(self) -> str:
        return self.outcome
