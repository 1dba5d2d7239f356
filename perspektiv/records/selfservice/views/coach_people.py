"""A jobcoach by link proposes a person, reports a job start, reads and acknowledges a released result."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from perspektiv.errors import Refused
from perspektiv.records.access.trail import record
from perspektiv.records.cases.actions.closings import acknowledge
from perspektiv.records.cases.actions.referrals import propose
from perspektiv.records.cases.forms.ways_in import ProposalForm
from perspektiv.records.cases.models import ClosingResult, Referral
from perspektiv.records.cases.papers.closing import closing_paper
from perspektiv.records.cases.views.answers import pdf_response
from perspektiv.records.cases.views.closing import OF_A_PAPER
from perspektiv.records.outcomes.actions import job_starts
from perspektiv.records.outcomes.actions.inquiries import shown
from perspektiv.records.outcomes.forms import ReportForm
from perspektiv.records.outcomes.models import JobStart, Source
from perspektiv.records.people.forms import refuse, sent_id
from perspektiv.records.selfservice.doors import CoachVisit, by_jobcoach_link, coach_page, go


@require_http_methods(["GET", "HEAD", "POST"])
@by_jobcoach_link
def propose_person(visit: CoachVisit) -> HttpResponse:
    """The same eight fields as with a login."""
    form, id = ProposalForm(visit.request.POST or None), sent_id(visit.request.POST.get("id"))
    if visit.request.method == "POST" and form.is_valid():
        known = form.cleaned_data
        propose(
            by=visit.jobcoach,
            jobcoach=visit.jobcoach,
            id=id,
            person=form.person(),
            initiative=known["initiative"],
            informed_on=known["informed_on"],
            concern=known["concern"],
        )
        return go(visit.address("proposals"), "proposed")
    context = {"form": form, "id": id, "today": timezone.localdate()}
    return coach_page(visit, "propose", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@by_jobcoach_link
def report_start(visit: CoachVisit, referral: UUID) -> HttpResponse:
    own = Referral.objects.filter(pk=referral, jobcoach=visit.jobcoach, result=Referral.Result.ENTERED)
    found = own.select_related("participant").first()
    if found is None:
        raise Http404
    participant, form, id = (
        found.participant,
        ReportForm(visit.request.POST or None),
        sent_id(visit.request.POST.get("id")),
    )
    if visit.request.method == "POST" and form.is_valid():
        try:
            known = form.cleaned_data
            job_starts.note(by=visit.jobcoach, participant=participant, source=Source.JOBCOACH, id=id, **known)
        except Refused as refused:
            refuse(form, refused)
        else:
            return go(visit.address("proposals"), "start")
    if visit.request.method != "POST":
        record(by=visit.jobcoach, what="job_start.read", subject=participant, person=participant.pk)
    told = JobStart.objects.filter(participant=participant, source=Source.JOBCOACH).order_by("-started_on")
    context = {"who": shown(participant), "form": form, "id": id, "told": told}
    return coach_page(visit, "report_start", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@by_jobcoach_link
def result(visit: CoachVisit, id: UUID) -> HttpResponse:
    """What participant and counsellor released; one tap says that it was read."""
    found = _released(visit, id)
    if visit.request.method == "POST":
        acknowledge(by=visit.jobcoach, result=found)
        return go(visit.request.path)
    record(by=visit.jobcoach, what="released_result.read", subject=found, person=found.participation.participant_id)
    return coach_page(visit, "result", {"result": found, "who": shown(found.participation.participant)})


@require_safe
@by_jobcoach_link
def result_paper(visit: CoachVisit, id: UUID) -> HttpResponse:
    found = _released(visit, id)
    record(by=visit.jobcoach, what="released_result.read", subject=found, person=found.participation.participant_id)
    return pdf_response(closing_paper(found), "Gemeinsames-Ergebnis", found.participation.participant)


def _released(visit: CoachVisit, id: UUID) -> ClosingResult:
    own = ClosingResult.objects.released_by_link(visit.jobcoach)
    found = own.select_related(*OF_A_PAPER).filter(pk=id).first()
    if found is None:
        raise Http404
    return found
