"""What is open without login: an invitation's link, and the first steps of an empty installation."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from perspektiv.records.access.actions.accounts import accept_invitation
from perspektiv.records.access.actions.centres import found_centre
from perspektiv.records.access.first_steps import open_to_be_set_up
from perspektiv.records.access.forms import FirstPasswordForm, FirstStepsForm
from perspektiv.records.access.invitations import invited


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    user = invited(token)
    if user is None:
        return render(request, "access/invitation_over.html", status=410)
    with translation.override(user.language):
        form = FirstPasswordForm(request.POST or None, user=user)
        if request.method == "POST" and form.is_valid():
            accept_invitation(user=user, password=form.cleaned_data["password"])
            messages.success(request, _("Your password is set. Please log in with it now."))
            return redirect(f"{reverse('account_login')}?{urlencode({'email': user.email})}")
        return render(request, "access/invitation.html", {"form": form, "invited": user})


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password", "code")
def first_steps(request: HttpRequest) -> HttpResponse:
    """Not there any more once somebody has an account."""
    if not open_to_be_set_up():
        raise Http404
    form = FirstStepsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = ("centre_name", "given_name", "family_name", "email", "password")
        chosen = {name: form.cleaned_data[name] for name in asked}
        user = found_centre(**chosen, language=translation.get_language())
        messages.success(request, _("Perspektiv is set up. Please log in."))
        then = {"email": user.email, "next": _next_page(form.cleaned_data["begin"])}
        return redirect(f"{reverse('account_login')}?{urlencode(then)}")
    return render(request, "access/first_steps.html", {"form": form})


def _next_page(begin: str) -> str:
    try:
        return reverse("exchange:import" if begin == "import" else "access:account_new")
    except NoReverseMatch:
        return reverse("access:administration")
