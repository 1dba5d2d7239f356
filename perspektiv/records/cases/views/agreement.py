"""The agreement with its consents and releases: one page, and the paper of each."""

from datetime import date
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.cases.actions import agreements
from perspektiv.records.cases.forms.file import AgreementForm, FileForm, ReleaseForm
from perspektiv.records.cases.models import Agreement, ConfidentialityRelease, Consent
from perspektiv.records.cases.papers.agreement import agreement_kept, agreement_to_sign
from perspektiv.records.cases.papers.agreement_text import newest, versions
from perspektiv.records.cases.views.answers import pdf_response, said
from perspektiv.records.people.forms import sent_id
from perspektiv.records.people.models import Participant


@require_safe
@needs(Permission.AGREE)
def agreement(request: SignedIn, id: UUID) -> HttpResponse:
    """What was agreed, what was consented to, and who may be told what."""
    user = signed_in(request)
    participant = fetch(Participant.objects.all(), user, Permission.AGREE, id)
    record(by=user, what="agreement.read", subject=participant, person=participant.pk)
    return agreement_page(request, participant)


def agreement_page(request: SignedIn, participant: Participant, status: int = 200, **forms: FileForm) -> HttpResponse:
    """The page, with what was typed into a form that could not be kept."""
    held = list(Agreement.objects.filter(participant=participant))
    running = next((one for one in held if one.ended_on is None), None)
    text = versions()[running.text_version] if running and running.text_version in versions() else newest()
    context = {
        "participant": participant,
        "tab": "agreement",
        "running": running,
        "earlier": [one for one in held if one.ended_on],
        "text": text,
        "purposes": _purposes(participant),
        "releases": ConfidentialityRelease.objects.filter(participant=participant),
        "today": timezone.localdate(),
        "agreement_form": forms.get("agreement_form") or AgreementForm(prefix="agreement"),
        "release_form": forms.get("release_form") or ReleaseForm(prefix="release"),
        "new_id": uuid4(),
    }
    return render(request, "cases/file/agreement.html", context, status=status)


def _purposes(participant: Participant) -> list[dict[str, object]]:
    """Each purpose with the consent that holds, else with the last one that was withdrawn."""
    held = list(Consent.objects.filter(participant=participant).order_by("-given_on", "-created_at"))
    return [
        {
            "purpose": purpose,
            "given": next((one for one in held if one.purpose == purpose and not one.withdrawn_on), None),
            "withdrawn": next((one for one in held if one.purpose == purpose and one.withdrawn_on), None),
            "new_id": uuid4(),
        }
        for purpose in Consent.Purpose
    ]


@require_POST
@needs(Permission.AGREE)
def agree(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    participant = fetch(Participant.objects.all(), user, Permission.AGREE, id)
    form = AgreementForm(request.POST, prefix="agreement")
    if form.is_valid():
        try:
            agreements.agree(
                by=user,
                participant=participant,
                text_version=request.POST.get("text_version", newest().version),
                signed_on=form.cleaned_data["signed_on"],
                id=sent_id(request.POST.get("id")),
            )
        except Refused as refused:
            form.add_error("signed_on", said(refused))
        else:
            messages.success(request, _("The agreement is kept."))
            return redirect("cases:agreement", id)
    return agreement_page(request, participant, 409, agreement_form=form)


@require_POST
@needs(Permission.AGREE)
def end_agreement(request: SignedIn, id: UUID) -> HttpResponse:
    """Leaving: today, or on the day that was sent."""
    user = signed_in(request)
    held = fetch(Agreement.objects.all(), user, Permission.AGREE, id)
    agreements.end(by=user, agreement=held, on=_day(request.POST.get("on", "")))
    undo = reverse("cases:agreement_goes_on", args=(id,))
    messages.success(request, _("The agreement is ended. No reason is kept."), extra_tags=f"undo:{undo}")
    return redirect("cases:agreement", held.participant_id)


@require_POST
@needs(Permission.AGREE)
def agreement_goes_on(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    held = fetch(Agreement.objects.all(), user, Permission.AGREE, id)
    agreements.go_on(by=user, agreement=held)
    messages.success(request, _("The agreement goes on."))
    return redirect("cases:agreement", held.participant_id)


@require_safe
@needs(Permission.AGREE)
def agreement_to_print(request: SignedIn, id: UUID) -> HttpResponse:
    """The newest text, to be signed."""
    user = signed_in(request)
    participant = fetch(Participant.objects.all(), user, Permission.AGREE, id)
    record(by=user, what="agreement.read", subject=participant, person=participant.pk)
    return pdf_response(agreement_to_sign(participant), "Teilnahmevereinbarung", participant)


@require_safe
@needs(Permission.AGREE)
def agreement_paper(request: SignedIn, id: UUID) -> HttpResponse:
    """What was signed, as it was."""
    user = signed_in(request)
    held = fetch(Agreement.objects.select_related("participant__centre"), user, Permission.AGREE, id)
    record(by=user, what="agreement.read", subject=held, person=held.participant_id)
    return pdf_response(agreement_kept(held), "Teilnahmevereinbarung", held.participant)


def _day(sent: str) -> date:
    try:
        return date.fromisoformat(sent)
    except ValueError:
        return timezone.localdate()
