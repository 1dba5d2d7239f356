"""What a participant does about questionnaires on their own page: answer one, release words for the closing talk."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from perspektiv.records.access.trail import record
from perspektiv.records.feedback.actions.invitations import shown_key_for
from perspektiv.records.feedback.actions.reflections import release, take_back
from perspektiv.records.feedback.links import address_of
from perspektiv.records.feedback.models import Answer, Invitation
from perspektiv.records.feedback.reflections import releasable
from perspektiv.records.selfservice.doors import Visit, by_personal_link, go, own_page
from perspektiv.records.selfservice.own_questionnaires import about_thoughts, thoughts


@require_POST
@by_personal_link
def answer_now(visit: Visit, id: UUID) -> HttpResponse:
    """On to the form. What was sent or printed before stays good beside it."""
    invitation = Invitation.objects.filter(participant=visit.participant, pk=id).open().first()
    if invitation is None:
        raise Http404
    return go(address_of(shown_key_for(invitation, by=visit.by)))


@require_safe
@by_personal_link
def reflection(visit: Visit) -> HttpResponse:
    found = thoughts(visit.participant, visit.words)
    if not found:
        raise Http404
    record(by=visit.by, what="own_reflection.read", subject=visit.participant, person=visit.participant.pk)
    saved = visit.words["said_saved"] if visit.request.GET.get("gesagt") == "saved" else ""
    about = about_thoughts(visit.participant, visit.words)
    return own_page(visit, "reflection", {"thoughts": found, "about_thoughts": about, "said": saved})


@require_POST
@by_personal_link
def share(visit: Visit, id: UUID, what: str) -> HttpResponse:
    """One text is released for the closing talk, or taken back."""
    answer = _own(visit, id, what)
    if "show" in visit.request.POST:
        release(by=visit.by, answer=answer)
    else:
        take_back(by=visit.by, answer=answer)
    return go(visit.address("reflection"), "saved")


def _own(visit: Visit, response: UUID, key: str) -> Answer:
    own = releasable().filter(response__participation__participant=visit.participant)
    answer = own.select_related("response__participation").filter(response=response, item__key=key).first()
    if answer is None:
        raise Http404
    return answer
