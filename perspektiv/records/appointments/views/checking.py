"""What pages say about times before anything is saved: one thing, and "free" only where nothing speaks against it."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from perspektiv.records.access.models import User
from perspektiv.records.appointments.forms import TimesForm
from perspektiv.records.appointments.hours import over, unusual
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.appointments.opening import opening_of
from perspektiv.records.appointments.times import NOTHING, OTHER, Times, verdict
from perspektiv.records.appointments.views.answering import said, when


def verdict_page(
    request: HttpRequest,
    form: TimesForm,
    *,
    counsellor: User | None,
    place: str,
    minutes: int,
    moving: Appointment | None = None,
) -> HttpResponse:
    """A conflict, else what is unusual about the time or that it is over, else that it is free; nothing without one."""
    form.is_valid()
    starts_at = form.cleaned_data.get("starts_at")
    if starts_at is None:
        refusal = said(form.refusal) if form.refusal else ""
        return render(request, "appointments/verdict.html", {"against": refusal})
    wished = form.cleaned_data.get("room")
    found, room = verdict(form.of, starts_at, counsellor, wished, place=place, minutes=minutes, moving=moving)
    against = found.sentence if found else None
    if against is None and not (moving and moving.starts_at == starts_at):
        against = unusual(starts_at, minutes, counsellor, opening_of(form.of.centre)) or over(starts_at)
    context = {"against": said(against) if against else "", "room": room, "when": when(starts_at)}
    return render(request, "appointments/verdict.html", context)


def offered(times: Times, form: TimesForm | None, fields: QueryDict) -> dict[str, object]:
    """The times as a page shows them: what was chosen stays so, and after a mistake nothing is chosen instead."""
    slot = fields.get("slot") or (NOTHING if form and form.errors else times.chosen)
    open_choice = slot in (NOTHING, OTHER) and not (form and "time" in form.errors)
    return {
        "times": times,
        "slot": slot,
        "against": said(times.against) if times.against and open_choice else "",
        "nothing": said(times.nothing) if times.nothing else "",
    }
