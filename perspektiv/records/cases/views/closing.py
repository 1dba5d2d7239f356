"""The closing talk: its joint result is written, released by both, and read by the jobcoach."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.sending import sent_number
from perspektiv.records.access.trail import record
from perspektiv.records.cases.actions import closings as actions
from perspektiv.records.cases.actions.closings import Side
from perspektiv.records.cases.forms.file import ClosingForm
from perspektiv.records.cases.models import ClosingResult, Participation
from perspektiv.records.cases.papers.closing import closing_paper as paper_of
from perspektiv.records.cases.versions import ChangedMeanwhile
from perspektiv.records.cases.views.answers import pdf_response
from perspektiv.records.people.models import Participant


@dataclass(frozen=True)
class Shown:
    """One participation with its result, if there is one, and the form while it may be changed."""

    participation: Participation
    result: ClosingResult | None
    form: ClosingForm | None
    stored: ClosingResult | None = None  # what somebody else saved meanwhile


@require_safe
@needs(Permission.CLOSE)
def closing(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    participant = fetch(Participant.objects.all(), user, Permission.CLOSE, id)
    record(by=user, what="closing.read", subject=participant, person=participant.pk)
    return _page(request, participant)


@require_POST
@needs(Permission.CLOSE)
def write_closing(request: SignedIn, id: UUID) -> HttpResponse:
    """Called by itself while somebody types, and once more when they are done."""
    user = signed_in(request)
    participation = fetch(Participation.objects.select_related("participant"), user, Permission.CLOSE, id)
    form = ClosingForm(request.POST, prefix=f"closing-{id}")
    by_itself = bool(getattr(request, "htmx", False))
    stored: ClosingResult | None = None
    if form.is_valid():
        try:
            result = actions.write(by=user, participation=participation, **_decided(form.cleaned_data, request))
        except ChangedMeanwhile:
            stored = ClosingResult.objects.get(participation=participation)
        else:
            if by_itself:
                return render(request, "cases/file/closing_saved.html", _saved(form, result))
            messages.success(request, _("The joint result is kept."))
            return redirect("cases:closing", participation.participant_id)
    if by_itself:
        return render(request, "cases/file/closing_not_saved.html", {"stored": stored, "form": form})
    return _page(request, participation.participant, 409, of=participation, form=form, stored=stored)


@require_POST
@needs(Permission.CLOSE)
def release_closing(request: SignedIn, id: UUID, side: str) -> HttpResponse:
    user = signed_in(request)
    result = fetch(ClosingResult.objects.select_related("participation"), user, Permission.CLOSE, id)
    version = sent_number(request.POST.get("version"))
    result = actions.release(by=user, result=result, side=_side(side), version=version)
    messages.success(
        request,
        _("Released by both. The jobcoach can read the result now.")
        if result.released
        else _("The release is kept. The other one is still missing."),
    )
    return redirect("cases:closing", result.participation.participant_id)


@require_POST
@needs(Permission.CLOSE)
def withdraw_closing(request: SignedIn, id: UUID, side: str) -> HttpResponse:
    user = signed_in(request)
    result = fetch(ClosingResult.objects.select_related("participation"), user, Permission.CLOSE, id)
    actions.withdraw(by=user, result=result, side=_side(side))
    messages.success(request, _("The release is taken back. The jobcoach cannot read the result."))
    return redirect("cases:closing", result.participation.participant_id)


@require_safe
@needs(Permission.CLOSE)
def closing_paper(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    result = fetch(ClosingResult.objects.select_related(*OF_A_PAPER), user, Permission.CLOSE, id)
    record(by=user, what="closing.read", subject=result, person=result.participation.participant_id)
    return pdf_response(paper_of(result), "Gemeinsames-Ergebnis", result.participation.participant)


OF_A_PAPER = (
    "centre",
    "counsellor_released_by",
    "participation__participant",
    "participation__segment",
    "participation__counsellor",
    "participation__jobcoach",
)


def _side(name: str) -> Side:
    if name not in set(Side):
        raise Http404
    return Side(name)


def _decided(sent: dict[str, Any], request: SignedIn) -> dict[str, Any]:
    """Whoever was shown both texts and keeps the own one says so with the version of the other."""
    known = sent_number(request.POST.get("stored_version"))
    if request.POST.get("keep") == "mine" and known:
        return {**sent, "version": known}
    return sent


def _saved(form: ClosingForm, result: ClosingResult | None) -> dict[str, object]:
    return {"field": form.add_prefix("version"), "version": result.version if result else 0}


def _page(
    request: SignedIn,
    participant: Participant,
    status: int = 200,
    *,
    of: Participation | None = None,
    form: ClosingForm | None = None,
    stored: ClosingResult | None = None,
) -> HttpResponse:
    theirs = Participation.objects.with_permission(signed_in(request), Permission.CLOSE)
    held = theirs.filter(participant=participant).select_related("segment", "counsellor", "jobcoach")
    results = {
        result.participation_id: result
        for result in ClosingResult.objects.filter(participation__participant=participant).select_related(
            "counsellor_released_by"
        )
    }
    shown = []
    for one in reversed(held):
        result = results.get(one.pk)
        mine = form if of == one else None
        shown.append(Shown(one, result, mine or _form(one, result), stored if of == one else None))
    context = {"participant": participant, "tab": "closing", "shown": shown}
    return render(request, "cases/file/closing.html", context, status=status)


def _form(participation: Participation, result: ClosingResult | None) -> ClosingForm | None:
    """None where a side has released: then the words stand."""
    if result and (result.participant_released_at or result.counsellor_released_at):
        return None
    values = {"version": 0} if result is None else {n: getattr(result, n) for n in ("version", "words", "next_steps")}
    return ClosingForm(prefix=f"closing-{participation.pk}", initial=values)
