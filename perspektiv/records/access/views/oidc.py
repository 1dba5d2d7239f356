"""Going to the municipality's own login, and coming back from there."""

import logging

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from perspektiv.records.access.actions.oidc import account_of
from perspektiv.records.access.idle import unlock
from perspektiv.records.access.login import vouched_for
from perspektiv.records.access.models import User
from perspektiv.records.access.oidc import LEEWAY, NotLoggedIn, Statement, come_back, send_there

log = logging.getLogger(__name__)

OTHER_ACCOUNT = _("That is another account than the one that is logged in here. Please log out first.")
NOT_ANEW = _("You have to say once more who you are. Please try again.")


@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    wanted = request.GET.get("next", "")
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    goes_on = wanted if ours else ""
    try:
        return send_there(request, goes_on=goes_on, anew=request.user.is_authenticated)
    except NotLoggedIn as refused:
        return _said(request, refused)


@require_GET
def callback(request: HttpRequest) -> HttpResponse:
    try:
        statement, begun = come_back(request)
        user = account_of(statement)
        if isinstance(request.user, User):
            _is_it_them(request.user, user, statement, begun["anew_since"])
            record_authentication(request, user, "socialaccount", reauthenticated=True)
            unlock(request)
            return redirect(begun.get("next") or "/")
    except NotLoggedIn as refused:
        return _said(request, refused)
    record_authentication(request, user, "socialaccount")
    with vouched_for(user if statement.second_factor else None):
        response: HttpResponse = perform_login(request, Login(user=user, redirect_url=begun.get("next")))
    if statement.second_factor and request.user.is_authenticated:
        request.session["second_factor_of"] = str(user.id)
    return response


def _is_it_them(inside: User, came: User, statement: Statement, since: float | None) -> None:
    """Whoever is logged in already proves that they still are the same, by what they have just said there."""
    if inside.pk != came.pk:
        raise NotLoggedIn(OTHER_ACCOUNT)
    if since is None or statement.at is None or statement.at < since - LEEWAY:
        raise NotLoggedIn(NOT_ANEW)


def _said(request: HttpRequest, refused: NotLoggedIn) -> HttpResponse:
    if cause := refused.__cause__:
        log.warning("login by OpenID Connect: %s: %s", type(cause).__name__, str(cause)[:200])
    return render(request, "access/oidc_refused.html", {"sentence": refused.sentence}, status=refused.status)
