"""My account: language, password, second factor, and where I am logged in."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from perspektiv.records.access.actions.accounts import choose_language, end_sessions
from perspektiv.records.access.admission import signed_in, way_back
from perspektiv.records.access.devices import device
from perspektiv.records.access.forms import LanguageForm
from perspektiv.records.access.middleware import ChosenCentre
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.sending import sent_number


@dataclass(frozen=True)
class Session:
    id: int
    device: str
    since: datetime
    seen: datetime | None  # unknown where no activity is written down
    is_this: bool


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    sessions = [
        Session(
            session.pk,
            device(session.user_agent),
            session.created_at,
            session.last_seen_at if settings.IDLE_MINUTES else None,
            session.session_key == request.session.session_key,
        )
        for session in UserSession.objects.purge_and_list(user)
    ]
    return render(
        request,
        "access/account.html",
        {
            "language": LanguageForm(initial={"language": user.language}),
            "memberships": user.memberships.select_related("centre").order_by("centre__name", "role"),
            "factors": Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES),
            "has_feeds": user.may(Permission.SEE_COUNSELLING),
            "sessions": sorted(sessions, key=lambda session: (not session.is_this, -session.since.timestamp())),
        },
    )


@require_POST
@login_required
def language(request: HttpRequest) -> HttpResponse:
    form = LanguageForm(request.POST)
    if form.is_valid():
        user = choose_language(by=signed_in(request), language=form.cleaned_data["language"])
        with translation.override(user.language):
            messages.success(request, _("The language is changed."))
    return redirect(way_back(request) or "access:account")


@require_POST
@login_required
def choose_centre(request: HttpRequest) -> HttpResponse:
    """One of the user's centres, or all; kept in the session."""
    user, wanted = signed_in(request), request.POST.get("centre", "")
    if wanted and wanted not in {str(centre) for centre, _role in user.every_grant()}:
        raise Http404
    request.session[ChosenCentre.KEPT_AS] = wanted
    return redirect((way_back(request) if "stay" in request.POST else "") or "/")


@require_POST
@login_required
def sessions_end(request: HttpRequest) -> HttpResponse:
    """All others, or the one that is named."""
    named = request.POST.get("session", "")
    only = sent_number(named) if named else None
    ended = end_sessions(by=signed_in(request), keep=request.session.session_key, only=only)
    if ended:
        messages.success(request, _("Logged out there."))
    return redirect("access:account")
