"""The locked screen: how long until then, going on, unlocking, and what was sent too late."""

import json
from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth as keys
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perspektiv.records.access.actions.drafts import discard_draft
from perspektiv.records.access.admission import signed_in
from perspektiv.records.access.idle import (
    UNSENT,
    in_background,
    is_locked,
    is_watched,
    seconds_left,
    the_session,
)
from perspektiv.records.access.idle import unlock as open_again
from perspektiv.records.access.models import Draft, User
from perspektiv.records.access.oidc import service_key, service_name


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def unlock(request: HttpRequest) -> HttpResponse:
    """Password, passkey or the municipality's login; then back to the page one came from."""
    user = signed_in(request)
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    goes_on = wanted if ours else "/"
    if not is_locked(request):
        return HttpResponse(status=204) if in_background(request) else redirect(goes_on)
    password, key = ReauthenticateForm(user=user), ReauthenticateWebAuthnForm(user=user)
    if request.method == "POST":
        too_often = ratelimit.consume_or_429(request, action="reauthenticate", user=user)
        if too_often:
            refused: HttpResponse = too_often
            return refused
        if "credential" in request.POST:
            key = ReauthenticateWebAuthnForm(user=user, data=request.POST)
            if key.is_valid():
                key.save()
                return _opened(request, goes_on)
        else:
            password = ReauthenticateForm(user=user, data=request.POST)
            if password.is_valid():
                reauthenticate_by_password(request)
                return _opened(request, goes_on)
        if in_background(request):
            return JsonResponse({"sentence": " ".join(_sentences(password, key))}, status=422)
    return render(request, "access/unlock.html", {"form": password, "goes_on": goes_on, **_ways(user, key)})


def _opened(request: HttpRequest, goes_on: str) -> HttpResponse:
    open_again(request)
    return HttpResponse(status=204) if in_background(request) else redirect(goes_on)


def _ways(user: User, key: Any) -> dict[str, Any]:
    """How this account can be unlocked."""
    has_key = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists()
    linked = bool(service_name()) and SocialAccount.objects.filter(user=user, provider=service_key()).exists()
    return {
        "by_password": user.has_usable_password(),
        "key": key if has_key else None,
        "js_data": {"request_options": keys.begin_authentication(user)} if has_key else None,
        "service": service_name() if linked else "",
    }


def _sentences(*forms: Any) -> list[str]:
    return [str(error) for form in forms for errors in form.errors.values() for error in errors]


@require_safe
@login_required
def time_left(request: HttpRequest) -> HttpResponse:
    """Seconds until the screen locks; who is logged in by now, and the token that forms then need.

    Asking is no activity: the page does it by itself.
    """
    left = seconds_left(the_session(request)) if is_watched(request) else None
    return JsonResponse({"left": left, "me": str(signed_in(request).pk), "token": get_token(request)})


@require_POST
@login_required
def here(_: HttpRequest) -> HttpResponse:
    """Somebody types, points or chose to go on: the lock has noted it already."""
    return HttpResponse(status=204)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def unsent(request: HttpRequest) -> HttpResponse:
    """What was sent while the screen was locked: sent now, or thrown away."""
    user = signed_in(request)
    found = Draft.objects.filter(user=user, form=UNSENT).first()
    kept: dict[str, Any] = json.loads(found.content) if found else {"came_from": ""}
    if request.method == "POST" or not found:
        discard_draft(by=user, form=UNSENT)
        return redirect(kept["came_from"] or "/")
    fields = [(name, value) for name, values in kept["fields"].items() for value in values]
    return render(request, "access/unsent.html", {**kept, "fields": fields, "shown": _readable(kept["fields"])})


def _readable(fields: dict[str, list[str]]) -> list[str]:
    """The longer texts among the fields, so that one sees what is about to be sent."""
    return [value for values in fields.values() for value in values if " " in value.strip()]
