"""A jobcoach tells of a job start, at any time, from one of their own proposals."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.cases.models import Referral
from perspektiv.records.outcomes.actions import job_starts
from perspektiv.records.outcomes.forms import ReportForm
from perspektiv.records.outcomes.models import JobStart, Source
from perspektiv.records.people.forms import refuse, sent_id


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SEE_REFERRALS)
def report_start(request: SignedIn, referral: UUID) -> HttpResponse:
    user = signed_in(request)
    own = Referral.objects.filter(jobcoach__user=user).select_related("participant")
    participant = fetch(own, user, Permission.SEE_REFERRALS, referral).participant
    form, id = ReportForm(request.POST or None), sent_id(request.POST.get("id"))
    planned = _planned(form) if request.method == "POST" and form.is_valid() else None
    asks = planned is not None and request.POST.get("planned") != planned.isoformat()
    if request.method == "POST" and form.is_valid() and not asks:
        try:
            job_starts.note(by=user, participant=participant, source=Source.JOBCOACH, id=id, **form.cleaned_data)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("Thank you. The job start of %s is noted.") % participant)
            return redirect("cases:proposals")
    if request.method != "POST":
        record(by=user, what="job_start.read", subject=participant, person=participant.pk)
    told = JobStart.objects.filter(participant=participant, source=Source.JOBCOACH).order_by("-started_on")
    context = {"participant": participant, "form": form, "id": id, "told": told, "planned": planned if asks else None}
    return render(request, "outcomes/report_start.html", context, status=422 if form.errors or asks else 200)


def _planned(form: ReportForm) -> date | None:
    """The first day of work, if it is still to come: asked about once, for a year is easily mistyped."""
    day: date = form.cleaned_data["started_on"]
    return day if day > timezone.localdate() else None
