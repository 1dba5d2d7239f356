"""The centre's opening hours and closing days."""

from datetime import date, time, timedelta
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in, the_centre
from perspektiv.records.access.models import Centre, User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.appointments.actions.opening import (
    add_closing_day,
    as_text,
    drop_closing_day,
    hours_of,
    set_hours,
)
from perspektiv.records.appointments.models import Appointment, ClosingDay, Status
from perspektiv.records.appointments.moments import day_of, holidays_of, local, time_of
from perspektiv.records.appointments.opening import USUAL, Hours
from perspektiv.records.appointments.views.answering import go, said
from perspektiv.records.appointments.views.asking import uuid_of


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_CATALOGUE)
def opening(request: SignedIn) -> HttpResponse:
    """One form holds the weekdays, another adds a closing day."""
    user = signed_in(request)
    centre = the_centre(user, Permission.MANAGE_CATALOGUE)
    if request.method == "POST":
        try:
            if "name" in request.POST:
                _add(request, user, centre)
            else:
                set_hours(by=user, centre=centre, hours=_typed(request.POST), known=request.POST.get("known", ""))
                messages.success(request, _("The opening hours are saved."))
        except Refused as refused:
            return _page(request, centre, sentence=said(refused.sentence), status=409)
        return go(reverse("appointments:opening"))
    return _page(request, centre)


@require_POST
@needs(Permission.MANAGE_CATALOGUE)
def drop_closing(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    closing = fetch(ClosingDay.objects.all(), user, Permission.MANAGE_CATALOGUE, id)
    drop_closing_day(by=user, closing=closing)
    messages.success(request, _("Open after all: %s") % closing.name)
    return go(reverse("appointments:opening"))


def _add(request: SignedIn, user: User, centre: Centre) -> None:
    first = day_of(request.POST.get("starts_on", "")) or date.max
    closing = add_closing_day(
        by=user,
        centre=centre,
        starts_on=first,
        ends_on=day_of(request.POST.get("ends_on", "")) or first,
        name=request.POST["name"],
        id=uuid_of(request.POST.get("id", "")),
    )
    messages.success(request, _("Saved: %s") % closing.name)
    if many := _booked(closing):
        sentence = ngettext("%d appointment is booked then.", "%d appointments are booked then.", many) % many
        messages.warning(request, sentence)


def _booked(closing: ClosingDay) -> int:
    """How many appointments are planned on those days."""
    planned = Appointment.objects.filter(centre=closing.centre_id, status=Status.PLANNED)
    return planned.between(local(closing.starts_on, time.min), local(closing.ends_on + timedelta(1), time.min)).count()


def _typed(fields: QueryDict) -> dict[int, Hours]:
    """The weekdays with both times; a day of which one is missing is closed."""
    found = {}
    for weekday in range(7):
        opens, closes = (time_of(fields.get(f"{what}{weekday}", "")) for what in ("opens", "closes"))
        if opens and closes:
            found[weekday] = (opens, closes)
    return found


def _page(request: SignedIn, centre: Centre, *, sentence: str = "", status: int = 200) -> HttpResponse:
    stored, today = hours_of(centre), timezone.localdate()
    shown = _typed(request.POST) if sentence and "name" not in request.POST else stored or USUAL
    closings = ClosingDay.objects.filter(centre=centre, ends_on__gte=today)
    holidays = [(day, name) for year in (today.year, today.year + 1) for day, name in sorted(holidays_of(year).items())]
    context = {
        "weekdays": [(day, WEEKDAYS[day], shown.get(day), (stored or USUAL).get(day)) for day in range(7)],
        "known": as_text(stored),
        "usual": not stored,
        "closings": closings,
        "holidays": [(day, name) for day, name in holidays if day >= today][:12],
        "sentence": sentence,
        "typed": request.POST if sentence else {},
        "form_id": uuid4(),
    }
    return render(request, "appointments/opening.html", context, status=status)
