"""Asking jobcoaches by mail: who would get which questions, and sending them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from perspektiv.records.access.admission import SignedIn, needs, signed_in
from perspektiv.records.access.models import Centre
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.outcomes.actions.inquiries import Sent, ask_jobcoaches
from perspektiv.records.outcomes.due import desk_centres
from perspektiv.records.outcomes.letters import NOT_AGAIN_FOR, letters_for
from perspektiv.records.outcomes.links import VALID_FOR
from perspektiv.records.outcomes.views.answering import go


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.FOLLOW_UP)
def ask(request: SignedIn) -> HttpResponse:
    user = signed_in(request)
    if request.method == "POST":
        _tell(request, ask_jobcoaches(by=user, ids=_ids(request.POST.getlist("person"))))
        return go(reverse("outcomes:desk"))
    centres = desk_centres(user)
    for centre in Centre.objects.filter(pk__in=centres):
        record(by=user, what="follow_ups.read", subject=centre)
    context = {
        "letters": letters_for(centres, timezone.localdate()),
        "weeks": NOT_AGAIN_FOR.days // 7,
        "days": VALID_FOR.days,
    }
    return render(request, "outcomes/ask.html", context)


def _tell(request: SignedIn, sent: Sent) -> None:
    if sent.mails:
        told = ngettext("%(n)d mail is sent, questions: %(q)d.", "%(n)d mails are sent, questions: %(q)d.", sent.mails)
        messages.success(request, told % {"n": sent.mails, "q": sent.questions})
    elif not sent.failed:
        messages.info(request, _("There was nobody to ask."))
    if sent.failed:
        who = ", ".join(sent.failed)
        messages.error(request, _("These mails could not be sent: %s. Please try again later.") % who)


def _ids(typed: list[str]) -> list[UUID]:
    found = []
    for one in typed:
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found
