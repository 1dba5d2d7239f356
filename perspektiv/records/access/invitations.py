"""Invitations: a mail with a link that works once and for a week, with which somebody sets their first password."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import signing
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare

from perspektiv.records.access.accounts import colleagues
from perspektiv.records.access.models import Centre, User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.access.roles import Role, roles_granting

VALID_SECONDS = 7 * 24 * 60 * 60
_SALT = "perspektiv.invitation"


class _Fingerprint(PasswordResetTokenGenerator):
    """What an invitation hangs on: it dies when the password, the address or the state of the account changes."""

    key_salt = _SALT

    def of(self, user: User) -> str:
        return self._make_token_with_timestamp(user, 0, self.secret)[-32:]

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.is_active}"


_fingerprint = _Fingerprint()


def token_for(user: User) -> str:
    return signing.dumps([str(user.id), _fingerprint.of(user)], salt=_SALT)


def invited(token: str) -> User | None:
    """Whom a link invites; nobody, if it is used, too old or made up."""
    try:
        id, fingerprint = signing.loads(token, salt=_SALT, max_age=VALID_SECONDS)
    except (signing.BadSignature, ValueError):
        return None
    user = User.objects.filter(id=id, is_active=True).first()
    if user is None or not constant_time_compare(fingerprint, _fingerprint.of(user)):
        return None
    return user


def send_invitation(user: User, by: User) -> None:
    with translation.override(user.language):
        text = render_to_string(
            "access/mails/invitation.txt",
            {
                "user": user,
                "by": by,
                "address": settings.ADDRESS + reverse("access:invitation", args=[token_for(user)]),
                "days": VALID_SECONDS // (24 * 60 * 60),
            },
        )
        subject, _, body = text.strip().partition("\n")
        EmailMessage(subject.strip(), body.lstrip(), to=[user.email]).send()


def send_welcome(user: User, by: User) -> None:
    """To somebody who has an account already and is given a role in one more centre."""
    with translation.override(user.language):
        text = render_to_string("access/mails/welcome.txt", {"user": user, "by": by, "address": settings.ADDRESS + "/"})
        subject, _, body = text.strip().partition("\n")
        EmailMessage(subject.strip(), body.lstrip(), to=[user.email]).send()


def tell_of_roles(user: User, by: User, centre: Centre, roles: Sequence[Role]) -> None:
    """To lead and head: somebody can now read, or open, counselling content."""
    hearing = roles_granting(Permission.HEAR_OF_ROLES, Scope.CENTRE)
    for told in colleagues(centre, *hearing).exclude(pk__in=(user.pk, by.pk)):
        with translation.override(told.language):
            labels = ", ".join(str(role.label) for role in roles)
            text = render_to_string(
                "access/mails/role.txt", {"told": told, "user": user, "by": by, "centre": centre, "roles": labels}
            )
            subject, _, body = text.strip().partition("\n")
            EmailMessage(subject.strip(), body.lstrip(), to=[told.email]).send()
