"""A jobcoach's proposals by link; how they get such a link."""

from uuid import UUID

from django.contrib import messages
from django.core.cache import cache
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.appointments.models import ClosingDate
from perspektiv.records.cases.actions.withdrawing import withdrawable
from perspektiv.records.cases.models import ClosingResult
from perspektiv.records.cases.standing import proposals_by
from perspektiv.records.letters.way import way_to_jobcoach
from perspektiv.records.outcomes.actions.inquiries import shown
from perspektiv.records.people.models import Jobcoach
from perspektiv.records.selfservice.actions.coach_links import NotSent, end_coach_links, send_coach_link
from perspektiv.records.selfservice.doors import MINE, CoachVisit, by_jobcoach_link, coach_page, discreet
from perspektiv.records.selfservice.form_keys import OF_NOBODY, has_key, key_for
from perspektiv.records.selfservice.views.coach_talks import talks_of

ONCE_AN = 60 * 60
"""Seconds in which a jobcoach who asks for a link gets one mail."""


@require_safe
@by_jobcoach_link
def proposals(visit: CoachVisit) -> HttpResponse:
    """What waits for this jobcoach, then where each of their proposals stands."""
    jobcoach = visit.jobcoach
    record(by=jobcoach, what="proposals.read", subject=jobcoach)
    talks = talks_of(jobcoach)
    said = {
        "proposed": _("Your proposal has arrived. Thank you."),
        "corrected": _("The job start is corrected."),
        "taken_back": _("Your report of the job start is taken back."),
        "withdrawn": _("The proposal is taken back."),
        "start": _("Thank you. The job start is noted."),
        "answered": _("Thank you for your answer."),
        "booked": _("Thank you. Everybody can come then: the talk is booked."),
        "comes": _("Thank you. It is noted that you come."),
        "cannot": _("The talk is cancelled. The person and the centre are told."),
        "time": _("Your time is proposed. The person is asked."),
    }
    proposed = proposals_by(jobcoach)
    context = {
        "proposals": [(each, shown(each.referral.participant)) for each in proposed],
        "withdrawable": withdrawable(jobcoach, [each.referral for each in proposed]),
        "dates": _dates(jobcoach),
        "talks": talks,
        "booked": {talk.appointment.participation_id for talk in talks},
        "unread": [(result, shown(result.participation.participant)) for result in _unread(jobcoach)],
        "said": said.get(visit.request.GET.get("gesagt", ""), ""),
    }
    return coach_page(visit, "proposals", context)


@csrf_exempt  # see form_keys.py
@require_http_methods(["GET", "HEAD", "POST"])
def new_link(request: HttpRequest) -> HttpResponse:
    """Whoever has lost the mail asks for another. The answer is the same whether somebody is known or not."""
    with translation.override("de"):
        if request.method != "POST" or not has_key(request, OF_NOBODY):
            context = {"form_key": key_for(OF_NOBODY)}
            return discreet(render(request, "selfservice/jobcoach/new_link.html", context))
        mail = request.POST.get("email", "").replace("\0", "").strip()[:254]
        for jobcoach in Jobcoach.objects.filter(in_use=True, email__iexact=mail).exclude(email="")[:5]:
            if cache.add(f"coach-link:{jobcoach.pk}", 1, timeout=ONCE_AN):
                _try(jobcoach)
        return discreet(render(request, "selfservice/jobcoach/new_link.html", {"sent": True}))


@require_safe
@needs(Permission.SEE_REFERRALS)
def own_link(request: SignedIn) -> HttpResponse:  # noqa: ARG001
    """From the pages with login to those where dates for closing talks are answered; no token is made for it."""
    return redirect("selfservice:proposals", MINE)


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


@require_POST
@needs(Permission.REGISTER)
def end_of_jobcoach(request: SignedIn, id: UUID) -> HttpResponse:
    """All links that this jobcoach ever got stop leading anywhere."""
    user = signed_in(request)
    jobcoach = fetch(Jobcoach.objects.select_related("centre"), user, Permission.REGISTER, id)
    end_coach_links(by=user, jobcoach=jobcoach)
    messages.success(request, _("All links have ended. A new one can be sent at any time."))
    return redirect("people:jobcoach", id)


def _try(jobcoach: Jobcoach) -> None:
    try:
        send_coach_link(by=jobcoach, jobcoach=jobcoach)
    except NotSent:
        cache.delete(f"coach-link:{jobcoach.pk}")


def _unread(jobcoach: Jobcoach) -> QuerySet[ClosingResult]:
    released = ClosingResult.objects.released_by_link(jobcoach).filter(acknowledged_at=None)
    return released.select_related("participation__participant", "participation__segment").defer("words", "next_steps")


def _dates(jobcoach: Jobcoach) -> list[tuple[ClosingDate, str]]:
    """Open times for closing talks of own proposals, those of one talk together, the next talk first."""
    open = ClosingDate.objects.open().filter(participation__jobcoach=jobcoach).order_by("starts_at")
    talks: dict[UUID, list[ClosingDate]] = {}
    for date in open.select_related("participant", "counsellor"):
        talks.setdefault(date.participation_id, []).append(date)
    return [(date, shown(date.participant)) for dates in talks.values() for date in dates]
