"""The day, the day on paper, the week by counsellor."""

from datetime import date, time, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from perspektiv.records.access.admission import SignedIn, needs, signed_in
from perspektiv.records.access.models import Centre, User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.appointments.counsellors import counsellors_in
from perspektiv.records.appointments.entries import Entry, entries
from perspektiv.records.appointments.grouping import by_counsellor, day_around
from perspektiv.records.appointments.models import Appointment, Appointments
from perspektiv.records.appointments.moments import holiday, local, monday_of, workdays
from perspektiv.records.appointments.states import CANCELLATIONS
from perspektiv.records.appointments.views.asking import asked_day, note_reading, uuid_of
from perspektiv.records.appointments.week import shown_days, week_of


@require_safe
@needs(Permission.SEE_APPOINTMENTS)
def day(request: SignedIn) -> HttpResponse:
    """All appointments of a day in order of time."""
    user, on = signed_in(request), asked_day(request)
    rows = entries(_seen(user).on_day(on))
    note_reading(user, Permission.SEE_APPOINTMENTS, "day.read")
    context = {
        **day_around(on),
        "rows": rows,
        "running": sum(not row.off for row in rows),
        "holiday": holiday(on),
        "may_book": user.may(Permission.BOOK),
        "may_cancel_day": bool(user.centres_with(Permission.BOOK, Scope.CENTRE)),
        "cancellations": CANCELLATIONS,
        "now": timezone.now(),
    }
    return render(request, "appointments/day.html", context)


@require_safe
@needs(Permission.SEE_APPOINTMENTS)
def print_day(request: SignedIn, day: date) -> HttpResponse:
    """The day on paper, with boxes to tick; for the front desk."""
    user = signed_in(request)
    rows = [row for row in entries(_seen(user).on_day(day)) if not row.off]
    note_reading(user, Permission.SEE_APPOINTMENTS, "day_list.read")
    centres = list(Centre.objects.filter(pk__in=user.centres()))
    context = {
        "day": day,
        "groups": by_counsellor(rows),
        "count": len(rows),
        "centres": centres,
        "made_up": any(centre.made_up for centre in centres),
        "now": timezone.now(),
    }
    return render(request, "appointments/print.html", context)


@require_safe
@needs(Permission.SEE_APPOINTMENTS)
def week(request: SignedIn) -> HttpResponse:
    """Monday to Friday by counsellor, with the times that are free."""
    user, on = signed_in(request), asked_day(request)
    monday = monday_of(on)
    counsellors = _counsellors(user)
    chosen = uuid_of(request.GET.get("counsellor", ""))
    rows = _week_entries(user, monday, chosen)
    days = shown_days(monday, rows)
    note_reading(user, Permission.SEE_APPOINTMENTS, "week.read")
    context = {
        "monday": monday,
        "days": days,
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
        "today": timezone.localdate(),
        "week": week_of(days, rows, _only(counsellors, chosen)),
        "holidays": [(day, holiday(day)) for day in workdays(monday) if holiday(day)],
        "segments": sorted({row.segment for row in rows if row.segment}, key=lambda segment: segment.position),
        "counsellors": counsellors,
        "chosen": chosen,
        "may_book": user.may(Permission.BOOK),
    }
    return render(request, "appointments/week.html", context)


def _seen(user: User) -> Appointments:
    return Appointment.objects.with_permission(user, Permission.SEE_APPOINTMENTS).order_by(
        "starts_at", "counsellor__family_name", "id"
    )


def _week_entries(user: User, monday: date, chosen: UUID | None) -> list[Entry]:
    seen = _seen(user).between(local(monday, time.min), local(monday + timedelta(days=7), time.min))
    return entries(seen.filter(counsellor=chosen) if chosen else seen)


def _counsellors(user: User) -> list[User]:
    """Whose weeks the user may see: all of the centre's, or one's own."""
    centres = user.centres_with(Permission.SEE_APPOINTMENTS, Scope.CENTRE)
    return counsellors_in(centres) if centres else [user]


def _only(counsellors: list[User], chosen: UUID | None) -> list[User]:
    return [one for one in counsellors if not chosen or one.id == chosen]
