"""Administration: accounts, deputies, the centre."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perspektiv.errors import Refused
from perspektiv.records.access.accounts import accounts_of, colleagues, manages_every_centre, with_roles
from perspektiv.records.access.actions.centres import (
    NOT_EVERY_CENTRE,
    change_centre,
    found_another_centre,
    show_first_steps,
)
from perspektiv.records.access.actions.deputies import end_deputy, name_deputy
from perspektiv.records.access.admission import needs, signed_in, the_centre
from perspektiv.records.access.backups import backups_of
from perspektiv.records.access.forms import CentreForm, DeputyForm, NewCentreForm
from perspektiv.records.access.middleware import ChosenCentre
from perspektiv.records.access.models import Deputy
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.access.roles import Role


@require_safe
@needs(Permission.MANAGE_ACCOUNTS)
def administration(request: HttpRequest) -> HttpResponse:
    """All accounts, those in use first."""
    user = signed_in(request)
    centres = user.centres_with(Permission.MANAGE_ACCOUNTS, Scope.CENTRE)
    accounts = with_roles(accounts_of(user), centres).order_by("-is_active", "family_name", "given_name")
    return render(request, "access/administration.html", {"tab": "accounts", "accounts": accounts})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_ACCOUNTS)
def deputies(request: HttpRequest) -> HttpResponse:
    """Who stands in for whom, now and later; and naming one."""
    user = signed_in(request)
    centre = the_centre(user, Permission.MANAGE_ACCOUNTS)
    form = DeputyForm(request.POST or None, counsellors=colleagues(centre, Role.COUNSELLOR))
    if request.method == "POST" and form.is_valid():
        named = name_deputy(by=user, centre=centre, **form.cleaned_data)
        who = {"deputy": named.deputy, "absent": named.absent}
        messages.success(request, _("%(deputy)s stands in for %(absent)s.") % who)
        return redirect("access:deputies")
    known = Deputy.objects.filter(centre=centre, ends_on__gte=timezone.localdate())
    known = known.select_related("absent", "deputy").order_by("starts_on", "absent__family_name")
    return render(
        request,
        "access/deputies.html",
        {"tab": "deputies", "form": form, "deputies": known, "today": timezone.localdate()},
    )


@require_POST
@needs(Permission.MANAGE_ACCOUNTS)
def deputy_end(request: HttpRequest, id: UUID) -> HttpResponse:
    user = signed_in(request)
    centres = user.centres_with(Permission.MANAGE_ACCOUNTS, Scope.CENTRE)
    end_deputy(by=user, deputy=get_object_or_404(Deputy, pk=id, centre__in=centres))
    messages.success(request, _("The substitution has ended."))
    return redirect("access:deputies")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_CENTRE)
def centre(request: HttpRequest) -> HttpResponse:
    """The centre's data, and the ways to its rooms and offers."""
    user = signed_in(request)
    ours = the_centre(user, Permission.MANAGE_CENTRE)
    stored = {name: getattr(ours, name) for name in ("name", "accesses_shown", "feed_initials")}
    form = CentreForm(request.POST or None, initial=stored)
    if request.method == "POST" and form.is_valid():
        change_centre(by=user, centre=ours, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("access:centre")
    return render(
        request,
        "access/centre.html",
        {
            "tab": "centre",
            "form": form,
            "centre": ours,
            "backups": backups_of(settings.HOME),
            "founds": manages_every_centre(user),
            "manages_rooms": user.may(Permission.MANAGE_CATALOGUE, ours),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_CENTRE)
def centre_new(request: HttpRequest) -> HttpResponse:
    """A further centre. Whoever founded it goes on in it."""
    user = signed_in(request)
    if not manages_every_centre(user):
        raise Refused(NOT_EVERY_CENTRE)
    form = NewCentreForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            founded = found_another_centre(by=user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("key", refusal.sentence.en if get_language() == "en" else refusal.sentence.de)
        else:
            request.session[ChosenCentre.KEPT_AS] = str(founded.pk)
            messages.success(request, _("%(centre)s is founded. You work in it now.") % {"centre": founded})
            return redirect("access:centre")
    return render(request, "access/centre_new.html", {"tab": "centre", "form": form})


@require_POST
@needs(Permission.MANAGE_CENTRE)
def first_steps_hide(request: HttpRequest) -> HttpResponse:
    by = signed_in(request)
    show_first_steps(by=by, centre=the_centre(by, Permission.MANAGE_CENTRE), hidden=True)
    undo = reverse("access:first_steps_show")
    messages.success(request, _("The first steps are hidden."), extra_tags=f"undo:{undo}")
    return redirect("/")


@require_POST
@needs(Permission.MANAGE_CENTRE)
def first_steps_show(request: HttpRequest) -> HttpResponse:
    by = signed_in(request)
    show_first_steps(by=by, centre=the_centre(by, Permission.MANAGE_CENTRE), hidden=False)
    return redirect("/")
