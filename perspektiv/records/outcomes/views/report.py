"""A jobcoach tells of a job start, at any time, from one of their own proposals."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.cases.models import Referral
from perspektiv.records.outcomes.views.reporting import Done, Reporting

SENTENCES = {
    Done.TOLD: gettext_lazy("Thank you. The job start of %s is noted."),
    Done.CORRECTED: gettext_lazy("The job start of %s is corrected."),
    Done.WITHDRAWN: gettext_lazy("The report about %s is taken back."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SEE_REFERRALS)
def report_start(request: SignedIn, referral: UUID) -> HttpResponse:
    user = signed_in(request)
    own = Referral.objects.filter(jobcoach__user=user).select_related("participant", "jobcoach__user")
    found = fetch(own, user, Permission.SEE_REFERRALS, referral)
    assert found.jobcoach  # filtered by it
    participant, reporting = found.participant, Reporting(request, user, found.jobcoach, found)
    if done := reporting.take():
        messages.success(request, SENTENCES[done] % participant)
        return redirect("cases:proposals")
    if request.method != "POST":
        record(by=user, what="job_start.read", subject=participant, person=participant.pk)
    context = {"participant": participant, **reporting.context()}
    return render(request, "outcomes/report_start.html", context, status=reporting.status)
