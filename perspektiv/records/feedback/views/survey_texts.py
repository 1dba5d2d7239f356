"""Texts of the anonymous survey: each is read for names by a person before others see it. Their order tells nothing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.feedback.actions.anonymous_texts import show, show_blacked_out, withhold
from perspektiv.records.feedback.actions.opening import CHANCE
from perspektiv.records.feedback.models import AnonymousText

READS = Permission.CHECK_TEXTS
State = AnonymousText.State
A_PAGE = 20
"""Texts to be checked at a time."""
LONGEST_WORDS = 300


@require_safe
@needs(READS)
def texts(request: SignedIn) -> HttpResponse:
    return _listed(request)


def _listed(request: SignedIn, at: AnonymousText | None = None, fault: str = "", *, status: int = 200) -> HttpResponse:
    """``at`` is the text that somebody works on: it comes first, wherever it stands now."""
    found = AnonymousText.objects.with_permission(signed_in(request), READS).select_related("item")
    if at:
        found = found.exclude(pk=at.pk)
    unread = list(found.filter(state=State.UNCHECKED))
    read = list(found.exclude(state=State.UNCHECKED).order_by("-quarter")[:200])
    CHANCE.shuffle(unread)
    CHANCE.shuffle(read)
    if at:
        unread.insert(0, at)
    context = {
        "unread": unread[:A_PAGE],
        "more": max(len(unread) - A_PAGE, 0),
        "shown": [text for text in read if text.state == State.SHOWN],
        "withheld": [text for text in read if text.state == State.WITHHELD],
        "at": at,
        "fault": fault,
        "typed": request.POST.get("words", "")[:LONGEST_WORDS],
    }
    return render(request, "feedback/survey/texts.html", context, status=status)


@require_POST
@needs(READS)
def decide(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    text = fetch(AnonymousText.objects.select_related("item"), user, READS, id)
    what = request.POST.get("do", "")
    if what == "show":
        show(by=user, text=text.pk)
        messages.success(request, _("The text is shown with the results."))
    elif what == "black_out":
        try:
            show_blacked_out(by=user, text=text.pk, words=request.POST.get("words", ""))
        except Refused as refused:
            return _listed(request, text, str(refused), status=422)
        messages.success(request, _("The words are blacked out for good; the text is shown with the results."))
    elif what == "withhold":
        withhold(by=user, text=text.pk)
        messages.success(request, _("The text is not shown."))
    return redirect("feedback:survey_texts")
