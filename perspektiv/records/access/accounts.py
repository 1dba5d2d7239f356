"""Which accounts an administrator looks after."""

from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from perspektiv.records.access.models import Centre, Membership, User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.access.roles import Role, roles_granting


def accounts_of(user: User) -> QuerySet[User]:
    """Accounts that have, or had, a role in a centre whose accounts the user manages."""
    centres = user.centres_with(Permission.MANAGE_ACCOUNTS, Scope.CENTRE)
    return User.objects.filter(pk__in=Membership.objects.filter(centre__in=centres).values("user"))


def with_roles(accounts: QuerySet[User], centres: set[UUID]) -> QuerySet[User]:
    """With the roles that hold today in these centres, as ``current``."""
    held = held_today().filter(centre__in=centres).select_related("centre").order_by("role")
    return accounts.prefetch_related(Prefetch("memberships", held, to_attr="current"))


def held_today() -> QuerySet[Membership]:
    today = timezone.localdate()
    return Membership.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today)


def fetch_account(user: User, id: UUID) -> User:
    """The account, if the user manages it; else 404."""
    found = accounts_of(user).filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def manages_all_of(by: User, user: User) -> bool:
    """Whether every centre in which the user works is one whose accounts ``by`` manages."""
    works_in = set(held_today().filter(user=user).values_list("centre_id", flat=True))
    return works_in <= _managed_by(by)


def manages_every_centre(by: User) -> bool:
    """Whether the user manages the accounts of all centres of the installation, whichever they have chosen."""
    return set(Centre.objects.values_list("pk", flat=True)) <= _managed_by(by)


def _managed_by(by: User) -> set[UUID]:
    managing = roles_granting(Permission.MANAGE_ACCOUNTS, Scope.CENTRE)
    return {centre for centre, role in by.every_grant() if role in managing}


def administrators(centre: Centre) -> QuerySet[User]:
    """Those who can manage a centre's accounts today."""
    roles = roles_granting(Permission.MANAGE_ACCOUNTS, Scope.CENTRE)
    return User.objects.filter(is_active=True, pk__in=held_today().filter(centre=centre, role__in=roles).values("user"))


def same_mailbox(email: str) -> QuerySet[User]:
    """Accounts whose mails reach the same person: many servers deliver what stands after a "+" to one mailbox."""
    name, _, host = email.strip().partition("@")
    plain = name.partition("+")[0]
    spelt = Q(email__iexact=f"{plain}@{host}") | Q(email__istartswith=f"{plain}+", email__iendswith=f"@{host}")
    return User.objects.filter(spelt)


def colleagues(centre: Centre, *roles: Role) -> QuerySet[User]:
    """Active accounts with one of the roles in the centre today."""
    held = held_today().filter(centre=centre, role__in=roles)
    return User.objects.filter(is_active=True, pk__in=held.values("user"))
