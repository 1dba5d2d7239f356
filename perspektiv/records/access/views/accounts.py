"""One account, as its administrator sees it: invite, change roles, close, open."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from perspektiv.errors import Refused
from perspektiv.records.access.accounts import colleagues, fetch_account, held_today, manages_all_of
from perspektiv.records.access.actions import accounts as actions
from perspektiv.records.access.actions.oidc import forget_login
from perspektiv.records.access.admission import needs, signed_in, the_centre
from perspektiv.records.access.forms import AccountForm, InviteForm
from perspektiv.records.access.leaving import undone_in
from perspektiv.records.access.models import Centre, User
from perspektiv.records.access.oidc import service_name
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.access.roles import Role, roles_granting

COUNSELLING = roles_granting(Permission.ANSWER_OFFERS, Scope.OWN)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_ACCOUNTS)
def account_new(request: HttpRequest) -> HttpResponse:
    by = signed_in(request)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.invite(by=by, centre=the_centre(by, Permission.MANAGE_ACCOUNTS), **form.chosen())
        except Refused as refused:
            form.add_error(None, _in_words(refused))
        else:
            messages.success(request, _("%(user)s is invited; the mail is on its way.") % {"user": user})
            return redirect("access:administration")
    return render(request, "access/account_new.html", {"form": form, "tab": "accounts"})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_ACCOUNTS)
def account_edit(request: HttpRequest, id: UUID) -> HttpResponse:
    by = signed_in(request)
    user = fetch_account(by, id)
    centre = the_centre(by, Permission.MANAGE_ACCOUNTS)
    form = AccountForm(request.POST or None, initial=_stored(user, centre))
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            actions.change_account(by=by, user=user, centre=centre, version=version, **form.chosen())
        except Refused as refused:
            form.add_error(None, _in_words(refused))
            user.refresh_from_db()
            again = request.POST.copy()
            again["version"] = str(user.version)
            form.data = again
        else:
            messages.success(request, _("Saved."))
            _warn_of_undone(request, user, centre)
            return redirect("access:administration")
    return render(
        request,
        "access/account_edit.html",
        {
            "form": form,
            "account": user,
            "tab": "accounts",
            "stored_roles": [Role(role).label for role in _stored(user, centre)["roles"]],
            "factors": Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).count(),
            "manages_all": manages_all_of(by, user),
            "sessions": UserSession.objects.filter(user=user).count(),
            "undone": _undone(user, centre),
            "service": service_name() if SocialAccount.objects.filter(user=user).exists() else "",
        },
    )


Act = Callable[[User, User, Centre], Any]


def _one_step(act: Act, said: Callable[[User], str]) -> Callable[..., HttpResponse]:
    """A view of one button on an account: fetch, act, say, back to the account."""

    @require_POST
    @needs(Permission.MANAGE_ACCOUNTS)
    def view(request: HttpRequest, id: UUID) -> HttpResponse:
        by = signed_in(request)
        user = fetch_account(by, id)
        act(by, user, the_centre(by, Permission.MANAGE_ACCOUNTS))
        messages.success(request, said(user))
        return redirect("access:account_edit", id=user.id)

    return view


account_invite_again = _one_step(
    lambda by, user, centre: actions.invite_again(by=by, user=user, centre=centre),
    lambda user: _("The invitation is on its way to %(user)s once more.") % {"user": user},
)
account_open = _one_step(
    lambda by, user, centre: actions.open_account(by=by, user=user, centre=centre),
    lambda user: _("The account of %(user)s is open again.") % {"user": user},
)
account_second_factors = _one_step(
    lambda by, user, centre: actions.forget_second_factors(by=by, user=user, centre=centre),
    lambda user: _("%(user)s sets up a new second factor at the next login.") % {"user": user},
)

account_sessions_end = _one_step(
    lambda by, user, centre: actions.end_sessions_of(by=by, user=user, centre=centre),
    lambda user: _("%(user)s is logged out everywhere.") % {"user": user},
)
account_login_forget = _one_step(
    lambda by, user, centre: forget_login(by=by, user=user, centre=centre),
    lambda user: _("The next login of %(user)s by the own service links anew.") % {"user": user},
)


@require_POST
@needs(Permission.MANAGE_ACCOUNTS)
def account_close(request: HttpRequest, id: UUID) -> HttpResponse:
    """At once; taken back with one click."""
    by = signed_in(request)
    user = fetch_account(by, id)
    actions.close_account(by=by, user=user, centre=the_centre(by, Permission.MANAGE_ACCOUNTS))
    undo = reverse("access:account_open", args=[user.id])
    said = _("The account of %(user)s is closed; whoever was logged in is out.") % {"user": user}
    messages.success(request, said, extra_tags=f"undo:{undo}")
    return redirect("access:account_edit", id=user.id)


def _undone(user: User, centre: Centre) -> str:
    """What would stay without anybody if the account were closed now."""
    return ", ".join(undone_in([centre.pk]).get(user.pk, []))


def _warn_of_undone(request: HttpRequest, user: User, centre: Centre) -> None:
    """After a role is taken from somebody who still had something to do with it."""
    undone = _undone(user, centre)
    if undone and not colleagues(centre, *COUNSELLING).filter(pk=user.pk).exists():
        sentence = _("%(user)s counsels here no more and leaves: %(undone)s. The case-steering lead sees it on Today.")
        messages.warning(request, sentence % {"user": user, "undone": undone})


def _stored(user: User, centre: Centre) -> dict[str, Any]:
    held = held_today().filter(user=user, centre=centre)
    audit = held.filter(role=Role.AUDITOR).first()
    return {
        "version": user.version,
        "given_name": user.given_name,
        "family_name": user.family_name,
        "roles": list(held.values_list("role", flat=True)),
        "auditor_until": audit.ends_on if audit else None,
    }


def _in_words(refused: Refused) -> str:
    return refused.sentence.en if translation.get_language() == "en" else refused.sentence.de
