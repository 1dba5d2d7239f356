"""The tab "Rückmeldungen" of a file: what was asked, what was answered, and what to take up next time."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.cases.views.answers import said
from perspektiv.records.feedback.actions import sending
from perspektiv.records.feedback.actions import signals as actions
from perspektiv.records.feedback.models import Response
from perspektiv.records.feedback.on_file import asked_of, content_of, sendable
from perspektiv.records.letters.way import way_to
from perspektiv.records.people.compartment import who_else_reads
from perspektiv.records.people.models import Participant


@require_safe
@needs(Permission.INVITE_FEEDBACK, Permission.SEE_FEEDBACK)
def of_person(request: SignedIn, id: UUID) -> HttpResponse:
    """Whoever may only hand out questionnaires sees which, and whether they came: never what they say."""
    user = signed_in(request)
    participant = fetch(Participant.objects.select_related("centre"), user, Permission.INVITE_FEEDBACK, id)
    return _page(request, participant)


@require_POST
@needs(Permission.INVITE_FEEDBACK)
def send(request: SignedIn, id: UUID) -> HttpResponse:
    """A questionnaire by hand, by the way that the person is written to."""
    user = signed_in(request)
    participant = fetch(Participant.objects.select_related("centre"), user, Permission.INVITE_FEEDBACK, id)
    chosen = next((one for one in sendable(participant) if one.key == request.POST.get("what")), None)
    if chosen is None:
        return _page(request, participant, Sending(sentence=_("Please choose a questionnaire.")), status=422)
    try:
        sending.send(
            by=user,
            participant=participant,
            version=chosen.version,
            moment=chosen.moment,
            agreed="agreed" in request.POST,
        )
    except Refused as refused:
        beyond = isinstance(refused, sending.BeyondLimit)
        return _page(request, participant, Sending(chosen.key, said(refused), beyond), status=409)
    messages.success(request, _("“%(name)s” is on its way.") % {"name": chosen.name})
    return redirect("feedback:of_person", id)


@dataclass(frozen=True)
class Sending:
    """What was tried to be sent, and what stands against it."""

    chosen: str = ""
    sentence: str = ""
    beyond: bool = False


def _page(
    request: SignedIn, participant: Participant, tried: Sending | None = None, *, status: int = 200
) -> HttpResponse:
    user = signed_in(request)
    own = Participant.objects.with_permission(user, Permission.SEE_FEEDBACK)
    reads = own.filter(pk=participant.pk).exists()
    record(
        by=user,
        what="file_feedback.read" if reads else "file_questionnaires.read",
        subject=participant,
        person=participant.pk,
    )
    context = {
        "participant": participant,
        "tab": "feedback",
        "reads": reads,
        "writes": True,
        "readers": who_else_reads(user, participant) if reads else [],
        "asked": asked_of(participant),
        "content": content_of(participant) if reads else None,
        "sendable": sendable(participant),
        "way": way_to(participant),
        "tried": tried or Sending(),
    }
    return render(request, "feedback/file/page.html", context, status=status)


@require_POST
@needs(Permission.SEE_FEEDBACK)
def discuss(request: SignedIn, id: UUID) -> HttpResponse:
    """The signals of a response were taken up."""
    user = signed_in(request)
    response = _fetched(request, id)
    actions.discuss(by=user, response=response)
    undo = reverse("feedback:take_up_again", args=[id])
    messages.success(request, _("Kept: taken up today."), extra_tags=f"undo:{undo}")
    return _back(response)


@require_POST
@needs(Permission.SEE_FEEDBACK)
def take_up_again(request: SignedIn, id: UUID) -> HttpResponse:
    response = _fetched(request, id)
    actions.take_up_again(by=signed_in(request), response=response)
    messages.success(request, _("Open again."))
    return _back(response)


def _fetched(request: SignedIn, id: UUID) -> Response:
    responses = Response.objects.select_related("participation")
    return fetch(responses, signed_in(request), Permission.SEE_FEEDBACK, id)


def _back(response: Response) -> HttpResponse:
    assert response.participation is not None
    return redirect("feedback:of_person", response.participation.participant_id)
