"""A jobcoach's own pages: propose a person, and see where the own proposals stand (compartment A)."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perspektiv.records.access.admission import SignedIn, needs, signed_in, the_centre
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.cases.actions.referrals import jobcoach_of, propose
from perspektiv.records.cases.actions.withdrawing import proposed_already, withdraw, withdrawable
from perspektiv.records.cases.forms.ways_in import ProposalForm
from perspektiv.records.cases.models import Referral
from perspektiv.records.cases.standing import proposals_of
from perspektiv.records.people.forms import sent_id
from perspektiv.records.people.models import Jobcoach


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.REFER)
def propose_person(request: SignedIn) -> HttpResponse:
    """Eight fields. Whether the person is known already is never said here: the centre looks at it."""
    user = signed_in(request)
    centre = the_centre(user, Permission.REFER)
    form, id = ProposalForm(request.POST or None), sent_id(request.POST.get("id"))
    jobcoach = jobcoach_of(user, centre)
    valid = request.method == "POST" and form.is_valid()
    again = known_already(jobcoach, form, id, request.POST.get("again", "")) if valid else None
    if valid and again is None:
        known = form.cleaned_data
        referral = propose(
            by=user,
            jobcoach=jobcoach,
            id=id,
            person=form.person(),
            initiative=known["initiative"],
            informed_on=known["informed_on"],
            concern=known["concern"],
        )
        messages.success(request, _("Your proposal for %s has arrived. Thank you.") % referral.participant)
        return redirect("cases:proposals")
    context = {"form": form, "id": id, "today": timezone.localdate(), "again": again}
    return render(request, "cases/path/proposal.html", context, status=422 if again else 200)


def known_already(jobcoach: Jobcoach, form: ProposalForm, id: UUID, seen: str) -> Referral | None:
    """The jobcoach's own proposal of the same person, unless they saw it and send this one nevertheless."""
    before = proposed_already(jobcoach, form.person())
    return None if before is None or before.pk == id or seen == str(before.pk) else before


@require_POST
@needs(Permission.REFER)
def withdraw_proposal(request: SignedIn, id: UUID) -> HttpResponse:
    """While it has only arrived."""
    user = signed_in(request)
    own = Referral.objects.filter(jobcoach__user=user).select_related("jobcoach__user", "participant")
    referral = own.with_permission(user, Permission.REFER).filter(pk=id).first()
    if referral is None:
        raise Http404
    assert referral.jobcoach  # filtered by it
    withdraw(by=user, jobcoach=referral.jobcoach, referral=referral)
    messages.success(request, _("The proposal for %s is taken back.") % referral.participant)
    return redirect("cases:proposals")


@require_safe
@needs(Permission.SEE_REFERRALS)
def proposals(request: SignedIn) -> HttpResponse:
    user = signed_in(request)
    jobcoach = jobcoach_of(user, the_centre(user, Permission.SEE_REFERRALS))
    proposals = proposals_of(user)
    context = {
        "proposals": proposals,
        "may_refer": user.may(Permission.REFER),
        "withdrawable": withdrawable(jobcoach, [each.referral for each in proposals]),
    }
    record(by=user, what="proposals.read", subject=jobcoach)
    return render(request, "cases/path/proposals.html", context)
