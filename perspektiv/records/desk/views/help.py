"""Help: the keys, and what the signs mean."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from perspektiv.records.access.admission import signed_in
from perspektiv.records.desk.keyboard import everywhere, keys_of
from perspektiv.records.desk.links import link, may_enter

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
    user = signed_in(request)
    pages = [(name, keys_of(page)) for page, name in PAGES.items() if may_enter(link(page), user)]
    return render(request, "desk/help.html", {"keys": [("", everywhere()), *pages]})
