"""Texts of the anonymous survey: each is read for names by a person before others see it. Their order tells nothing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.feedback.actions.anonymous_texts import show, show_blacked_out, withhold
from perspektiv.records.feedback.actions.opening import CHANCE
from perspektiv.records.feedback.models import AnonymousText

READS = Permission.CHECK_TEXTS
State = AnonymousText.State
A_PAGE = 20
"""Texts to be checked at a time."""


@require_safe
@needs(READS)
def texts(request: SignedIn) -> HttpResponse:
    found = AnonymousText.objects.with_permission(signed_in(request), READS).select_related("item")
    unread = list(found.filter(state=State.UNCHECKED))
    read = list(found.exclude(state=State.UNCHECKED).order_by("-quarter")[:200])
    CHANCE.shuffle(unread)
    CHANCE.shuffle(read)
    context = {
        "unread": unread[:A_PAGE],
        "more": max(len(unread) - A_PAGE, 0),
        "shown": [text for text in read if text.state == State.SHOWN],
        "withheld": [text for text in read if text.state == State.WITHHELD],
    }
    return render(request, "feedback/survey/texts.html", context)


@require_POST
@needs(READS)
def decide(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    text = fetch(AnonymousText.objects.all(), user, READS, id)
    what = request.POST.get("do", "")
    if what == "show":
        show(by=user, text=text.pk)
        messages.success(request, _("The text is shown with the results."))
    elif what == "black_out":
        show_blacked_out(by=user, text=text.pk, words=request.POST.get("words", ""))
        messages.success(request, _("The words are blacked out for good; the text is shown with the results."))
    elif what == "withhold":
        withhold(by=user, text=text.pk)
        messages.success(request, _("The text is not shown."))
    return redirect("feedback:survey_texts")
