"""The six-month desk: everybody with an open question, the most pressing first, each answered in place."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.models import Centre, User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.outcomes.actions.keeping import made
from perspektiv.records.outcomes.days_missing import days_missing
from perspektiv.records.outcomes.due import About, desk_centres, follow_up_of
from perspektiv.records.outcomes.forms import OutcomeForm, known_kinds
from perspektiv.records.outcomes.listing import PAGE, Listing, asked_show, rows_of
from perspektiv.records.outcomes.models import Source
from perspektiv.records.outcomes.unsettled import still_open
from perspektiv.records.outcomes.views.answering import go_back, told
from perspektiv.records.outcomes.views.undoing import offer_undo
from perspektiv.records.people.forms import sent_id
from perspektiv.records.people.models import Participant

PRINTED_AT_MOST = 500
SOURCE = "outcomes_source"


@require_safe
@needs(Permission.FOLLOW_UP)
def desk(request: SignedIn) -> HttpResponse:
    user, show, today = signed_in(request), asked_show(request.GET.get("show")), timezone.localdate()
    listing = Listing.asked(desk_centres(user), today, show)
    remember_source(request)
    page = Paginator(listing.cases, PAGE).get_page(request.GET.get("page"))
    context = {
        "show": show,
        "chips": listing.chips,
        "page": page,
        "rows": rows_of(list(page.object_list)),
        "sources": Source.choices,
        "days_missing": days_missing(desk_centres(user), today),
        **_asking(request, user),
    }
    _note_reading(user)
    return render(request, "outcomes/desk.html", context)


@require_safe
@needs(Permission.FOLLOW_UP)
def print_desk(request: SignedIn) -> HttpResponse:
    """The same list on paper, with room to write."""
    user, show = signed_in(request), asked_show(request.GET.get("show"))
    found = Listing.asked(desk_centres(user), timezone.localdate(), show).cases
    context = {
        "show": show,
        "rows": rows_of(found[:PRINTED_AT_MOST]),
        "cut": len(found) > PRINTED_AT_MOST,
        "most": PRINTED_AT_MOST,
    }
    _note_reading(user)
    return render(request, "outcomes/print.html", context)


@require_POST
@needs(Permission.FOLLOW_UP)
def record_outcome(request: SignedIn, id: UUID, about: str) -> HttpResponse:
    """One outcome of one question. Answers with the row, or with the page where it came without JavaScript."""
    user = signed_in(request)
    participant = fetch(Participant.objects.all(), user, Permission.FOLLOW_UP, id)
    if about not in About.values:
        raise Http404
    form = OutcomeForm(request.POST)
    if request.POST.get("must") == "day":
        form.fields["started_on"].required = True
    if form.is_valid():
        outcome = form.keep(by=user, participant=participant, about=about, id=sent_id(request.POST.get("id")))
        offer_undo(request, f"{participant}: {told(outcome)}", participant.pk, made(outcome))
        if why := still_open(outcome, timezone.localdate()):
            messages.warning(request, f"{participant}: {why}")
    else:
        messages.error(request, _("This day cannot be read. Please write it as 31.08.2026; nothing was saved."))
    if getattr(request, "htmx", False):
        return _row(request, user, participant, 200 if form.is_valid() else 422)
    return go_back(request, reverse("outcomes:desk"))


def _row(request: SignedIn, user: User, participant: Participant, status: int) -> HttpResponse:
    case = follow_up_of(participant.pk, participant.centre_id, timezone.localdate())
    row = rows_of([case])[0] if case else None
    return render(request, "outcomes/recorded.html", {"row": row, **_asking(request, user)}, status=status)


def remember_source(request: SignedIn) -> None:
    """According to whom the user enters things, until they say otherwise."""
    if (source := request.GET.get("source")) in Source.values:
        request.session[SOURCE] = source


def said_by(request: SignedIn) -> str:
    return str(request.session.get(SOURCE, Source.PARTICIPANT.value))


def chosen(request: SignedIn) -> bool:
    """Whether the user said according to whom; else it is the jobcoach where nobody else may be asked."""
    return SOURCE in request.session


def _asking(request: SignedIn, user: User) -> dict[str, Any]:
    """What every row needs to ask: according to whom, and the kinds of measures."""
    return {
        "source": said_by(request),
        "source_chosen": chosen(request),
        "kinds": known_kinds(desk_centres(user)),
    }


def _note_reading(user: User) -> None:
    for centre in Centre.objects.filter(pk__in=desk_centres(user)):
        record(by=user, what="follow_ups.read", subject=centre)
