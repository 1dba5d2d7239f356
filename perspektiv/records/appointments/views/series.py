"""A weekly series: every date with what stands against it, moved or left out before anything is saved."""

from datetime import datetime
from uuid import uuid4

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.appointments.actions.bookings import book_series
from perspektiv.records.appointments.forms import TimesForm
from perspektiv.records.appointments.models import Appointment, Room
from perspektiv.records.appointments.moments import moment_of
from perspektiv.records.appointments.units import units_of
from perspektiv.records.appointments.views.answering import go, offer_undo, said
from perspektiv.records.appointments.views.asking import uuid_of
from perspektiv.records.appointments.views.choosing import Asked, asked_of, choices_of
from perspektiv.records.appointments.views.telling import and_told, shall_tell
from perspektiv.records.appointments.weekly import LENGTH, kept, planned, proposals, weekly
from perspektiv.records.cases.models import Participation

LONGEST = 26
"""Weeks of a series: half a year."""
SHORTEST = 2


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.BOOK)
def series(request: SignedIn) -> HttpResponse:
    user = signed_in(request)
    fields = request.POST if request.method == "POST" else request.GET
    asked = asked_of(user, fields)
    if asked.case is None or asked.case.participation is None:
        raise Http404
    form = TimesForm(fields, of=asked.case.of, user=user)
    form.is_valid()
    if request.method == "POST":
        return _book(request, asked, asked.case.participation, form)
    record(by=user, what="series.read", subject=asked.participant, person=asked.participant.id)
    return _page(request, asked, form, fields)


def _book(request: SignedIn, asked: Asked, of: Participation, form: TimesForm) -> HttpResponse:
    action = uuid_of(request.POST.get("id", "")) or uuid4()
    try:
        booked = book_series(
            by=signed_in(request),
            of=of,
            times=_chosen(request.POST, of),
            counsellor=form.cleaned_data.get("counsellor"),
            place=form.cleaned_data["place"],
            minutes=form.cleaned_data["minutes"],
            id=action,
            tell=shall_tell(request.POST, asked.participant),
        )
    except Refused as refused:
        return _page(request, asked, form, request.POST, status=409, sentence=said(refused.sentence))
    sentence = ngettext("%(n)d appointment booked: %(name)s", "%(n)d appointments booked: %(name)s", len(booked))
    sentence = sentence % {"n": len(booked), "name": asked.participant}
    offer_undo(request, and_told(sentence, action, booked[0]), action)
    return go(reverse("appointments:of_person", args=[asked.participant.id]))


def _chosen(fields: QueryDict, of: Participation) -> list[tuple[datetime, Room | None]]:
    """The times that were left in, each with its room; as the selects carry them: "2026-11-24T10:00|<room>"."""
    rooms = {str(room.id): room for room in Room.objects.filter(centre=of.centre_id, in_use=True)}
    chosen = [value.partition("|") for value in fields.getlist("at")[:LONGEST] if value]
    return [(at, rooms.get(room)) for text, _sep, room in chosen if (at := moment_of(text))]


def _page(
    request: SignedIn, asked: Asked, form: TimesForm, fields: QueryDict, *, status: int = 200, sentence: str = ""
) -> HttpResponse:
    assert asked.case is not None
    choices = choices_of(asked.case, form, fields)
    first = form.cleaned_data.get("starts_at")
    assert asked.case.participation is not None
    count, units = fields.get("count", ""), units_of(asked.case.participation)
    counted = count.isdecimal() and len(count) < 4
    length = min(max(int(count) if counted else min(units.left, LENGTH), SHORTEST), LONGEST)
    local = timezone.localtime(first) if first else None
    plan = planned(
        asked.case.of.centre,
        form.cleaned_data.get("counsellor"),
        weekly(local.date(), local.time(), length) if local else [],
        minutes=form.cleaned_data.get("minutes") or choices["minutes"],  # type: ignore[arg-type]
        needs_room=choices["place"] == Appointment.Place.CENTRE,
    )
    sent = [value.partition("|")[0] for value in fields.getlist("at")[:LONGEST] if value]
    proposed = kept(plan, sent) if request.method == "POST" else proposals(plan, length if counted else units.left)
    bookable = sum(slot is not None for slot in proposed)
    context = {
        **choices,
        "participant": asked.participant,
        "form": form,
        "form_id": fields.get("id") or uuid4(),
        "first": local,
        "plan": list(zip(plan, proposed, strict=True)),
        "units": units,
        "too_many": max(bookable - units.left, 0),
        "count": length,
        "bookable": bookable,
        "in_the_way": sum(occasion.slot is None for occasion in plan),
        "sentence": sentence,
        "tells": shall_tell(fields, asked.participant),
    }
    return render(request, "appointments/series.html", context, status=status)
