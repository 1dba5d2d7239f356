"""The idle lock: who has done nothing for a while says once more who they are; everything typed is kept.

The server decides, by when a session last did something; the script on the page only covers the screen in time. What
runs by itself in the background says so by a header and does not count.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import is_valid_path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from perspektiv.errors import Refused
from perspektiv.records.access.actions.drafts import keep_draft
from perspektiv.records.access.admission import signed_in, way_back
from perspektiv.records.access.models import User
from perspektiv.records.access.roles import Role

Answer = Callable[[HttpRequest], HttpResponse]

LOCKED = "perspektiv.locked"
UNSENT = "unsent"
"""The draft that keeps what was sent while the screen was locked."""
OPEN = frozenset({"unlock", "time_left", "account_logout", "oidc_begin", "oidc_callback"})
"""Addresses that a locked session reaches."""
WRITTEN_EVERY = timedelta(seconds=20)
"""Activity is written down no more often than that."""
AHEAD = timedelta(minutes=1)
"""A last activity that lies further ahead was written by a wrong clock: it proves nothing."""
NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword", "code"})


class IdleLock:
    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.IDLE_MINUTES and isinstance(request.user, User):
            session = the_session(request)
            if is_watched(request) and seconds_left(session) <= 0:
                request.META[LOCKED] = "1"
                if not is_valid_path(request.path_info):
                    return self._refused(request, "")
            elif not in_background(request):
                still_here(session)
        return self.answer(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Only now it is sure that a form was sent from a page of ours."""
        match = request.resolver_match
        if not is_locked(request) or match is None or match.view_name in OPEN:
            return None
        return self._refused(request, match.view_name)

    def _refused(self, request: HttpRequest, name: str) -> HttpResponse:
        if asked_by_script(request):
            return HttpResponse(_("The screen is locked."), status=423, content_type="text/plain; charset=utf-8")
        goes_on = request.get_full_path() if request.method in ("GET", "HEAD") else way_back(request)
        if request.method == "POST" and name and not request.path.startswith("/konto/") and _keep_unsent(request):
            goes_on = reverse("unsent")
        return redirect(f"{reverse('unlock')}?{urlencode({'next': goes_on or '/'})}")


def is_locked(request: HttpRequest) -> bool:
    return request.META.get(LOCKED) == "1"


def is_watched(request: HttpRequest) -> bool:
    """Auditors only look, for days on end; participants have no account. Everybody else is."""
    user = request.user
    return bool(settings.IDLE_MINUTES) and isinstance(user, User) and user.roles() != {Role.AUDITOR}


def the_session(request: HttpRequest) -> UserSession:
    found = UserSession.objects.filter(session_key=request.session.session_key).first()
    if found is None:
        UserSession.objects.create_from_request(request)
        unlock(request)
        found = UserSession.objects.get(session_key=request.session.session_key)
    return found


def seconds_left(session: UserSession) -> float:
    """Until the session locks; zero or less: it is locked."""
    idle = timezone.now() - session.last_seen_at
    if idle < -AHEAD:
        return 0.0
    left: timedelta = timedelta(minutes=settings.IDLE_MINUTES) - idle
    return left.total_seconds()


def still_here(session: UserSession) -> None:
    now = timezone.now()
    if now - session.last_seen_at >= WRITTEN_EVERY:
        UserSession.objects.filter(pk=session.pk).update(last_seen_at=now)


def unlock(request: HttpRequest) -> None:
    """After they have said who they are."""
    UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now())


def in_background(request: HttpRequest) -> bool:
    """What a page asks by itself: it says so."""
    return request.headers.get("X-Background") == "1"


def asked_by_script(request: HttpRequest) -> bool:
    """A redirect would bring it a whole page where a part, or a bare word, is expected."""
    if in_background(request) or getattr(request, "htmx", False):
        return True
    return request.headers.get("Sec-Fetch-Mode") in ("cors", "same-origin") or "X-Requested-With" in request.headers


def _keep_unsent(request: HttpRequest) -> bool:
    """The fields of a form that came too late, encrypted as every draft; files and passwords are not kept."""
    fields = {name: values for name, values in request.POST.lists() if name not in NEVER_KEPT}
    content = json.dumps({"address": request.get_full_path(), "came_from": way_back(request), "fields": fields})
    try:
        keep_draft(by=signed_in(request), form=UNSENT, content=content)
    except Refused:
        return False
    return True
