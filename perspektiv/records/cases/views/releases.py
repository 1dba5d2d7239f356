"""Releases from confidentiality: given, printed, revoked."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.cases.actions import releases
from perspektiv.records.cases.forms.file import ReleaseForm
from perspektiv.records.cases.models import ConfidentialityRelease
from perspektiv.records.cases.papers.release import release_paper as paper_of
from perspektiv.records.cases.views.agreement import agreement_page
from perspektiv.records.cases.views.answers import pdf_response, said
from perspektiv.records.people.forms import sent_id
from perspektiv.records.people.models import Participant


@require_POST
@needs(Permission.AGREE)
def give_release(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    participant = fetch(Participant.objects.all(), user, Permission.AGREE, id)
    form = ReleaseForm(request.POST, prefix="release")
    if form.is_valid():
        try:
            releases.release(by=user, participant=participant, id=sent_id(request.POST.get("id")), **form.cleaned_data)
        except Refused as refused:
            form.add_error("ends_on", said(refused))
        else:
            messages.success(request, _("The release is kept. Its paper can be printed and signed."))
            return redirect("cases:agreement", id)
    return agreement_page(request, participant, 409, release_form=form)


@require_POST
@needs(Permission.AGREE)
def revoke_release(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    given = fetch(ConfidentialityRelease.objects.all(), user, Permission.AGREE, id)
    releases.revoke(by=user, given=given)
    undo = reverse("cases:restore_release", args=(id,))
    messages.success(request, _("The release is revoked, from today on."), extra_tags=f"undo:{undo}")
    return redirect("cases:agreement", given.participant_id)


@require_POST
@needs(Permission.AGREE)
def restore_release(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    given = fetch(ConfidentialityRelease.objects.all(), user, Permission.AGREE, id)
    releases.restore(by=user, given=given)
    messages.success(request, _("The release holds as before."))
    return redirect("cases:agreement", given.participant_id)


@require_safe
@needs(Permission.AGREE)
def release_paper(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    given = fetch(ConfidentialityRelease.objects.select_related("participant", "centre"), user, Permission.AGREE, id)
    record(by=user, what="agreement.read", subject=given, person=given.participant_id)
    return pdf_response(paper_of(given), "Schweigepflicht", given.participant)
