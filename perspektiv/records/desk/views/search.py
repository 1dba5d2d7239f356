"""One search over people, appointments and pages: a page of its own, and a list while typing."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@require_GET
@login_required
def search(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/search.html", {"asked": request.GET.get("q", "").strip()[:100]})
