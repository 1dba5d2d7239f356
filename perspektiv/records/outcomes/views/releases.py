"""Four eyes: asking for a list that leaves the house, and letting it go."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in, the_centre
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.outcomes.actions.list_releases import DAYS, ask_for, decide, waiting
from perspektiv.records.outcomes.models import ListRelease
from perspektiv.records.people.forms import sent_id


@require_POST
@needs(Permission.FOLLOW_UP)
def ask_release(request: SignedIn, year: int) -> HttpResponse:
    user = signed_in(request)
    centre = the_centre(user, Permission.FOLLOW_UP)
    ask_for(by=user, centre=centre, year=year, id=sent_id(request.POST.get("id")))
    messages.success(request, _("The list is asked for. Once somebody else has released it, you can fetch it here."))
    return redirect("outcomes:lists")


@require_safe
@needs(Permission.RELEASE_LISTS)
def releases(request: SignedIn) -> HttpResponse:
    user = signed_in(request)
    asked = list(waiting(user.centres_with(Permission.RELEASE_LISTS, Scope.CENTRE)))
    context = {"asked": [(one, one.asked_by_id == user.pk) for one in asked], "days": DAYS}
    return render(request, "outcomes/releases.html", context)


@require_POST
@needs(Permission.RELEASE_LISTS)
def decide_release(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    asked = fetch(ListRelease.objects.select_related("asked_by"), user, Permission.RELEASE_LISTS, id)
    decided = decide(by=user, request=asked, release=request.POST.get("do") == "release")
    sentence = _("Released for %(who)s.") if decided.released else _("Not released. %(who)s cannot fetch the list.")
    messages.success(request, sentence % {"who": decided.asked_by})
    return redirect("outcomes:releases")
