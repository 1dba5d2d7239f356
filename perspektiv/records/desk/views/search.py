"""One search over people, appointments and pages: a page of its own, and a list while typing."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from perspektiv.records.access.admission import signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.desk.finding import search_for
from perspektiv.records.desk.reading import note_reading

LONGEST = 100


@require_safe
@login_required
def search(request: HttpRequest) -> HttpResponse:
    """A row of the trail for the page; what is found while typing belongs to it or to the file that is opened."""
    user = signed_in(request)
    found = search_for(user, request.GET.get("q", "").strip()[:LONGEST])
    if getattr(request, "htmx", False):
        return render(request, "desk/search_options.html", {"found": found})
    if found.people or found.appointments:
        note_reading(user, Permission.SEE_PEOPLE, "search.read")
    return render(request, "desk/search.html", {"found": found})
