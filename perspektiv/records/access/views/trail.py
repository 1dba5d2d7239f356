"""The trail: who read or changed what, and whether it is whole."""

from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_POST, require_safe

from perspektiv.records.access.admission import needs, signed_in
from perspektiv.records.access.forms import TrailFilter
from perspektiv.records.access.models import Centre, TrailRow, User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.access.trail import record
from perspektiv.records.access.trail_reading import Reader
from perspektiv.records.access.verified import last_verified, verify_soon

PAGE = 50


@require_safe
@needs(Permission.SEE_TRAIL)
def trail(request: HttpRequest) -> HttpResponse:
    """The rows of the user's centres, the newest first; a page begins below the row that ``before`` names."""
    user = signed_in(request)
    centres = user.centres_with(Permission.SEE_TRAIL, Scope.CENTRE)
    reader = Reader(user, centres)
    form = TrailFilter(request.GET, actors=reader.actors())
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = list(_wanted(TrailRow.objects.filter(centre__in=centres), wanted)[: PAGE + 1])
    shown, more = rows[:PAGE], len(rows) > PAGE
    for centre in Centre.objects.filter(id__in=centres):
        record(by=user, what="trail.read", subject=centre)
    return render(
        request,
        "access/trail.html",
        {
            "form": form,
            "rows": [reader.read(row) for row in shown],
            "names": reader.names_actors,
            "filtered": bool(wanted.get("day") or wanted.get("actor")),
            "older": shown[-1].seq if more else None,
            "verified": last_verified(),
            "later": bool(wanted.get("before")),
        },
    )


@require_POST
@needs(Permission.SEE_TRAIL)
def trail_verify(request: HttpRequest) -> HttpResponse:
    """Walks the trail of all centres: the chain is one."""
    user: User = signed_in(request)
    verdict = verify_soon()
    for centre in Centre.objects.filter(id__in=user.centres_with(Permission.SEE_TRAIL, Scope.CENTRE)):
        record(by=user, what="trail.verified", subject=centre)
    say = messages.success if verdict.holds else messages.error
    say(request, verdict.sentence.en if translation.get_language() == "en" else verdict.sentence.de)
    return redirect("access:trail")


def _wanted(rows: QuerySet[TrailRow], wanted: dict[str, Any]) -> QuerySet[TrailRow]:
    if day := wanted.get("day"):
        midnight = datetime.combine(day, time.min, timezone.get_default_timezone())
        next_day = datetime.combine(day + timedelta(days=1), time.min, timezone.get_default_timezone())
        rows = rows.filter(at__gte=midnight, at__lt=next_day)
    if actor := wanted.get("actor"):
        rows = rows.filter(actor=actor)
    if before := wanted.get("before"):
        rows = rows.filter(seq__lt=before)
    return rows.order_by("-seq")
