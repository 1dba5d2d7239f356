"""Help: the keys, and what the signs mean."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from perspektiv.records.desk.keyboard import everywhere, keys_of

PAGES = {
    "appointments:attendance": _("Attendance"),
    "appointments:day": _("Calendar, list"),
    "appointments:week": _("Calendar, week"),
    "appointments:book": _("Book appointment"),
    "people:list": _("People"),
}


@require_safe
@login_required
def keys(request: HttpRequest) -> HttpResponse:
    pages = [(name, keys_of(page)) for page, name in PAGES.items()]
    return render(request, "desk/help.html", {"keys": [("", everywhere()), *pages]})
