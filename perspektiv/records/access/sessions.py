"""Where somebody is logged in, and ending that: the next request of an ended session is refused."""

from typing import Any

from allauth.mfa.signals import authenticator_added, authenticator_removed
from allauth.usersessions.models import UserSession
from django.dispatch import receiver
from django.http import HttpRequest

from perspektiv.records.access.models import User


def end_all(user: User, *, keep: str | None = None) -> int:
    """Of a user, but the session with this key."""
    ended = list(UserSession.objects.filter(user=user).exclude(session_key=keep))
    for session in ended:
        session.end()
    return len(ended)


@receiver([authenticator_added, authenticator_removed])
def second_factor_changed(request: HttpRequest, user: User, **_: Any) -> None:
    """Who was in with what protected the account before says once more who they are; not where it was changed."""
    end_all(user, keep=request.session.session_key)
