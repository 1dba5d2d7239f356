"""The anonymous survey: a code is typed, questions are answered on the telephone, and sent once. Nobody is known here.

The code stands in no address, since addresses end up in logs: it is typed, or comes behind the ``#`` of a scanned one,
which no browser sends. Nothing is kept before the end, neither here nor in a session, and no cookie is set.
"""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perspektiv.errors import Refused
from perspektiv.records.feedback.actions.survey import NoCode, cast, code_of
from perspektiv.records.feedback.asking import questions_of
from perspektiv.records.feedback.box import longest_text
from perspektiv.records.feedback.filling import Filling, read
from perspektiv.records.feedback.form_words import form_words
from perspektiv.records.feedback.models import SurveyCode
from perspektiv.records.feedback.survey_words import survey_words
from perspektiv.records.feedback.words import is_reviewed, said_in
from perspektiv.records.letters.languages import FALLBACK, LANGUAGES
from perspektiv.records.letters.letterheads import letterhead_of
from perspektiv.records.selfservice.doors import discreet, go, the_only_one
from perspektiv.records.selfservice.guessing import guesses_too_often
from perspektiv.records.selfservice.words import every_language, words

LANGUAGE = "sprache"
LONGEST_CODE = 60
"""Signs that are looked at; what is longer is no code."""


@csrf_exempt  # whoever has the code may send, from wherever: there is no cookie whose power could be borrowed
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest) -> HttpResponse:
    """Asks for the code; with a good one, for the answers."""
    if request.method != "POST":
        return _page(request, "code")
    typed = _typed(request)
    known = code_of(typed)
    if known is None:
        return _wrong(request, typed)
    if known.used:
        return _page(request, "code", {"fault": _said(request)["used"], "typed": ""}, status=409)
    return _asked(request, known, Filling())


@csrf_exempt
@sensitive_post_parameters()
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Into the box. Sent twice it is answered the same, whatever the second one says, and counted once."""
    typed = _typed(request)
    known = code_of(typed)
    if known is None:
        return _wrong(request, typed)
    items = list(known.version_of.items.all())
    filling = read(items, request.POST, longest_text=longest_text(items))
    if not known.used and (filling.faults or filling.empty):
        return _asked(request, known, filling, status=422)
    try:
        cast(code=typed, numbers=filling.numbers, texts=filling.texts)
    except NoCode:  # the box was opened in this moment
        return _wrong(request, typed)
    except Refused:
        return _thanked(request) if known.used else _asked(request, known, Filling(), status=422)
    return _thanked(request)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """The same page for everybody: its length tells nothing."""
    return _page(request, "thanks")


def _asked(request: HttpRequest, known: SurveyCode, filling: Filling, *, status: int = 200) -> HttpResponse:
    version, language = known.version_of, _language_of(request)
    items = list(version.items.all())
    context = {
        "code": _typed(request),
        "draft": salted_hmac("perspektiv.selfservice.survey", known.code_hash).hexdigest()[:16],
        "questions": questions_of(version, language, filling, items=items, longest_text=longest_text(items)),
        "name": said_in(version.words, language, "name"),
        "intro": said_in(version.words, language, "intro"),
        "letterhead": letterhead_of(known.centre),
        "made_up": known.centre.made_up,
        "machine_made": words(language).machine_made or not is_reviewed(version.words, language),
        "asks_for_words": any(not item.maximum for item in items),
        "nothing": status == 422 and not filling.faults,
        "check": bool(filling.faults),
    }
    return _page(request, "questions", context, status=status)


def _wrong(request: HttpRequest, typed: str) -> HttpResponse:
    said = _said(request)
    if guesses_too_often(request):
        response = _page(request, "code", {"fault": said["often"], "typed": typed}, status=429)
        response["Retry-After"] = "60"
        return response
    return _page(request, "code", {"fault": said["wrong"], "typed": typed}, status=422)


def _thanked(request: HttpRequest) -> HttpResponse:
    return discreet(go(_address("survey_thanks", _language_of(request))))


def _page(request: HttpRequest, name: str, context: dict[str, Any] | None = None, *, status: int = 200) -> HttpResponse:
    language = _language_of(request)
    said = words(language)
    shown = {
        "words": said,
        "language": language,
        "survey_words": survey_words(language),
        "form_words": form_words(language),
        "languages": every_language(),
        "letterhead": the_only_one(),
        "machine_made": said.machine_made,
        "begins": _address("survey", language),
        "sends": _address("send_survey", language),
        **(context or {}),
    }
    return discreet(render(request, f"selfservice/survey/{name}.html", shown, status=status))


def _said(request: HttpRequest) -> Any:
    return survey_words(_language_of(request))


def _address(name: str, language: str) -> str:
    return f"{reverse(f'selfservice:{name}')}?{urlencode({LANGUAGE: language})}"


def _typed(request: HttpRequest) -> str:
    return request.POST.get("code", "").strip()[:LONGEST_CODE]


def _language_of(request: HttpRequest) -> str:
    """The chosen one, else the first of the browser's that we have."""
    chosen = request.GET.get(LANGUAGE, "")
    if chosen in LANGUAGES:
        return chosen
    wished = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    return next((short for tag, _ in wished if (short := tag.split("-")[0]) in LANGUAGES), FALLBACK)
