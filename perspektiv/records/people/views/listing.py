"""The list of people: found while typing, filtered, kept under a name, printed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from perspektiv.records.access.admission import SignedIn, needs, signed_in
from perspektiv.records.access.models import Centre
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.access.trail import record
from perspektiv.records.people.actions.filters import drop_filter, keep_filter
from perspektiv.records.people.listing import PAGE, PRINTED_AT_MOST, Listing
from perspektiv.records.people.models import SavedFilter
from perspektiv.records.people.standing import State, with_standing


@require_safe
@needs(Permission.SEE_PEOPLE)
def list_people(request: SignedIn) -> HttpResponse:
    user = signed_in(request)
    listing = Listing.asked(request.GET.dict())
    people = listing.people(user)
    if request.GET.get("open") and listing.words and (first := people.first()):
        return redirect("desk:file", first.pk)
    page = Paginator(people, PAGE).get_page(listing.page)
    context = {
        "listing": listing,
        "page": page,
        "rows": with_standing(page.object_list),
        "states": [(state.value, state.label, listing.with_state(state.value).query) for state in State],
        "all_states": listing.with_state("").query,
        "mine": listing.with_mine(not listing.mine).query,
        "may_write": user.may(Permission.WRITE),
        "may_steer": user.may(Permission.STEER),
    }
    if request.headers.get("HX-Request"):
        return render(request, "people/found.html", context)
    saved = SavedFilter.objects.filter(user=user)
    context |= {
        "saved": saved,
        "saved_now": next((one for one in saved if one.query == listing.query), None),
        "may_register": user.may(Permission.REGISTER),
        "has_own": bool(user.centres_with(Permission.SEE_PEOPLE, Scope.OWN)),
        "sees_all": bool(user.centres_with(Permission.SEE_PEOPLE, Scope.CENTRE)),
    }
    _note_reading(request)
    return render(request, "people/list.html", context)


@require_safe
@needs(Permission.SEE_PEOPLE)
def print_people(request: SignedIn) -> HttpResponse:
    """The same list on paper, whole."""
    listing = Listing.asked(request.GET.dict())
    people = list(listing.people(signed_in(request))[: PRINTED_AT_MOST + 1])
    context = {
        "listing": listing,
        "rows": with_standing(people[:PRINTED_AT_MOST]),
        "cut": len(people) > PRINTED_AT_MOST,
        "state": dict(State.choices).get(listing.state),
    }
    _note_reading(request)
    return render(request, "people/print.html", context)


@require_POST
@needs(Permission.SEE_PEOPLE)
def save_filter(request: SignedIn) -> HttpResponse:
    """Keeps the filters that are set under a name, or forgets one."""
    user = signed_in(request)
    if dropped := request.POST.get("drop", ""):
        drop_filter(by=user, name=dropped)
        messages.success(request, _("The filter is deleted."))
        return redirect("people:list")
    query = Listing.asked(request.POST.dict()).query
    saved = keep_filter(by=user, name=request.POST.get("name", ""), query=query)
    messages.success(request, _("The filter is saved as “%s”.") % saved.name)
    return redirect(f"{reverse('people:list')}?{query}")


def _note_reading(request: SignedIn) -> None:
    """A row of the trail for each centre whose people are listed. What is found while typing is one page view."""
    user = signed_in(request)
    seen = user.centres_with(Permission.SEE_PEOPLE, Scope.CENTRE) | user.centres_with(Permission.SEE_PEOPLE, Scope.OWN)
    for centre in Centre.objects.filter(pk__in=seen):
        record(by=user, what="people_list.read", subject=centre)
