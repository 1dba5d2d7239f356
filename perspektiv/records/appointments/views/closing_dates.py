"""Finding a date for three: the page on which times are proposed, and what became of them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.appointments.actions.closing_dates import AT_ONCE, answer, book, propose, withdraw
from perspektiv.records.appointments.closing_talks import findings_of
from perspektiv.records.appointments.counsellors import bookable_by, chosen_first
from perspektiv.records.appointments.halves import HALF_DAYS, known
from perspektiv.records.appointments.models import ClosingDate
from perspektiv.records.appointments.moments import moment_of
from perspektiv.records.appointments.notices import reach_of
from perspektiv.records.appointments.slots import Slot
from perspektiv.records.appointments.three import times_for_three, wished_by
from perspektiv.records.appointments.views.answering import go, offer_undo, said, when
from perspektiv.records.appointments.views.asking import uuid_of
from perspektiv.records.cases.models import Participation

CHOICE = 9
"""So many times are offered; the first three are ticked."""
RELATED = ("participant", "centre", "segment", "counsellor", "jobcoach__user")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.BOOK)
def closing_dates(request: SignedIn, id: UUID) -> HttpResponse:
    """Up to three times for one participation; with one click they go to participant and jobcoach."""
    user = signed_in(request)
    participation = fetch(Participation.objects.select_related(*RELATED), user, Permission.BOOK, id)
    if request.method == "POST":
        return _propose(request, user, participation)
    record(by=user, what="closing_dates.read", subject=participation, person=participation.participant_id)
    return _page(request, user, participation)


@require_POST
@needs(Permission.BOOK)
def withdraw_dates(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    participation = fetch(Participation.objects.select_related(*RELATED), user, Permission.BOOK, id)
    withdraw(by=user, participation=participation)
    messages.success(request, _("The times are no longer proposed. Messages that had not gone out stay here."))
    return go(reverse("appointments:closing_dates", args=[id]))


@require_POST
@needs(Permission.BOOK)
def book_date(request: SignedIn, id: UUID) -> HttpResponse:
    """Booked by hand, after a telephone call."""
    user, action = signed_in(request), uuid4()
    date = fetch(ClosingDate.objects.select_related("participation__centre"), user, Permission.BOOK, id)
    appointment = book(by=user, closing_date=date, action=action)
    sentence = _("Booked: %(name)s, %(when)s") % {"name": appointment.participant, "when": when(appointment.starts_at)}
    offer_undo(request, sentence, action)
    return go(reverse("appointments:closing_dates", args=[date.participation_id]))


@require_POST
@needs(Permission.BOOK)
def note_answer(request: SignedIn, id: UUID) -> HttpResponse:
    """What one of the two said by telephone; the button names who and what."""
    user = signed_in(request)
    date = fetch(ClosingDate.objects.select_related("participation__centre"), user, Permission.BOOK, id)
    who, _sep, says = request.POST.get("answer", "").partition(":")
    if not says:
        raise Http404
    date = answer(by=user, closing_date=date, who=who, says=says)
    if date.end == ClosingDate.End.TAKEN:
        messages.warning(request, _("This time is no longer free. The next free one has been proposed."))
    elif date.end:
        messages.success(request, _("Both can come: the closing talk is booked."))
    return go(reverse("appointments:closing_dates", args=[date.participation_id]))


def _propose(request: SignedIn, user: User, participation: Participation) -> HttpResponse:
    chosen: list[datetime] = []
    try:
        chosen += [at for text in request.POST.getlist("at")[:CHOICE] if (at := moment_of(text))]
        made = propose(
            by=user,
            participation=participation,
            times=chosen,
            counsellor=_counsellor(request, user, participation),
            wished=known(request.POST.getlist("wished")),
            id=uuid_of(request.POST.get("id", "")),
        )
    except Refused as refused:
        return _page(request, user, participation, status=409, sentence=said(refused.sentence), chosen=chosen)
    sentence = ngettext("%d time proposed to both.", "%d times proposed to both.", len(made)) % len(made)
    messages.success(request, sentence)
    return go(reverse("appointments:closing_dates", args=[participation.pk]))


def _counsellor(request: SignedIn, user: User, participation: Participation) -> User:
    fields = request.POST if request.method == "POST" else request.GET
    bookable = bookable_by(user, participation)
    chosen = uuid_of(fields.get("counsellor", ""))
    usual = chosen_first(user, participation, bookable)
    found = next((one for one in bookable if one.pk == chosen), usual) or next(iter(bookable), None)
    if found is None:
        raise Http404
    return found


def _page(
    request: SignedIn,
    user: User,
    participation: Participation,
    *,
    status: int = 200,
    sentence: str = "",
    chosen: Sequence[datetime] = (),
) -> HttpResponse:
    counsellor = _counsellor(request, user, participation)
    fields = request.POST if request.method == "POST" else request.GET
    wished = known(fields.getlist("wished")) if "searched" in fields else wished_by(participation.jobcoach)
    finding = findings_of([participation])[participation.pk]
    slots: list[Slot] = []
    if participation.jobcoach:
        slots = times_for_three(participation, counsellor, wished=wished, count=CHOICE)
    pending = [] if finding.appointment else finding.open
    ticked = set(chosen) or (set() if pending else {slot.at for slot in slots[:AT_ONCE]})
    first = slots[0].at if slots else None
    context = {
        "participant": participation.participant,
        "tab": "closing",
        "participation": participation,
        "finding": finding,
        "counsellor": counsellor,
        "counsellors": bookable_by(user, participation),
        "pending": pending,
        "said_yes": [date for date in pending if ClosingDate.Answer.YES in (date.participant_says, date.jobcoach_says)],
        "slots": [(slot, slot.at in ticked) for slot in slots],
        "halves": [(WEEKDAYS[n], [(half, half in wished) for half in HALF_DAYS[2 * n : 2 * n + 2]]) for n in range(5)],
        "wished": wished,
        "reach": reach_of(participation.participant, first.date()) if first else None,
        "form_id": uuid4(),
        "sentence": sentence,
    }
    return render(request, "appointments/closing_dates.html", context, status=status)
