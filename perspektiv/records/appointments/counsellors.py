"""Who counsels in a centre."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.access.roles import Role
from perspektiv.records.cases.models import Participation, Referral


def counsellors_in(centres: Iterable[UUID]) -> list[User]:
    """Those who hold the role today, by name."""
    today = timezone.localdate()
    return list(
        User.objects.filter(
            Q(memberships__ends_on=None) | Q(memberships__ends_on__gte=today),
            memberships__centre__in=list(centres),
            memberships__role=Role.COUNSELLOR,
            memberships__starts_on__lte=today,
            is_active=True,
        ).distinct()
    )


def bookable_by(user: User, of: Participation | Referral) -> list[User]:
    """Whose time the user may book for that participation: anybody's in the centre, or one's own and the case's."""
    case = of.counsellor if isinstance(of, Participation) else None
    if of.centre_id in user.centres_with(Permission.BOOK, Scope.CENTRE):
        found = counsellors_in([of.centre_id])
    else:
        found = [user]
    return found if case is None or case in found else [case, *found]


def chosen_first(user: User, of: Participation | Referral, bookable: list[User]) -> User | None:
    """The case's counsellor, or whoever books for themselves."""
    if isinstance(of, Participation) and of.counsellor:
        return of.counsellor
    return user if user in bookable else None
