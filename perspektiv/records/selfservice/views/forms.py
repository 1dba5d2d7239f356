"""Questionnaires by link: one page with all questions, whole without scripts, small, in the person's language."""

from django.db import OperationalError
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from perspektiv.errors import Refused
from perspektiv.records.feedback.actions.invitations import decline
from perspektiv.records.feedback.actions.responses import answer
from perspektiv.records.feedback.asking import questions_of
from perspektiv.records.feedback.filling import Filling, read
from perspektiv.records.feedback.form_words import form_words
from perspektiv.records.feedback.words import said_in
from perspektiv.records.selfservice.form_doors import FormVisit, by_form_link, form_page, state_of

STATUS = {"closed": 410}
"""Of pages that say why nothing can be answered; the others are as they should be."""


@require_http_methods(["GET", "HEAD", "POST"])
@by_form_link
def form(visit: FormVisit) -> HttpResponse:
    """Looking changes nothing: mail programs open links by themselves."""
    state = state_of(visit.invitation)
    if visit.request.method == "POST" and state in ("open", "thanks"):
        return _sent(visit, answered=state == "thanks")
    return _asked(visit, Filling()) if state == "open" else _over(visit, state)


@require_http_methods(["GET", "HEAD", "POST"])
@by_form_link
def decline_form(visit: FormVisit) -> HttpResponse:
    """Asked once more, since a finger slips."""
    state = state_of(visit.invitation)
    if state != "open":
        return _over(visit, state)
    if visit.request.method != "POST":
        return form_page(visit, "decline")
    decline(by=visit.by, invitation=visit.invitation)
    return _on(visit, "declined")


def _sent(visit: FormVisit, *, answered: bool) -> HttpResponse:
    filling = read(visit.version.items.all(), visit.request.POST)
    if (filling.faults or filling.empty) and not answered:
        return _asked(visit, filling, status=422)
    try:
        answer(
            by=visit.by,
            invitation=visit.invitation,
            numbers=filling.numbers,
            texts=filling.texts,
            language=visit.words.code,
            shared=filling.shared,
        )
    except Refused:
        visit.invitation.refresh_from_db()
        state = state_of(visit.invitation)
        if state == "open":
            raise
        return _over(visit, state, again=True)
    except OperationalError:
        return _later(visit, filling)
    return _on(visit, "thanks")


def _asked(visit: FormVisit, filling: Filling, *, status: int = 200) -> HttpResponse:
    context = {
        "questions": questions_of(visit.version, visit.words.code, filling),
        "intro": said_in(visit.version.words, visit.words.code, "intro"),
        "until": _say(visit, "until", visit.words.full_day(visit.invitation.closes_on)),
        "nothing": status == 422 and not filling.faults,
        "check": bool(filling.faults),
        "again": status == 503,
    }
    return form_page(visit, "form", context, status=status)


def _later(visit: FormVisit, filling: Filling) -> HttpResponse:
    """Too many answer at this moment, and the wait for the turn was too long: scripts send again by themselves."""
    response = _asked(visit, filling, status=503)
    response["Retry-After"] = "5"
    return response


def _over(visit: FormVisit, state: str, *, again: bool = False) -> HttpResponse:
    """``again``: other answers were sent to what is answered already."""
    context = {
        "again": again,
        "thanks": said_in(visit.version.words, visit.words.code, "thanks"),
        "not_yet": _say(visit, "not_yet", visit.words.full_day(visit.invitation.due_on)),
    }
    return form_page(visit, state, context, status=409 if again else STATUS.get(state, 200))


def _on(visit: FormVisit, state: str) -> HttpResponse:
    """To the page that says so; at once, where the link of the open form no longer leads there."""
    if not visit.link_leads_here:
        return _over(visit, state)
    response = HttpResponseRedirect(visit.address("form"))
    response.status_code = 303
    return response


def _say(visit: FormVisit, sentence: str, day: str) -> str:
    return form_words(visit.words.code)[sentence].format(day=day).replace("..", ".")
