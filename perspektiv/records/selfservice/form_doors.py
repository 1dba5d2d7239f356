"""The door of a questionnaire: who comes by the link of an invitation fills in that one, and sees nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.csrf import csrf_exempt

from perspektiv.errors import Refused
from perspektiv.records.feedback.actions.invitations import OPEN_FOR, of_id, of_token
from perspektiv.records.feedback.form_words import form_words
from perspektiv.records.feedback.models import InstrumentVersion, Invitation
from perspektiv.records.feedback.words import is_reviewed, said_in, written_in
from perspektiv.records.letters.acting_by_link import ByLink
from perspektiv.records.letters.languages import FALLBACK
from perspektiv.records.letters.letterheads import letterhead_of
from perspektiv.records.people.models import Participant
from perspektiv.records.selfservice.doors import Guarded, discreet, the_only_one, wrong_link
from perspektiv.records.selfservice.form_keys import FIELD
from perspektiv.records.selfservice.words import Words, words

P = ParamSpec("P")
LANGUAGE = "sprache"
"""In the address, so that nothing is kept in the browser."""
_SALT = "perspektiv.selfservice.questionnaire"


@dataclass(frozen=True)
class FormVisit:
    """Somebody at the questionnaire that they were invited to."""

    request: HttpRequest
    token: str
    invitation: Invitation
    words: Words

    @property
    def version(self) -> InstrumentVersion:
        return self.invitation.version_of

    @property
    def participant(self) -> Participant:
        person = self.invitation.participant
        return person.merged_into or person

    @property
    def by(self) -> ByLink:
        return ByLink(self.participant)

    @property
    def link_leads_here(self) -> bool:
        """Not where a newer link was made while the form lay open."""
        return of_token(self.token) == self.invitation

    def address(self, name: str) -> str:
        """With the language that was chosen, if one was."""
        address = reverse(f"selfservice:{name}", args=[self.token])
        chosen = self.request.GET.get(LANGUAGE, "")
        return f"{address}?{urlencode({LANGUAGE: chosen})}" if chosen == self.words.code else address


def by_form_link(view: Callable[Concatenate[FormVisit, P], HttpResponse]) -> Guarded:
    @csrf_exempt  # see form_keys.py: the form's own key is checked instead
    @wraps(view)
    def let_in(request: HttpRequest, /, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        sent = _sent_for(request)
        invitation = sent or of_token(token)
        if invitation is None:
            return discreet(wrong_link(request, the_only_one))
        visit = FormVisit(request, token, invitation, words(_language_of(request, invitation)))
        if request.method == "POST" and sent is None:
            return discreet(form_page(visit, "refused", status=409))
        try:
            return discreet(view(visit, *args, **kwargs))
        except Refused as refused:
            said = {"de": refused.sentence.de, "en": refused.sentence.en}.get(visit.words.code, "")
            return discreet(form_page(visit, "refused", {"sentence": said}, status=409))

    return let_in


def form_page(visit: FormVisit, name: str, context: dict[str, Any] | None = None, *, status: int = 200) -> HttpResponse:
    version, code = visit.version, visit.words.code
    shown = {
        "words": visit.words,
        "form_words": form_words(code),
        "language": code,
        "languages": [words(language) for language in written_in(version.words, "name") or [FALLBACK]],
        "machine_made": visit.words.machine_made or not is_reviewed(version.words, code),
        "name": said_in(version.words, code, "name"),
        "letterhead": letterhead_of(visit.invitation.centre),
        "made_up": visit.participant.centre.made_up,
        "form_key": key_of(visit.invitation),
        "draft": draft_of(visit.invitation),
        "here": visit.address("form"),
        "decline": visit.address("decline_form"),
        **(context or {}),
    }
    return render(visit.request, f"selfservice/feedback/{name}.html", shown, status=status)


def state_of(invitation: Invitation) -> str:
    """ "open", or the name of the page that says why not."""
    today = timezone.localdate()
    if invitation.answered_at:
        return "thanks"
    if invitation.declined_at:
        return "declined"
    if invitation.why_not or invitation.closes_on < today:
        return "closed"
    return "not_yet" if invitation.due_on > today else "open"


def key_of(invitation: Invitation) -> str:
    """What the form carries: it shows that it comes from our page, and for which invitation."""
    return signing.dumps(invitation.pk.hex, salt=_SALT)


def draft_of(invitation: Invitation) -> str:
    """The name under which a browser keeps answers until they are sent; it tells nothing."""
    return salted_hmac(f"{_SALT}.draft", invitation.pk.hex).hexdigest()[:16]


def _sent_for(request: HttpRequest) -> Invitation | None:
    if request.method != "POST":
        return None
    try:
        return of_id(UUID(hex=signing.loads(request.POST.get(FIELD, ""), salt=_SALT, max_age=OPEN_FOR)))
    except signing.BadSignature:
        return None


def _language_of(request: HttpRequest, invitation: Invitation) -> str:
    """The chosen one, else the person's, as far as the questionnaire is written in it."""
    written = written_in(invitation.version_of.words, "name")
    asked = (request.GET.get(LANGUAGE, ""), invitation.participant.language)
    return next((language for language in asked if language in written), FALLBACK)
