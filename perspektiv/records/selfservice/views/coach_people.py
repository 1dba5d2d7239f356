"""A jobcoach by link proposes a person, reports a job start, reads and acknowledges a released result."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perspektiv.records.access.trail import record
from perspektiv.records.cases.actions.closings import acknowledge
from perspektiv.records.cases.actions.referrals import propose
from perspektiv.records.cases.actions.withdrawing import withdraw
from perspektiv.records.cases.forms.ways_in import ProposalForm
from perspektiv.records.cases.models import ClosingResult, Referral
from perspektiv.records.cases.papers.closing import closing_paper
from perspektiv.records.cases.views.answers import pdf_response
from perspektiv.records.cases.views.closing import OF_A_PAPER
from perspektiv.records.cases.views.proposals import known_already
from perspektiv.records.outcomes.actions.inquiries import shortened, shown
from perspektiv.records.outcomes.views.reporting import Reporting
from perspektiv.records.people.forms import sent_id
from perspektiv.records.selfservice.doors import CoachVisit, by_jobcoach_link, coach_page, go


@require_http_methods(["GET", "HEAD", "POST"])
@by_jobcoach_link
def propose_person(visit: CoachVisit) -> HttpResponse:
    """The same eight fields as with a login."""
    form, id = ProposalForm(visit.request.POST or None), sent_id(visit.request.POST.get("id"))
    valid = visit.request.method == "POST" and form.is_valid()
    again = known_already(visit.jobcoach, form, id, visit.request.POST.get("again", "")) if valid else None
    if valid and again is None:
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
    context = {"form": form, "id": id, "today": timezone.localdate(), "again": again}
    return coach_page(visit, "propose", context, status=422 if form.errors or again else 200)


@require_POST
@by_jobcoach_link
def withdraw_proposal(visit: CoachVisit, referral: UUID) -> HttpResponse:
    """While it has only arrived."""
    found = Referral.objects.filter(pk=referral, jobcoach=visit.jobcoach).first()
    if found is None:
        return go(visit.address("proposals"), "withdrawn")
    withdraw(by=visit.jobcoach, jobcoach=visit.jobcoach, referral=found)
    return go(visit.address("proposals"), "withdrawn")


@require_http_methods(["GET", "HEAD", "POST"])
@by_jobcoach_link
def report_start(visit: CoachVisit, referral: UUID) -> HttpResponse:
    own = Referral.objects.filter(pk=referral, jobcoach=visit.jobcoach, result=Referral.Result.ENTERED)
    found = own.select_related("participant").first()
    if found is None:
        raise Http404
    participant, reporting = found.participant, Reporting(visit.request, visit.jobcoach, visit.jobcoach, found)
    if done := reporting.take():
        return go(visit.address("proposals"), done.value)
    if visit.request.method != "POST":
        record(by=visit.jobcoach, what="job_start.read", subject=participant, person=participant.pk)
    context = {"who": shown(participant), **reporting.context()}
    return coach_page(visit, "report_start", context, status=reporting.status)


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
    person = found.participation.participant
    return pdf_response(closing_paper(found, shortened=shortened(person) or "–"), "Gemeinsames-Ergebnis", person)


def _released(visit: CoachVisit, id: UUID) -> ClosingResult:
    own = ClosingResult.objects.released_by_link(visit.jobcoach)
    found = own.select_related(*OF_A_PAPER).filter(pk=id).first()
    if found is None:
        raise Http404
    return found
