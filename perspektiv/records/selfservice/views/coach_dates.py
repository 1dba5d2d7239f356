"""A jobcoach by link answers times for a closing talk, or names another one at which all others are free."""

from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from perspektiv.errors import Refused
from perspektiv.records.access.models import User
from perspektiv.records.access.trail import record
from perspektiv.records.appointments.actions.closing_dates import JOBCOACH, answer, counter, why_no_counter
from perspektiv.records.appointments.closing_talks import booked_talks
from perspektiv.records.appointments.models import ClosingDate
from perspektiv.records.appointments.moments import moment_of
from perspektiv.records.appointments.three import times_for_three
from perspektiv.records.cases.models import Participation
from perspektiv.records.outcomes.actions.inquiries import shown
from perspektiv.records.people.forms import sent_id
from perspektiv.records.selfservice.doors import CoachVisit, by_jobcoach_link, coach_page, go

OFFERED = 6


@require_POST
@by_jobcoach_link
def answer_proposal(visit: CoachVisit, id: UUID) -> HttpResponse:
    date = ClosingDate.objects.filter(pk=id, participation__jobcoach=visit.jobcoach).first()
    if date is None:
        raise Http404
    answered = answer(by=visit.jobcoach, closing_date=date, who=JOBCOACH, says=visit.request.POST.get("says", ""))
    return go(visit.address("proposals"), "booked" if answered.end == ClosingDate.End.BOOKED else "answered")


@require_http_methods(["GET", "HEAD", "POST"])
@by_jobcoach_link
def propose_time(visit: CoachVisit, participation: UUID) -> HttpResponse:
    """One tap on a free time proposes it."""
    running = Participation.objects.filter(pk=participation, jobcoach=visit.jobcoach, ended_on=None)
    found = running.select_related("participant", "counsellor", "centre", "jobcoach").first()
    counsellor = _counsellor(found) if found else None
    if found is None or counsellor is None:
        raise Http404
    if visit.request.method != "POST" and (why := why_no_counter(found)):
        raise Refused(why)
    chosen = moment_of(visit.request.POST.get("at", ""))
    if visit.request.method == "POST" and chosen:
        counter(by=visit.jobcoach, participation=found, starts_at=chosen, id=sent_id(visit.request.POST.get("id")))
        return go(visit.address("proposals"), "time")
    record(by=visit.jobcoach, what="closing_dates.read", subject=found, person=found.participant_id)
    times = [timezone.localtime(slot.at) for slot in times_for_three(found, counsellor, count=OFFERED)]
    context = {"who": shown(found.participant), "participation": found, "times": times, "id": uuid4()}
    context["talk"] = booked_talks(participation=found).first()
    context["another"] = context["talk"] or ClosingDate.objects.open().filter(participation=found).exists()
    return coach_page(visit, "propose_time", context)


def _counsellor(participation: Participation) -> User | None:
    """Whose time was proposed last; else who counsels."""
    last = ClosingDate.objects.filter(participation=participation).select_related("counsellor").order_by("-created_at")
    proposed = last.first()
    return proposed.counsellor if proposed else participation.counsellor
