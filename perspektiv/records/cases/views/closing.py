"""The closing talk: its joint result is written, released by both, and read by the jobcoach."""

from collections.abc import Mapping
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
from perspektiv.records.cases.reflecting import Reflection, reflections_of
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
    reflection: Reflection | None = None
    unkept: bool = False  # words were taken over into the form, and nothing was saved by that


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


PARTS = ("words", "next_steps")
"""Of a joint result."""


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
    reflections = reflections_of([one.pk for one in held], signed_in(request))
    shown = []
    for one in reversed(held):
        result, reflection = results.get(one.pk), reflections.get(one.pk)
        mine = form if of == one else None
        added = {} if mine else taken_over(reflection, request.GET)
        offered = mine or _form(one, result, added)
        shown.append(Shown(one, result, offered, stored if of == one else None, reflection, bool(added)))
    context = {"participant": participant, "tab": "closing", "shown": shown}
    return render(request, "cases/file/closing.html", context, status=status)


def _form(participation: Participation, result: ClosingResult | None, added: Mapping[str, str]) -> ClosingForm | None:
    """None where a side has released: then the words stand. What is ``added`` is kept once somebody says "Done"."""
    if result and (result.participant_released_at or result.counsellor_released_at):
        return None
    values: dict[str, Any] = {"version": result.version if result else 0}
    for part in PARTS:
        words = getattr(result, part) if result else ""
        values[part] = words if added.get(part, "") in words else f"{words}\n\n{added[part]}".strip()
    return ClosingForm(prefix=f"closing-{participation.pk}", initial=values)


def taken_over(reflection: Reflection | None, asked: Mapping[str, str]) -> dict[str, str]:
    """Words of the reflection that shall stand in a part of the result, as the address of the page says it."""
    released = {one.key: one.words for one in reflection.released} if reflection else {}
    return {part: released[key] for part in PARTS if (key := asked.get(part, "")) in released}
