"""The page behind a mail's link: one question, four buttons, no login."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from perspektiv.errors import Refused
from perspektiv.records.access.trail import record
from perspektiv.records.outcomes.actions import taps
from perspektiv.records.outcomes.actions.inquiries import shown
from perspektiv.records.outcomes.due import Answer
from perspektiv.records.outcomes.forms import DayForm
from perspektiv.records.outcomes.links import VALID_FOR, LinkBroken, LinkOver, inquiry_of
from perspektiv.records.outcomes.models import Inquiry
from perspektiv.records.outcomes.views.answering import go, told
from perspektiv.records.people.forms import refuse

ANSWERS = (
    (Answer.YES, gettext_lazy("Yes"), "check"),
    (Answer.NO, gettext_lazy("No"), "cross"),
    (Answer.UNKNOWN, gettext_lazy("I do not know"), "help"),
    (Answer.REFUSED, gettext_lazy("No answer wanted"), "shield"),
)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing: mail programmes open links by themselves."""
    with translation.override("de"):
        try:
            inquiry = inquiry_of(token)
        except LinkOver:
            return render(request, "outcomes/link_over.html", {"over": True, "days": VALID_FOR.days}, status=410)
        except LinkBroken:
            return render(request, "outcomes/link_over.html", {"over": False}, status=410)
        if request.method == "POST":
            return _take(request, inquiry)
        record(by=inquiry.jobcoach, what="question.read", subject=inquiry, person=inquiry.participant_id)
        return _page(request, inquiry)


def _take(request: HttpRequest, inquiry: Inquiry) -> HttpResponse:
    said = request.POST.get("answer", "")
    if said in Answer.values:
        taps.answer(by=inquiry.jobcoach, inquiry=inquiry, said=said, correcting="correct" in request.POST)
        messages.success(request, _("Thank you. Your answer is kept."))
        return go(request.path)
    form = DayForm(request.POST, about=inquiry.about)
    if form.is_valid():
        try:
            taps.tell_day(by=inquiry.jobcoach, inquiry=inquiry, **form.cleaned_data)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("Thank you. The day is kept."))
            return go(request.path)
    return _page(request, inquiry, form)


def _page(request: HttpRequest, inquiry: Inquiry, form: DayForm | None = None) -> HttpResponse:
    follow_up, event = inquiry.follow_up, taps.event_of(inquiry)
    initial = {name: getattr(event, name, None) for name in ("started_on", "insured", "kind")} if event else None
    context = {
        "inquiry": inquiry,
        "who": shown(inquiry.participant),
        "my_centres": {"shown": [inquiry.centre], "made_up": inquiry.centre.made_up},
        "answers": ANSWERS,
        "asked": inquiry.answered_at is None and taps.still_asked(inquiry),
        "given": next((each for each in ANSWERS if follow_up and follow_up.answer == each[0]), None),
        "correctable": taps.correctable(inquiry) and follow_up is not None,
        "correct_for": taps.CORRECTABLE_FOR.days,
        "event": told(event) if event else "",
        "form": form or DayForm(about=inquiry.about, initial=initial),
    }
    return render(request, "outcomes/answer.html", context, status=422 if form else 200)
