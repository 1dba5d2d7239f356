"""A jobcoach's proposals by link; how they get such a link."""

from uuid import UUID

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in, the_centre
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.appointments.models import ClosingDate
from perspektiv.records.cases.actions.referrals import jobcoach_of
from perspektiv.records.cases.models import ClosingResult
from perspektiv.records.cases.standing import proposals_by
from perspektiv.records.letters.way import way_to_jobcoach
from perspektiv.records.outcomes.actions.inquiries import shown
from perspektiv.records.people.models import Jobcoach
from perspektiv.records.selfservice.actions.coach_links import NotSent, send_coach_link
from perspektiv.records.selfservice.doors import CoachVisit, by_jobcoach_link, coach_page
from perspektiv.records.selfservice.jobcoach_links import token_for

ONCE_AN = 60 * 60
"""Seconds in which a jobcoach who asks for a link gets one mail."""


@require_safe
@by_jobcoach_link
def proposals(visit: CoachVisit) -> HttpResponse:
    """What waits for this jobcoach, then where each of their proposals stands."""
    jobcoach = visit.jobcoach
    record(by=jobcoach, what="proposals.read", subject=jobcoach)
    said = {
        "proposed": _("Your proposal has arrived. Thank you."),
        "start": _("Thank you. The job start is noted."),
        "answered": _("Thank you for your answer."),
        "time": _("Your time is proposed. The person is asked."),
    }
    context = {
        "proposals": [(each, shown(each.referral.participant)) for each in proposals_by(jobcoach)],
        "dates": _dates(jobcoach),
        "unread": ClosingResult.objects.released_by_link(jobcoach)
        .filter(acknowledged_at=None)
        .select_related("participation__participant", "participation__segment")
        .defer("words", "next_steps"),
        "said": said.get(visit.request.GET.get("gesagt", ""), ""),
    }
    return coach_page(visit, "proposals", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_link(request: HttpRequest) -> HttpResponse:
    """Whoever has lost the mail asks for another. The answer is the same whether somebody is known or not."""
    with translation.override("de"):
        if request.method != "POST":
            return render(request, "selfservice/jobcoach/new_link.html")
        mail = request.POST.get("email", "").replace("\0", "").strip()[:254]
        for jobcoach in Jobcoach.objects.filter(in_use=True, email__iexact=mail).exclude(email="")[:5]:
            if cache.add(f"coach-link:{jobcoach.pk}", 1, timeout=ONCE_AN):
                _try(jobcoach)
        return render(request, "selfservice/jobcoach/new_link.html", {"sent": True})


@require_safe
@needs(Permission.SEE_REFERRALS)
def own_link(request: SignedIn) -> HttpResponse:
    """From the pages with login to those of the link, where dates for closing talks are answered."""
    user = signed_in(request)
    return redirect("selfservice:proposals", token_for(jobcoach_of(user, the_centre(user, Permission.SEE_REFERRALS))))


@require_POST
@needs(Permission.REGISTER)
def send_to(request: SignedIn, id: UUID) -> HttpResponse:
    """The assistant sends a jobcoach the link to their proposals."""
    user = signed_in(request)
    jobcoach = fetch(Jobcoach.objects.select_related("centre", "user"), user, Permission.REGISTER, id)
    if not way_to_jobcoach(jobcoach).address:
        messages.error(request, _("No e-mail address is known. Please enter it first."))
        return redirect("people:jobcoach", id)
    try:
        send_coach_link(by=user, jobcoach=jobcoach)
    except NotSent:
        messages.error(request, _("The mail could not be sent. Please try again later."))
    else:
        messages.success(request, _("The link is on its way."))
    return redirect("people:jobcoach", id)


def _try(jobcoach: Jobcoach) -> None:
    try:
        send_coach_link(by=jobcoach, jobcoach=jobcoach)
    except NotSent:
        cache.delete(f"coach-link:{jobcoach.pk}")


def _dates(jobcoach: Jobcoach) -> list[tuple[ClosingDate, str]]:
    """Open times for closing talks of own proposals."""
    open = ClosingDate.objects.open().filter(participation__jobcoach=jobcoach)
    return [(date, shown(date.participant)) for date in open.select_related("participant", "counsellor")]
