"""What a jobcoach reads of the centre's work: the joint result that participant and counsellor released. No more."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from perspektiv.records.access.admission import SignedIn, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.cases.actions import closings as actions
from perspektiv.records.cases.models import ClosingResult
from perspektiv.records.cases.papers.closing import closing_paper
from perspektiv.records.cases.views.answers import pdf_response
from perspektiv.records.cases.views.closing import OF_A_PAPER


@require_safe
@needs(Permission.SEE_REFERRALS)
def released_result(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    result = _own(request, id)
    record(by=user, what="released_result.read", subject=result, person=result.participation.participant_id)
    return render(request, "cases/released_result.html", {"result": result, "participation": result.participation})


@require_safe
@needs(Permission.SEE_REFERRALS)
def released_paper(request: SignedIn, id: UUID) -> HttpResponse:
    """The same for the jobcoach's own file."""
    user = signed_in(request)
    result = _own(request, id)
    record(by=user, what="released_result.read", subject=result, person=result.participation.participant_id)
    return pdf_response(closing_paper(result), "Gemeinsames-Ergebnis", result.participation.participant)


@require_POST
@needs(Permission.SEE_REFERRALS)
def acknowledge_result(request: SignedIn, id: UUID) -> HttpResponse:
    actions.acknowledge(by=signed_in(request), result=_own(request, id))
    messages.success(request, _("Thank you. Participant and counsellor see that you have read it."))
    return redirect("cases:released_result", id)


def _own(request: SignedIn, id: UUID) -> ClosingResult:
    result = ClosingResult.objects.released_to(signed_in(request)).select_related(*OF_A_PAPER).filter(pk=id).first()
    if result is None:
        raise Http404
    return result
