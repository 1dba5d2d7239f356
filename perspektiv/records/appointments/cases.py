"""What an appointment can be booked for: running participations and open ways in."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.cases.models import Participation, Referral
from perspektiv.records.people.models import Participant


@dataclass(frozen=True)
class Case:
    """One participation or way in of a participant."""

    of: Participation | Referral

    @property
    def id(self) -> UUID:
        return self.of.id

    @property
    def participation(self) -> Participation | None:
        return self.of if isinstance(self.of, Participation) else None


def cases_of(user: User, participant: Participant) -> list[Case]:
    """The newest participation first."""
    today = timezone.localdate()
    participations = (
        Participation.objects.with_permission(user, Permission.BOOK)
        .filter(Q(ended_on=None) | Q(ended_on__gte=today), participant=participant)
        .select_related("segment", "counsellor", "centre", "participant")
        .order_by("-started_on", "-created_at")
    )
    ways_in = (
        Referral.objects.with_permission(user, Permission.BOOK)
        .filter(participant=participant, result=Referral.Result.OPEN)
        .select_related("centre", "participant")
    )
    return [Case(of) for of in (*participations, *ways_in)]
