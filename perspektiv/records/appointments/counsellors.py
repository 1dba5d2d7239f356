"""Who counsels in a centre, and who did and still has appointments ahead."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import ngettext

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.access.roles import Role
from perspektiv.records.appointments.models import Appointment, Appointments, Status
from perspektiv.records.cases.departed import counselling_on, gone_from_here
from perspektiv.records.cases.models import Participation, Referral


def counsellors_in(centres: Iterable[UUID]) -> list[User]:
    """Those who hold the role today, by name."""
    held = counselling_on(timezone.localdate()).filter(centre__in=list(centres), role=Role.COUNSELLOR)
    return list(User.objects.filter(pk__in=held.values("user")))


def departed_with_dates(centres: Collection[UUID]) -> list[User]:
    """Those who counsel there no more, or have no account any more, while appointments with them lie ahead."""
    held = counselling_on(timezone.localdate()).filter(centre__in=centres)
    ahead = _ahead(centres).order_by().values("counsellor")
    return list(User.objects.filter(pk__in=ahead).exclude(pk__in=held.values("user")))


def bookable_by(user: User, of: Participation | Referral) -> list[User]:
    """Whose time the user may book for that participation: anybody's in the centre, or one's own and the case's.

    Nobody's who counsels there no more.
    """
    case = of.counsellor if isinstance(of, Participation) else None
    here = counsellors_in([of.centre_id])
    if of.centre_id in user.centres_with(Permission.BOOK, Scope.CENTRE):
        return here
    return [user] if case is None or case == user or case not in here else [case, user]


def chosen_first(user: User, of: Participation | Referral, bookable: list[User]) -> User | None:
    """The case's counsellor, or whoever books for themselves."""
    if isinstance(of, Participation) and of.counsellor and of.counsellor in bookable:
        return of.counsellor
    return user if user in bookable else None


def with_departed(centres: Collection[UUID]) -> Appointments:
    """What lies ahead with those who counselled in its centre and do so no more, or have no account any more."""
    return _ahead(centres).filter(gone_from_here(timezone.localdate()))


def undone_appointments(centres: Collection[UUID]) -> dict[UUID, list[str]]:
    """How many lie ahead of each counsellor: see ``access.leaving``."""
    counted = _ahead(centres).order_by().values_list("counsellor").annotate(Count("pk"))
    return {one: [ngettext("%d appointment ahead", "%d appointments ahead", n) % n] for one, n in counted}


def _ahead(centres: Collection[UUID]) -> Appointments:
    return Appointment.objects.filter(
        centre__in=centres, status=Status.PLANNED, starts_at__gt=timezone.now(), counsellor__isnull=False
    )
