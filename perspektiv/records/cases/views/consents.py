"""Consents: one button each way."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.cases.actions import consents
from perspektiv.records.cases.models import Consent
from perspektiv.records.people.forms import sent_id
from perspektiv.records.people.models import Participant


@require_POST
@needs(Permission.AGREE)
def give_consent(request: SignedIn, id: UUID, purpose: str) -> HttpResponse:
    user = signed_in(request)
    participant = fetch(Participant.objects.all(), user, Permission.AGREE, id)
    if purpose not in Consent.Purpose.values:
        raise Http404
    consents.give(
        by=user, participant=participant, purpose=Consent.Purpose(purpose), id=sent_id(request.POST.get("id"))
    )
    messages.success(request, _("The consent is kept. It can be withdrawn at any time."))
    return redirect("cases:agreement", id)


@require_POST
@needs(Permission.AGREE)
def withdraw_consent(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    consent = fetch(Consent.objects.all(), user, Permission.AGREE, id)
    consents.withdraw(by=user, consent=consent)
    messages.success(request, _("The consent is withdrawn, from today on."))
    return redirect("cases:agreement", consent.participant_id)
