"""Attendance: the day as a grid, one small request a mark, all held at once."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.appointments.actions.marks import mark, mark_all_held
from perspektiv.records.appointments.actions.steps import ChangedMeanwhile
from perspektiv.records.appointments.agenda import tally
from perspektiv.records.appointments.attendance import Row, attendance_of, markable, row_of
from perspektiv.records.appointments.grouping import day_around
from perspektiv.records.appointments.history import said_last
from perspektiv.records.appointments.models import NO_SHOW_REASONS, Appointment, Status
from perspektiv.records.appointments.moments import day_of
from perspektiv.records.appointments.opening import opening_of
from perspektiv.records.appointments.states import MARKS, STATES
from perspektiv.records.appointments.views.answering import go, offer_undo
from perspektiv.records.appointments.views.asking import asked_day, note_reading, version_of


@require_safe
@needs(Permission.MARK)
def attendance(request: SignedIn) -> HttpResponse:
    return _page(request, asked_day(request))


@require_POST
@needs(Permission.MARK)
def mark_one(request: SignedIn, id: UUID) -> HttpResponse:
    """One mark. Answers with the row, or with the page where it came without JavaScript."""
    user = signed_in(request)
    appointment = fetch(Appointment.objects.all(), user, Permission.MARK, id)
    day = day_of(request.POST.get("day", "")) or timezone.localdate(appointment.starts_at)
    wished, action = request.POST.get("status", ""), uuid4()
    before = (appointment.status, appointment.version)
    try:
        mark(
            by=user,
            appointment=appointment,
            version=version_of(request.POST),
            status=wished,
            why=request.POST.get("why", ""),
            action=action,
        )
    except ChangedMeanwhile:
        return _clash(request, appointment, day, wished)
    if (appointment.status, appointment.version) != before:
        offer_undo(request, f"{appointment.participant}: {STATES[Status(appointment.status)].label}", action)
    if getattr(request, "htmx", False):
        return _row(request, row_of(appointment.id, earlier=_earlier(appointment, day)), day)
    if request.POST.get("back") == "today":
        return go(f"/#row-{appointment.id}")
    return _back(day, anchor=f"#row-{appointment.id}")


@require_POST
@needs(Permission.MARK)
def mark_day_held(request: SignedIn) -> HttpResponse:
    """All of the day that have begun and are open were held; exceptions have their own mark already."""
    user, action = signed_in(request), uuid4()
    day = day_of(request.POST.get("day", "")) or timezone.localdate()
    held = mark_all_held(by=user, appointments=markable(user).on_day(day).order_by("starts_at"), action=action)
    if held:
        sentence = ngettext("%d appointment: took place", "%d appointments: took place", len(held)) % len(held)
        offer_undo(request, sentence, action)
    else:
        messages.info(request, _("No appointment of this day is still open."))
    return _back(day)


def _page(request: SignedIn, day: date, *, status: int = 200, clash: Row | None = None) -> HttpResponse:
    user = signed_in(request)
    note_reading(user, Permission.MARK, "attendance.read")
    context = {
        **day_around(day, opening_of(*user.centres())),
        "attendance": attendance_of(user, day, clash),
        **_grid(),
    }
    return render(request, "appointments/attendance.html", context, status=status)


def _row(request: SignedIn, row: Row, day: date, *, status: int = 200) -> HttpResponse:
    """The row, and what it changes around it."""
    day_seen = markable(signed_in(request)).on_day(day)
    counted = tally(day_seen)
    begun = day_seen.filter(status=Status.PLANNED, starts_at__lte=timezone.now()).count() if counted.planned else 0
    context = {"row": row, "day": day, "tally": counted, "begun": begun, "saved_at": timezone.now(), **_grid()}
    return render(request, "appointments/marked.html", context, status=status)


def _clash(request: SignedIn, appointment: Appointment, day: date, wished: str) -> HttpResponse:
    """Somebody else said something since: both are shown, nothing is overwritten."""
    appointment.refresh_from_db()
    sentence = _("%(who)s has recorded “%(stored)s” meanwhile. Your mark “%(wished)s” was not saved.") % {
        "who": said_last(appointment),
        "stored": STATES[Status(appointment.status)].label,
        "wished": STATES[Status(wished)].label if wished in Status.values else wished,
    }
    row = row_of(appointment.id, earlier=_earlier(appointment, day), clash=sentence)
    if getattr(request, "htmx", False):
        return _row(request, row, day, status=409)
    return _page(request, day, status=409, clash=row)


def _grid() -> dict[str, object]:
    """The marks of every row, in the user's language once and not once a row."""
    marks = [replace(state, label=str(state.label), short=str(state.short)) for state in MARKS]
    return {"marks": marks, "reasons": NO_SHOW_REASONS}


def _earlier(appointment: Appointment, day: date) -> bool:
    return timezone.localdate(appointment.starts_at) < day


def _back(day: date, anchor: str = "") -> HttpResponse:
    return go(f"{reverse('appointments:attendance')}?day={day.isoformat()}{anchor}")
