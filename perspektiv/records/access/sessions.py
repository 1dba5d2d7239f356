"""Where somebody is logged in, and ending that: the next request of an ended session is refused."""

from typing import Any

from allauth.mfa.signals import authenticator_added, authenticator_removed
from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from perspektiv.records.access.models import User


def end_all(user: User, *, keep: str | None = None) -> int:
    """Of a user, but the session with this key; also those that no list of sessions knows of."""
    listed = UserSession.objects.filter(user=user).exclude(session_key=keep)
    held = Session.objects.filter(expire_date__gt=timezone.now()).exclude(session_key=keep)
    keys = {
        session.session_key for session in held.iterator() if session.get_decoded().get(SESSION_KEY) == str(user.pk)
    }
    keys.update(listed.values_list("session_key", flat=True))
    for session in UserSession.objects.filter(session_key__in=keys):
        session.end()
    Session.objects.filter(session_key__in=keys).delete()
    return len(keys)


@receiver([authenticator_added, authenticator_removed])
def second_factor_changed(request: HttpRequest, user: User, **_: Any) -> None:
    """Who was in with what protected the account before says once more who they are; not where it was changed."""
    end_all(user, keep=request.session.session_key)
