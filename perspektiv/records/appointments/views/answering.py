"""How pages answer: the next page, a sentence in the user's language, the offer of undo."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from perspektiv.language import Text
from perspektiv.records.appointments.moments import moment


def said(text: Text) -> str:
    """In the user's language."""
    return text.en if translation.get_language() == "en" else text.de


def when(at: datetime) -> str:
    """Day and time in the user's language."""
    return said(moment(at))


def go(where: str) -> HttpResponse:
    """To the next page, with GET."""
    response = HttpResponseRedirect(where)
    response.status_code = 303
    return response


def go_back(request: HttpRequest, otherwise: str) -> HttpResponse:
    """To the page of this application that one came from."""
    came_from = request.META.get("HTTP_REFERER", "")
    own = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return go(came_from if came_from and own else otherwise)


def offer_undo(request: HttpRequest, sentence: str, action: UUID) -> None:
    """Says what was done, and offers for ten seconds to take it back."""
    address = reverse("appointments:undo", args=[action])
    messages.success(request, sentence, extra_tags=f"undo:{address}")
