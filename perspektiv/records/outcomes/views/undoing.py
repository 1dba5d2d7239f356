"""Undo for ten seconds: what was before a step waits in the session of who took it."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.outcomes.actions.keeping import Before, set_back
from perspektiv.records.outcomes.views.answering import go_back
from perspektiv.records.people.models import Participant

KEY = "outcomes_undo"
KEPT = 5
OVER = Text(
    "Das lässt sich hier nicht mehr zurücknehmen. In der Akte kann der Eintrag berichtigt werden.",
    "This can no longer be undone here. The entry can be corrected in the file.",
)


def offer_undo(request: SignedIn, sentence: str, participant_id: UUID, before: Before) -> None:
    token = str(uuid4())
    kept = [*request.session.get(KEY, []), [token, str(participant_id), before]]
    request.session[KEY] = kept[-KEPT:]
    messages.success(request, sentence, extra_tags=f"undo:{reverse('outcomes:take_back', args=[token])}")


@require_POST
@needs(Permission.FOLLOW_UP)
def take_back(request: SignedIn, token: UUID) -> HttpResponse:
    user, kept = signed_in(request), request.session.get(KEY, [])
    mine = next((entry for entry in kept if entry[0] == str(token)), None)
    if mine is None:
        raise Refused(OVER)
    fetch(Participant.objects.all(), user, Permission.FOLLOW_UP, UUID(mine[1]))
    set_back(by=user, before=mine[2])
    request.session[KEY] = [entry for entry in kept if entry is not mine]
    messages.success(request, _("Taken back."))
    return go_back(request, reverse("outcomes:desk"))
