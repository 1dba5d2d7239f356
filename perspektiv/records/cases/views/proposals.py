"""A jobcoach's own pages: propose a person, and see where the own proposals stand (compartment A)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from perspektiv.records.access.admission import SignedIn, needs, signed_in, the_centre
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.cases.actions.referrals import jobcoach_of, propose
from perspektiv.records.cases.forms.ways_in import ProposalForm
from perspektiv.records.cases.standing import proposals_of
from perspektiv.records.people.forms import sent_id


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.REFER)
def propose_person(request: SignedIn) -> HttpResponse:
    """Eight fields. Whether the person is known already is never said here: the centre looks at it."""
    user = signed_in(request)
    centre = the_centre(user, Permission.REFER)
    form, id = ProposalForm(request.POST or None), sent_id(request.POST.get("id"))
    if request.method == "POST" and form.is_valid():
        known = form.cleaned_data
        referral = propose(
            by=user,
            jobcoach=jobcoach_of(user, centre),
            id=id,
            person=form.person(),
            initiative=known["initiative"],
            informed_on=known["informed_on"],
            concern=known["concern"],
        )
        messages.success(request, _("Your proposal for %s has arrived. Thank you.") % referral.participant)
        return redirect("cases:proposals")
    context = {"form": form, "id": id, "today": timezone.localdate()}
    return render(request, "cases/path/proposal.html", context)


@require_safe
@needs(Permission.SEE_REFERRALS)
def proposals(request: SignedIn) -> HttpResponse:
    user = signed_in(request)
    context = {"proposals": proposals_of(user), "may_refer": user.may(Permission.REFER)}
    record(by=user, what="proposals.read", subject=jobcoach_of(user, the_centre(user, Permission.SEE_REFERRALS)))
    return render(request, "cases/path/proposals.html", context)
