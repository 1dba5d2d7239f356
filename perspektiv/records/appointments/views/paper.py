"""The day and the week on paper."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from perspektiv.records.access.admission import SignedIn, needs, signed_in
from perspektiv.records.access.models import Centre
from perspektiv.records.access.permissions import Permission
from perspektiv.records.appointments.entries import entries
from perspektiv.records.appointments.grouping import by_counsellor
from perspektiv.records.appointments.moments import monday_of
from perspektiv.records.appointments.views.asking import note_reading, uuid_of
from perspektiv.records.appointments.views.calendar import lines_of, seen_by, sight
from perspektiv.records.appointments.week import COUNSELLORS, segments_in, shown_days


@require_safe
@needs(Permission.SEE_APPOINTMENTS)
def print_day(request: SignedIn, day: date) -> HttpResponse:
    """The day on paper, with boxes to tick; for the front desk."""
    user = signed_in(request)
    rows = [row for row in entries(seen_by(user).on_day(day)) if not row.off]
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
def print_week(request: SignedIn, day: date) -> HttpResponse:
    """The week by counsellor on paper, across."""
    user, monday = signed_in(request), monday_of(day)
    seen = sight(user, uuid_of(request.GET.get("counsellor", "")))
    rows = [row for row in seen.entries(monday, monday + timedelta(days=6), numbered=False) if not row.off]
    days = shown_days(monday, rows, seen.opening)
    note_reading(user, Permission.SEE_APPOINTMENTS, "week_list.read")
    context = {
        "day": day,
        "monday": monday,
        "days": [(one, seen.opening.closed_by(one)) for one in days],
        "lines": lines_of(seen, COUNSELLORS, days, rows),
        "segments": segments_in(rows),
        "count": len(rows),
        "centres": seen.centres,
        "made_up": any(centre.made_up for centre in seen.centres),
        "now": timezone.now(),
    }
    return render(request, "appointments/print_week.html", context)
