"""Booking: whom, then when and where, with the conflict shown before anything is saved."""

from uuid import UUID, uuid4

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.appointments.actions.bookings import book
from perspektiv.records.appointments.actions.collisions import no_room_free
from perspektiv.records.appointments.cases import Case
from perspektiv.records.appointments.forms import BookingForm
from perspektiv.records.appointments.looked_at import looked_at_last
from perspektiv.records.appointments.models import Appointment, Room
from perspektiv.records.appointments.moments import day_of
from perspektiv.records.appointments.slots import key_of
from perspektiv.records.appointments.units import units_of
from perspektiv.records.appointments.views.answering import go, offer_undo, said, when
from perspektiv.records.appointments.views.asking import uuid_of
from perspektiv.records.appointments.views.calendar import back_to
from perspektiv.records.appointments.views.checking import verdict_page
from perspektiv.records.appointments.views.choosing import Asked, asked_of, choices_of
from perspektiv.records.appointments.views.telling import and_told, shall_tell
from perspektiv.records.people.models import Participant
from perspektiv.records.people.standing import bookable_first, with_standing

FOUND = 8
"""How many people a search shows at once."""
KEPT = ("day", "time", "counsellor", "room", "kind", "back")
"""What the address keeps while one looks for the person."""
PLANNED_FROM = ("person", "of", "counsellor", "place", "minutes", "slot", "day", "time")
"""What a series is planned from."""


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.BOOK)
def book_appointment(request: SignedIn) -> HttpResponse:
    user = signed_in(request)
    fields = request.POST if request.method == "POST" else request.GET
    if not fields.get("person"):
        return _choose_person(request, user)
    asked = asked_of(user, fields)
    if asked.case is None:
        return render(request, "appointments/nothing_running.html", {"participant": asked.participant})
    instead = request.POST.get("instead", "")
    if instead == "series":
        return _to_series(request, user, asked, asked.case)
    if request.method == "POST" and instead != "times":
        return _book(request, user, asked, asked.case)
    record(by=user, what="booking.read", subject=asked.participant, person=asked.participant.id)
    form = BookingForm(None, of=asked.case.of, user=user)
    return _page(request, asked, asked.case, form, fields)


@require_safe
@needs(Permission.BOOK)
def times(request: SignedIn) -> HttpResponse:
    """The offered times anew, when another counsellor, place or day is chosen."""
    user = signed_in(request)
    asked = asked_of(user, request.GET)
    if asked.case is None:
        raise Http404
    form = BookingForm(request.GET, of=asked.case.of, user=user)
    return render(request, "appointments/times.html", choices_of(asked.case, form, request.GET))


@require_safe
@needs(Permission.BOOK)
def check(request: SignedIn) -> HttpResponse:
    """What stands against a typed time, before it is saved."""
    user = signed_in(request)
    asked = asked_of(user, request.GET)
    if asked.case is None:
        raise Http404
    form = BookingForm(request.GET, of=asked.case.of, user=user)
    form.is_valid()
    cleaned = form.cleaned_data
    return verdict_page(
        request,
        form,
        counsellor=cleaned.get("counsellor"),
        place=cleaned["place"],
        minutes=cleaned["minutes"],
        moving=_moving(user, request.GET),
    )


def _to_series(request: SignedIn, user: User, asked: Asked, case: Case) -> HttpResponse:
    """On to the plan of a series, once a first time is chosen."""
    form = BookingForm(request.POST, of=case.of, user=user)
    if form.is_valid():
        return go(_series(request.POST))
    return _page(request, asked, case, form, request.POST, status=422)


def _series(fields: QueryDict) -> str:
    """Where a series is planned from what was chosen: nothing that was typed gets into the address."""
    address = QueryDict(mutable=True)
    for name in PLANNED_FROM:
        if value := fields.get(name):
            address[name] = str(value)
    return f"{reverse('appointments:series')}?{address.urlencode()}"


def _choose_person(request: SignedIn, user: User) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:100]
    bookable = Participant.objects.living().with_permission(user, Permission.BOOK)
    kept = {name: request.GET[name] for name in KEPT if request.GET.get(name)}
    address = QueryDict(mutable=True)
    address.update(kept)
    context = {
        "words": words,
        "people": bookable_first(bookable, words, FOUND) if words else with_standing(looked_at_last(user, bookable)),
        "may_register": user.may(Permission.REGISTER),
        "kept": kept,
        "wished_day": day_of(kept.get("day", "")),
        "address": address.urlencode(),
    }
    found = "appointments/people_found.html"
    return render(request, found if getattr(request, "htmx", False) else "appointments/choose_person.html", context)


def _book(request: SignedIn, user: User, asked: Asked, case: Case) -> HttpResponse:
    form = BookingForm(request.POST, of=case.of, user=user)
    if not form.is_valid():
        return _page(request, asked, case, form, request.POST, status=422)
    if asking := form.to_be_asked:
        return _page(request, asked, case, form, request.POST, status=422, question=said(asking))
    cleaned, action = form.cleaned_data, uuid4()
    try:
        appointment = book(
            by=user,
            of=case.of,
            starts_at=cleaned["starts_at"],
            counsellor=cleaned["counsellor"],
            room=_room(form, case, cleaned["counsellor"]),
            kind=cleaned["kind"],
            place=cleaned["place"],
            minutes=cleaned["minutes"],
            note=cleaned["note"],
            id=cleaned["id"],
            action=action,
            tell=shall_tell(request.POST, asked.participant),
        )
    except Refused as refused:
        return _page(request, asked, case, form, request.POST, status=409, sentence=said(refused.sentence))
    sentence = _("Booked: %(name)s, %(when)s") % {"name": asked.participant, "when": when(appointment.starts_at)}
    offer_undo(request, and_told(sentence, action, appointment), action)
    return go(_after(request, appointment))


def _room(form: BookingForm, case: Case, counsellor: User | None) -> Room | None:
    """The room, refused with the next free times where one is needed and none is free."""
    room, place = form.free_room(counsellor), form.cleaned_data["place"]
    if (
        room is None
        and place == Appointment.Place.CENTRE
        and Room.objects.filter(centre=case.of.centre_id, in_use=True).exists()
    ):
        wish = Appointment(
            centre=case.of.centre,
            counsellor=counsellor,
            place=place,
            minutes=form.cleaned_data["minutes"],
            starts_at=form.cleaned_data["starts_at"],
        )
        raise no_room_free(wish)
    return room


def _after(request: SignedIn, appointment: Appointment) -> str:
    """Where one came from: the person's file, the week, or the day."""
    back = request.POST.get("back", "")
    if back == "person":
        return reverse("appointments:of_person", args=[appointment.participant_id])
    return back_to(back, appointment)


def _page(
    request: SignedIn,
    asked: Asked,
    case: Case,
    form: BookingForm,
    fields: QueryDict,
    *,
    status: int = 200,
    sentence: str = "",
    question: str = "",
) -> HttpResponse:
    kind = fields.get("kind", Appointment.Kind.COUNSELLING)
    context = {
        "participant": asked.participant,
        "cases": asked.cases,
        "all_used": _all_used(case) if kind != Appointment.Kind.CLOSING_TALK else 0,
        "form": form,
        "form_id": fields.get("id") or uuid4(),
        "kinds": Appointment.Kind.choices[1:],
        "kind": kind,
        "note": fields.get("note", ""),
        "back": fields.get("back", ""),
        "sentence": sentence,
        "question": question,
        "meant": key_of(form.cleaned_data["starts_at"]) if question else "",
        "tells": shall_tell(fields, asked.participant),
        "told_to": asked.participant,
        **choices_of(case, form, fields),
    }
    return render(request, "appointments/book.html", context, status=status)


def _all_used(case: Case) -> int:
    """The number of units that were planned, if all of them took place or are booked; else 0."""
    units = units_of(case.participation) if case.participation else None
    return units.planned if units and not units.left else 0


def _moving(user: User, fields: QueryDict) -> Appointment | None:
    id: UUID | None = uuid_of(fields.get("moving", ""))
    return fetch(Appointment.objects.all(), user, Permission.BOOK, id) if id else None
