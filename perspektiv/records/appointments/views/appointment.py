"""One appointment: its page with its history; moving, cancelling, giving it to somebody else, taking it back."""

from datetime import datetime
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.appointments import wished_moves
from perspektiv.records.appointments.actions.absences import undo_together
from perspektiv.records.appointments.actions.plans import cancel, move, reassign
from perspektiv.records.appointments.cases import Case
from perspektiv.records.appointments.counsellors import bookable_by, chosen_first
from perspektiv.records.appointments.entries import asked_about, entries
from perspektiv.records.appointments.forms import TimesForm
from perspektiv.records.appointments.history import history_of
from perspektiv.records.appointments.models import Appointment, Room, Status
from perspektiv.records.appointments.moments import time_of
from perspektiv.records.appointments.slots import key_of
from perspektiv.records.appointments.states import CANCELLATIONS, STATES
from perspektiv.records.appointments.times import times_for
from perspektiv.records.appointments.views.answering import go, go_back, offer_undo, said, when
from perspektiv.records.appointments.views.asking import named_in, uuid_of, version_of
from perspektiv.records.appointments.views.calendar import back_to
from perspektiv.records.appointments.views.checking import offered, verdict_page
from perspektiv.records.appointments.views.telling import and_told, and_told_or_call, shall_tell
from perspektiv.records.cases.departed import gone_among
from perspektiv.records.cases.models import Participation, Referral


@require_safe
@needs(Permission.SEE_APPOINTMENTS)
def show(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    appointment = _fetched(user, Permission.SEE_APPOINTMENTS, id)
    record(by=user, what="appointment.read", subject=appointment, person=appointment.participant_id)
    return _page(request, appointment)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.BOOK)
def move_one(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    appointment = _fetched(user, Permission.BOOK, id)
    if request.method == "POST" and request.POST.get("instead") != "times":
        return _move(request, user, appointment)
    record(by=user, what="appointment.read", subject=appointment, person=appointment.participant_id)
    return _move_page(request, user, appointment, request.POST if request.method == "POST" else request.GET)


@require_safe
@needs(Permission.BOOK)
def check_move(request: SignedIn, id: UUID) -> HttpResponse:
    """What stands against moving it to a free time, before anything is saved."""
    user = signed_in(request)
    appointment = _fetched(user, Permission.BOOK, id)
    form = _times_form(request.GET, user, appointment)
    form.is_valid()
    return verdict_page(
        request,
        form,
        counsellor=_held_by(form, appointment),
        place=appointment.place,
        minutes=appointment.minutes,
        moving=appointment,
    )


@require_POST
@needs(Permission.BOOK)
def cancel_one(request: SignedIn, id: UUID) -> HttpResponse:
    """By whom is the button that was pressed."""
    appointment, action = _fetched(signed_in(request), Permission.BOOK, id), uuid4()
    cancel(
        by=signed_in(request),
        appointment=appointment,
        version=version_of(request.POST),
        status=request.POST.get("status", ""),
        why=request.POST.get("why", "")[:200],
        action=action,
        tell=shall_tell(request.POST, appointment.participant),
    )
    state = STATES[Status(appointment.status)].label
    sentence = f"{appointment.participant}, {when(appointment.starts_at)}: {state}"
    offer_undo(request, and_told_or_call(request.POST, sentence, action, appointment), action)
    return go_back(request, reverse("appointments:show", args=[id]))


@require_POST
@needs(Permission.BOOK)
def reassign_one(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    appointment, action = _fetched(user, Permission.BOOK, id), uuid4()
    try:
        reassign(
            by=user,
            appointment=appointment,
            version=version_of(request.POST),
            counsellor=named_in(request.POST.get("counsellor", ""), _choosable(user, appointment)),
            room=named_in(request.POST.get("room", ""), Room.objects.filter(centre=appointment.centre_id)),
            why=request.POST.get("why", "")[:200],
            action=action,
            tell=shall_tell(request.POST, appointment.participant),
        )
    except Refused as refused:
        return _page(request, _fetched(user, Permission.BOOK, id), sentence=said(refused.sentence), typed=request.POST)
    sentence = _("Saved: %s") % when(appointment.starts_at)
    offer_undo(request, and_told(sentence, action, appointment), action)
    return go(
        reverse("cases:departed") if _from_departed(request, appointment) else reverse("appointments:show", args=[id])
    )


@require_POST
@needs(Permission.BOOK, Permission.MARK)
def undo_action(request: SignedIn, action: UUID) -> HttpResponse:
    """Takes back what one has just done; the action belongs to whoever did it."""
    undone = undo_together(by=signed_in(request), action=action)
    sentence = ngettext("Taken back.", "%(n)d taken back.", len(undone)) % {"n": len(undone)}
    messages.info(request, sentence)
    return go_back(request, reverse("appointments:day"))


def _fetched(user: User, permission: Permission, id: UUID) -> Appointment:
    related = ("participant", "participation__segment", "participation__counsellor", "referral", "counsellor", "room")
    return fetch(Appointment.objects.select_related(*related, "centre"), user, permission, id)


def _of(appointment: Appointment) -> Participation | Referral:
    of = appointment.participation or appointment.referral
    assert of is not None  # the database holds it
    return of


def _choosable(user: User, appointment: Appointment) -> list[User]:
    """Whom it may pass to; with whoever has it now, even where they counsel no more, so that none is taken unseen."""
    bookable, present = bookable_by(user, _of(appointment)), appointment.counsellor
    return bookable if present is None or present in bookable else [present, *bookable]


def _page(
    request: SignedIn, appointment: Appointment, *, sentence: str = "", typed: QueryDict | None = None
) -> HttpResponse:
    user = signed_in(request)
    (entry,) = entries(Appointment.objects.filter(pk=appointment.pk))
    may_book = Appointment.objects.with_permission(user, Permission.BOOK).filter(pk=appointment.pk).exists()
    inviting = Appointment.objects.with_permission(user, Permission.INVITE_FEEDBACK)
    context = {
        "appointment": appointment,
        "entry": entry,
        "history": history_of(appointment),
        "may_book": may_book,
        "may_ask": asked_about(entry) and inviting.filter(pk=appointment.pk).exists(),
        "may_mark": user.may(Permission.MARK, appointment.centre_id),
        "may_see_file": user.may(Permission.SEE_PEOPLE, appointment.centre_id),
        "cancellations": CANCELLATIONS,
        "counsellors": _choosable(user, appointment) if may_book else [],
        "rooms": Room.objects.filter(centre=appointment.centre_id, in_use=True),
        "chosen_counsellor": uuid_of(typed.get("counsellor", "")) if typed else appointment.counsellor_id,
        "chosen_room": uuid_of(typed.get("room", "")) if typed else appointment.room_id,
        "why": typed.get("why", "") if typed else "",
        "sentence": sentence,
        "tells": shall_tell(typed or QueryDict(), appointment.participant),
        "begun": appointment.starts_at <= timezone.now(),
        "back": "left" if _from_departed(request, appointment) else "",
    }
    return render(request, "appointments/show.html", context, status=409 if sentence else 200)


def _move(request: SignedIn, user: User, appointment: Appointment) -> HttpResponse:
    form, action = _times_form(request.POST, user, appointment), uuid4()
    before = _whole(appointment)
    if not form.is_valid():
        return _move_page(request, user, appointment, request.POST, form=form, status=422)
    unusual = form.to_be_asked if form.cleaned_data["starts_at"] != before[0] else None
    if unusual:
        return _move_page(request, user, appointment, request.POST, form=form, status=422, question=said(unusual))
    try:
        settled = _moved(request, user, appointment, form, action)
    except Refused as refused:
        stored = _fetched(user, Permission.BOOK, appointment.id)
        return _move_page(request, user, stored, request.POST, status=409, sentence=said(refused.sentence))
    if _whole(appointment) != before:
        sentence = (
            _("%(name)s: moved to %(when)s, the wish is settled") if settled else _("%(name)s: moved to %(when)s")
        )
        sentence = sentence % {"name": appointment.participant, "when": when(appointment.starts_at)}
        offer_undo(request, and_told(sentence, action, appointment), action)
    if _from_departed(request, appointment):
        return go(reverse("cases:departed"))
    return go(back_to(request.POST.get("back", ""), appointment))


def _from_departed(request: SignedIn, appointment: Appointment) -> bool:
    """Whether one came from the list of appointments whose counsellor has left."""
    sent = request.POST if request.method == "POST" else request.GET
    return sent.get("back") == "left" and signed_in(request).may(Permission.STEER, appointment.centre_id)


@transaction.atomic
def _moved(request: SignedIn, user: User, appointment: Appointment, form: TimesForm, action: UUID) -> bool:
    """Moves it, and with the time settles the wish that the page showed; whether there was one."""
    before, wish = appointment.starts_at, uuid_of(request.POST.get("wish", ""))
    move(
        by=user,
        appointment=appointment,
        version=version_of(request.POST),
        starts_at=form.cleaned_data["starts_at"],
        room=form.free_room(_held_by(form, appointment)),
        counsellor=_held_by(form, appointment),
        why=request.POST.get("why", "")[:200],
        action=action,
        tell=shall_tell(request.POST, appointment.participant),
    )
    if wish is None or appointment.starts_at == before:
        return False
    return wished_moves.settle(by=user, appointment=appointment, wish=wish, action=action)


def _times_form(fields: QueryDict, user: User, appointment: Appointment) -> TimesForm:
    typed = fields.copy()
    typed["place"], typed["minutes"] = appointment.place, str(appointment.minutes)
    of, present = _of(appointment), appointment.counsellor
    bookable = bookable_by(user, of) if _is_gone(appointment) else []
    if bookable:
        first = chosen_first(user, of, bookable)
        typed.setdefault("counsellor", str(first.pk) if first else "")
    else:
        typed["counsellor"] = str(present.pk if present else "")
    form = TimesForm(typed, of=of, user=user, moving=appointment)
    form.fields["counsellor"].required = bool(bookable)
    return form


def _is_gone(appointment: Appointment) -> bool:
    """Whether it is with somebody who counsels there no more: then a new time is with somebody else."""
    return appointment.counsellor is not None and bool(gone_among([appointment.counsellor], appointment.centre_id))


def _held_by(form: TimesForm, appointment: Appointment) -> User | None:
    """With whom it is at the new time, of a form that was looked through."""
    return form.cleaned_data.get("counsellor") if _is_gone(appointment) else appointment.counsellor


def _whole(appointment: Appointment) -> tuple[datetime, UUID | None, UUID | None]:
    return appointment.starts_at, appointment.room_id, appointment.counsellor_id


def _move_page(
    request: SignedIn,
    user: User,
    appointment: Appointment,
    fields: QueryDict,
    *,
    form: TimesForm | None = None,
    status: int = 200,
    sentence: str = "",
    question: str = "",
) -> HttpResponse:
    form = form or _times_form(fields, user, appointment)
    form.is_valid()
    wish = wished_moves.wished_of(appointment, user)
    held_by = _held_by(form, appointment)
    found = times_for(
        _of(appointment),
        held_by,
        day=form.cleaned_data.get("day") or max(timezone.localdate(), timezone.localdate(appointment.starts_at)),
        at=time_of(fields.get("time", "")),
        place=appointment.place,
        minutes=appointment.minutes,
        moving=appointment,
        asked_for=wish.times if wish else (),
    )
    context = {
        "appointment": appointment,
        "wish": wish,
        "participant": appointment.participant,
        "case": Case(_of(appointment)),
        **offered(found, form if fields is request.POST else None, fields),
        "rooms": form.fields["room"].queryset,  # type: ignore[attr-defined]
        "room": uuid_of(fields.get("room", "")),
        "counsellor": held_by,
        "counsellors": form.fields["counsellor"].queryset if _is_gone(appointment) else [],  # type: ignore[attr-defined]
        "place": appointment.place,
        "minutes": appointment.minutes,
        "form": form if fields is request.POST else None,
        "why": fields.get("why", ""),
        "back": fields.get("back", ""),
        "sentence": sentence,
        "wished": when(form.cleaned_data["starts_at"]) if sentence and form.cleaned_data.get("starts_at") else "",
        "question": question,
        "tells": shall_tell(fields, appointment.participant),
        "told_to": appointment.participant,
        "meant": key_of(form.cleaned_data["starts_at"]) if question else "",
    }
    return render(request, "appointments/move.html", context, status=status)
