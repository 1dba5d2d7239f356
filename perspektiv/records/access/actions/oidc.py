"""Which account somebody has who comes by the municipality's own login; none is ever made."""

from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from perspektiv.errors import Refused
from perspektiv.records.access.accounts import manages_all_of
from perspektiv.records.access.actions.accounts import ELSEWHERE
from perspektiv.records.access.models import Centre, User
from perspektiv.records.access.oidc import UNPROVEN, NotLoggedIn, Statement, service_key, service_name
from perspektiv.records.access.sessions import end_all
from perspektiv.records.access.trail import record

UNKNOWN: Promise = _("There is no account for %(email)s here. Please ask your administrator for an invitation.")
SOMEBODY_ELSE = _(
    "The account with this e-mail address belongs to another login of %(service)s. Please ask your administrator."
)
CLOSED = _("This account is closed. Please ask your administrator.")


@transaction.atomic
def account_of(statement: Statement) -> User:
    """By the subject once that is linked, and before that by the proven address of an account that was invited."""
    key = service_key()
    linked = SocialAccount.objects.filter(provider=key, uid=statement.subject).select_related("user").first()
    if linked is not None:
        return _open(linked.user)
    named = {"service": service_name(), "email": statement.email}
    if not statement.email:
        raise NotLoggedIn(UNPROVEN % named)
    user = User.objects.select_for_update().filter(email__iexact=statement.email).first()
    if user is None:
        raise NotLoggedIn(UNKNOWN % named)
    if SocialAccount.objects.filter(provider=key, user=user).exists():
        raise NotLoggedIn(SOMEBODY_ELSE % named)
    _open(user)
    SocialAccount.objects.create(provider=key, uid=statement.subject, user=user)  # nothing else is kept of them
    record(by=user, what="access.login_linked", subject=user, centre=next(iter(user.centres()), None))
    return user


@transaction.atomic
def forget_login(*, by: User, user: User, centre: Centre) -> None:
    """For an address that a new colleague has taken over: the next login by the service links anew."""
    if not manages_all_of(by, user):
        raise Refused(ELSEWHERE, user=user)
    SocialAccount.objects.filter(user=user).delete()
    if user.pk != by.pk:
        end_all(user)
    record(by=by, what="access.login_forgotten", subject=user, centre=centre.id)


def _open(user: User) -> User:
    if not user.is_active:
        raise NotLoggedIn(CLOSED)
    return user
