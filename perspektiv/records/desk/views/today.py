"""Today: what is next, and what needs me; by role."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from perspektiv.records.access.admission import signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.roles import Role
from perspektiv.records.appointments.models import NO_SHOW_REASONS
from perspektiv.records.appointments.states import MARKS
from perspektiv.records.desk.day import counsels, day_of
from perspektiv.records.desk.first_steps import first_steps_of
from perspektiv.records.desk.links import link
from perspektiv.records.desk.numbers import numbers_of, sees_numbers_only
from perspektiv.records.desk.reading import note_reading
from perspektiv.records.desk.standing_in import handover_notes_of, handovers_of
from perspektiv.records.desk.todos import todos_of

MORNING, EVENING = 11, 18


@require_safe
@login_required
def today(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    if user.roles() == {Role.JOBCOACH}:
        return redirect(link("cases:proposals"))
    if user.roles() and user.roles() <= {Role.AUDITOR}:
        return redirect(link("access:trail"))
    if user.may(Permission.SEE_APPOINTMENTS):
        note_reading(user, Permission.SEE_APPOINTMENTS, "today.read")
    now = timezone.localtime()
    context = {
        "now": now,
        "greeting": "morning" if now.hour < MORNING else "evening" if now.hour >= EVENING else "day",
        "day": day_of(user) if user.may(Permission.SEE_APPOINTMENTS) else None,
        "may_mark": user.may(Permission.MARK),
        "marks": MARKS,
        "reasons": NO_SHOW_REASONS,
        "todos": todos_of(user, now.date()),
        "first_steps": first_steps_of(user) if user.may(Permission.MANAGE_CENTRE) else None,
        "numbers": numbers_of(user, now.date()) if sees_numbers_only(user) else None,
        "handovers": handovers_of(user) if counsels(user) else [],
        "handover_notes": handover_notes_of(user) if counsels(user) else [],
    }
    context["main"] = context["day"] or context["numbers"] or context["first_steps"]
    return render(request, "desk/today.html", context)
