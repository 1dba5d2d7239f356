from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Record, Records, User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.access.vault import VaultField
from perspektiv.records.cases.models.participation import Participation
from perspektiv.records.people.models import Jobcoach, Participant


class ClosingResults(Records["ClosingResult"]):
    def own(self, user: User) -> Q:
        participants = Participant.objects.all()
        return Q(participation__participant__in=participants.filter(participants.own(user)))

    def own_with(self, user: User, permission: Permission) -> Q:
        participations = Participation.objects.all()
        return Q(participation__in=participations.filter(participations.own_with(user, permission)))

    def released(self) -> Self:
        return self.filter(participant_released_at__isnull=False, counsellor_released_at__isnull=False)

    def released_to(self, jobcoach: User) -> Self:
        """What a jobcoach may read: the results of own proposals that participant and counsellor have released."""
        centres = jobcoach.centres_with(Permission.SEE_REFERRALS, Scope.OWN)
        return self.released().filter(centre__in=centres, participation__jobcoach__user=jobcoach)

    def released_by_link(self, jobcoach: Jobcoach) -> Self:
        """The same for a jobcoach who comes by link."""
        return self.released().filter(participation__jobcoach=jobcoach)


class ClosingResult(Record):
    """What participant, counsellor and jobcoach hold as joint result; the jobcoach sees it once both released it."""

    participation = models.OneToOneField(Participation, models.PROTECT, related_name="closing_result")
    words = VaultField(blank=True, default="")
    next_steps = VaultField(blank=True, default="")
    participant_released_at = models.DateTimeField(null=True, blank=True)
    counsellor_released_at = models.DateTimeField(null=True, blank=True)
    counsellor_released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    acknowledged_at = models.DateTimeField(null=True, blank=True)  # by the jobcoach

    objects = ClosingResults.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(acknowledged_at=None)
                | Q(participant_released_at__isnull=False, counsellor_released_at__isnull=False),
                name="only_a_released_result_is_acknowledged",
                violation_error_message=_("Only a released result can be acknowledged."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.participation_id}"

    @property
    def released(self) -> bool:
        return bool(self.participant_released_at and self.counsellor_released_at)
