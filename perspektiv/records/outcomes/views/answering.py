"""How pages of this room answer: the next page with GET, an outcome as a sentence."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from perspektiv.records.outcomes.actions.keeping import Outcome
from perspektiv.records.outcomes.models import FollowOnMeasure, FollowUp, JobStart


def go(where: str) -> HttpResponse:
    response = HttpResponseRedirect(where)
    response.status_code = 303
    return response


def go_back(request: HttpRequest, otherwise: str) -> HttpResponse:
    """To the page of ours that one came from."""
    before = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    return go(before if before and ours else otherwise)


def told(outcome: Outcome) -> str:
    """ "work from 1 June 2026", "a follow-on measure: no"."""
    if isinstance(outcome, FollowUp):
        about, answer = FollowUp.About(outcome.about).label, FollowUp.Answer(outcome.answer).label
        return _("%(about)s: %(answer)s") % {"about": about, "answer": answer}
    day = date_format(outcome.started_on, "SHORT_DATE_FORMAT")
    if isinstance(outcome, JobStart):
        return (_("insured work from %s") if outcome.insured else _("work without insurance from %s")) % day
    assert isinstance(outcome, FollowOnMeasure)
    return _("%(kind)s from %(day)s") % {"kind": outcome.kind, "day": day}
