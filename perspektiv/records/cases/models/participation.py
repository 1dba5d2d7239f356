from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Record, Records, User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.cases.models.catalogue import EndingReason, Segment
from perspektiv.records.people.models import Jobcoach, Participant


class Participations(Records["Participation"]):
    def own(self, user: User) -> Q:
        participants = Participant.objects.all()
        return Q(participant__in=participants.filter(participants.own(user)))

    def own_with(self, user: User, permission: Permission) -> Q:
        """Whoever handed on a case closes only what they counselled to its end."""
        participants = Participant.objects.all()
        if permission != Permission.CLOSE:
            return Q(participant__in=participants.filter(participants.own_with(user, permission)))
        in_charge = participants.filter(participants.own_with(user, Permission.SEE_COUNSELLING))
        return Q(participant__in=in_charge) | Q(self.own(user), counsellor=user)

    def running(self) -> Self:
        return self.filter(ended_on=None)


class Participation(Record):
    """One person in one segment, from its start to its ending."""

    class Ending(models.TextChoices):
        REGULAR = "regular", _("regular")
        EARLY = "early", _("early")

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="participations")
    segment = models.ForeignKey(Segment, models.PROTECT, related_name="participations")
    counsellor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="participations"
    )  # the present one; earlier ones in Counselling
    counsellor_key = models.CharField(
        max_length=200, blank=True
    )  # of imported history, whose counsellors have no account
    jobcoach = models.ForeignKey(Jobcoach, models.PROTECT, null=True, blank=True, related_name="participations")
    started_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True, blank=True)
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)
    reason = models.ForeignKey(EndingReason, models.PROTECT, null=True, blank=True, related_name="+")
    units_planned = models.PositiveSmallIntegerField(null=True, blank=True)
    next_segment = models.ForeignKey(
        Segment, models.PROTECT, null=True, blank=True, related_name="+"
    )  # where the person wants to go on after a regular end, until that participation starts

    objects = Participations.as_manager()

    class Meta:
        ordering = ("started_on", "segment__position")
        indexes = (
            models.Index(fields=("centre", "ended_on"), name="participations_by_end"),
            models.Index(fields=("participant", "started_on"), name="path_of_a_participant"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="participation_ends_after_it_starts",
                violation_error_message=_("The end is before the start."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ending="") | (Q(ended_on__isnull=False) & ~Q(ending="")),
                name="an_end_has_an_ending",
            ),
            models.CheckConstraint(
                condition=Q(ending="early", reason__isnull=False) | (~Q(ending="early") & Q(reason=None)),
                name="an_early_ending_has_a_reason",
                violation_error_message=_("An early ending needs a reason."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.segment_id} {self.started_on}"


class Counselling(Record):
    """Who counselled a participation, from when to when; a substitute does so beside the counsellor."""

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="counsellings")
    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    substitute = models.BooleanField(default=False)
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True, blank=True)
    batch = models.UUIDField(null=True, blank=True)  # of substitutions that were named together

    objects = Records["Counselling"].as_manager()

    class Meta:
        ordering = ("since",)
        constraints = (
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="counselling_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=("participation",), condition=Q(until=None, substitute=False), name="one_counsellor_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.counsellor_id} {self.since}"
