"""On the road: a page that names nobody, today's list for it, and marks that come when there is a network again."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST, require_safe

from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.appointments.states import MARKS
from perspektiv.records.appointments.views.asking import uuid_of, version_of
from perspektiv.records.desk.actions.taps import tap
from perspektiv.records.desk.reading import note_reading
from perspektiv.records.desk.road import shell_files, stops_of
from perspektiv.records.desk.road import version_of as version_of_shell

MARK = Permission.MARK


@require_safe
@needs(MARK)
def road(request: SignedIn) -> HttpResponse:
    """The same for everybody, but for the language: a device may keep it."""
    page = render(request, "desk/road/page.html", {"marks": MARKS})
    page["X-Kept"] = "page"
    return page


@require_safe
@needs(MARK)
def worker(request: SignedIn) -> HttpResponse:
    """The service worker; its address is its reach."""
    files = shell_files()
    context = {"files": files, "version": version_of_shell(files)}
    return render(request, "desk/road/worker.js", context, content_type="text/javascript; charset=utf-8")


@require_safe
@needs(MARK)
def day(request: SignedIn) -> HttpResponse:
    """Whose list this is (a random id), and today's appointments."""
    user, today = signed_in(request), timezone.localdate()
    note_reading(user, MARK, "road.read")
    stops = [asdict(stop) for stop in stops_of(user, today)]
    return JsonResponse({"me": str(user.pk), "token": get_token(request), "day": today.isoformat(), "stops": stops})


@require_POST
@needs(MARK)
def tapped(request: SignedIn) -> HttpResponse:
    """One mark that was tapped. What it says of the appointment is said by codes: the device knows the words."""
    user, sent = signed_in(request), request.POST
    appointment = fetch(Appointment.objects.all(), user, MARK, uuid_of(sent.get("appointment", "")) or UUID(int=0))
    id, at = uuid_of(sent.get("id", "")), _moment(sent.get("at", ""))
    if id is None or at is None:
        return HttpResponse(status=400)
    known = tap(
        by=user, id=id, appointment=appointment, version=version_of(sent), status=sent.get("status", ""), tapped_at=at
    )
    return JsonResponse(
        {"outcome": known.outcome, "found": known.found, "version": known.version, "sentence": known.sentence}
    )


def _moment(text: str) -> datetime | None:
    try:
        at = parse_datetime(text)
    except ValueError:
        return None
    return at if at and timezone.is_aware(at) else None
