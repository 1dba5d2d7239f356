"""Undo for ten seconds instead of "are you sure"."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.cases.actions.steps import last_step, take_back
from perspektiv.records.cases.models import Step
from perspektiv.records.people.models import Participant


def done(request: HttpRequest, user: User, participant: Participant, sentence: str) -> None:
    """Says what was done, with the way back."""
    step = last_step(user, participant)
    tags = f"undo:{reverse('cases:take_back', args=[step.pk])}" if step else ""
    messages.success(request, sentence, extra_tags=tags)


@require_POST
@needs(Permission.REGISTER, Permission.ANSWER_OFFERS)
def take_back_step(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    permission = Permission.REGISTER if user.may(Permission.REGISTER) else Permission.ANSWER_OFFERS
    take_back(by=user, step=fetch(Step.objects.all(), user, permission, id))
    messages.success(request, _("Taken back."))
    return redirect(page_before(request))


def page_before(request: HttpRequest) -> str:
    """The page on which a button was pressed, if it is one of ours."""
    before = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    return before if ours else "/"
